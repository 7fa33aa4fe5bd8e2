import type { Command as Commander } from 'commander';
import { TEXT } from '../../arguments/text.ts';
import { given } from '../../shared-options.ts';
import type { Choose } from '../../shared-options.ts';
import { AT, CHANGES, REF, splitWords } from '../../shared-options.ts';

export interface ResolveCommand {
  readonly reference?: string | undefined;
  readonly headline: string;
  readonly at?: string | undefined;
  readonly text?: string | undefined;
  readonly changes?: string | undefined;
  readonly json: boolean;
}

/** `incident-press resolve`. */
export function describe(program: Commander, choose: Choose<ResolveCommand>): void {
  program
    .command('resolve')
    .description('add the entry that closes a report')
    .usage('[options] [ref] "Headline"')
    .argument('<words...>', `how it ended; before that, ${REF}`)
    .option('--text <file>', TEXT)
    .option('--at <time>', AT)
    .option('--changes <text>', CHANGES)
    .option('--json', 'print JSON')
    .action((words: string[], { at, text, changes, json = false }, self: Commander) =>
      choose({
        ...splitWords(words, (message) => self.error(message)),
        json,
        ...given({ at, text, changes }),
      }),
    );
}
