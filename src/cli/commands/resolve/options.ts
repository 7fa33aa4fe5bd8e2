import type { Command as Commander } from 'commander';
import { given } from '../../shared-options.ts';
import type { Describe } from '../../shared-options.ts';
import { AT, REF, splitWords } from '../update/options.ts';

export interface ResolveCommand {
  readonly name: 'resolve';
  readonly reference?: string;
  readonly headline: string;
  readonly at?: string;
  readonly text?: string;
  readonly json: boolean;
}

export const describeResolve: Describe<ResolveCommand> = (program, choose) =>
  program
    .command('resolve')
    .description('add the entry that closes a report')
    .usage('[options] [ref] "Headline"')
    .argument('<words...>', `how it ended; before it, ${REF}`)
    .option('--text <file>', 'more about it, in Markdown; - reads what is piped in')
    .option('--at <instant>', AT)
    .option('--json', 'print JSON')
    .action((words: string[], { at, text, json = false }, self: Commander) =>
      choose({
        name: 'resolve',
        ...splitWords(words, (message) => self.error(message)),
        json,
        ...given({ at, text }),
      }),
    );
