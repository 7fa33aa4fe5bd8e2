import type { Command as Commander } from 'commander';
import { TEXT } from '../../arguments/text.ts';
import { given } from '../../shared-options.ts';
import type { Choose } from '../../shared-options.ts';
import { AT, CHANGES, REF, wordsOrSentence } from '../../shared-options.ts';

export interface ResolveCommand {
  readonly reference?: string | undefined;
  /** Undefined where a sentence is the headline. */
  readonly headline?: string | undefined;
  readonly say: boolean;
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
    .argument('[words...]', `how it ended; before that, ${REF}`)
    .option('--say', 'say it with a ready sentence, in every language of the site')
    .option('--text <file>', TEXT)
    .option('--at <time>', AT)
    .option('--changes <text>', CHANGES)
    .option('--json', 'print JSON')
    .action((words: string[], { say, at, text, changes, json = false }, self: Commander) =>
      choose({
        ...wordsOrSentence(words, { say, text }, (message) => self.error(message)),
        say: say === true,
        json,
        ...given({ at, text, changes }),
      }),
    );
}
