import type { Command as Commander } from 'commander';
import { given, REF_OF_ONE } from '../../shared-options.ts';
import type { Choose } from '../../shared-options.ts';

export interface ExtendCommand {
  readonly reference: string;
  readonly end: string;
  readonly changes?: string | undefined;
  /** Adds an entry that says so, in every language. */
  readonly say: boolean;
  readonly json: boolean;
}

/** `incident-press extend`. */
export function describe(program: Commander, choose: Choose<ExtendCommand>): void {
  program
    .command('extend')
    .description('change the end of planned maintenance; readers see the old plan struck through')
    .argument('<ref>', REF_OF_ONE)
    .requiredOption('--end <time>', 'the new end: 02:00, +1h, "tomorrow 02:00", or in full')
    .option('--changes <text>', 'what readers should know about it, in one line')
    .option('--say', 'add an entry that says so with a ready sentence, in every language of the site')
    .option('--json', 'print JSON')
    .action(
      (
        reference: string,
        {
          end,
          changes,
          say = false,
          json = false,
        }: { end: string; changes?: string; say?: boolean; json?: boolean },
      ) => choose({ reference, end, say, json, ...given({ changes }) }),
    );
}
