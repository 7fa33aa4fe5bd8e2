import type { Command as Commander } from 'commander';
import { AT, CHANGES, given, REF_OF_ONE } from '../../shared-options.ts';
import type { Choose } from '../../shared-options.ts';

export interface CancelCommand {
  readonly reference: string;
  /** Undefined where a sentence is all that is said. */
  readonly reason?: string | undefined;
  readonly at?: string | undefined;
  readonly changes?: string | undefined;
  readonly json: boolean;
}

/** `incident-press cancel`. */
export function describe(program: Commander, choose: Choose<CancelCommand>): void {
  program
    .command('cancel')
    .description('call planned maintenance off; it can still be read, with the reason')
    .argument('<ref>', REF_OF_ONE)
    .option('--reason <text>', 'the reason, for readers')
    .option('--say', 'say it with a ready sentence, in every language of the site; without a reason')
    .option('--at <time>', AT)
    .option('--changes <text>', CHANGES)
    .option('--json', 'print JSON')
    .action((reference: string, { reason, say, at, changes, json = false }, self: Commander) => {
      if (say === true && reason !== undefined)
        self.error(
          'error: `--say` takes no `--reason`, which would be in one language only: leave out one of them',
        );
      if (say !== true && reason === undefined)
        self.error("error: required option '--reason <text>' not specified; `--say` does without");
      choose({ reference, json, ...given({ reason, at, changes }) });
    });
}
