import type { Command as Commander } from 'commander';
import { given } from '../../shared-options.ts';
import type { Choose } from '../../shared-options.ts';

export interface ShowCommand {
  readonly reference?: string | undefined;
  readonly language?: string | undefined;
  readonly json: boolean;
  /** The time taken as the present: a time, or `now`. */
  readonly asOf: string;
}

/** `incident-press show`. */
export function describe(program: Commander, choose: Choose<ShowCommand>): void {
  program
    .command('show')
    .description('print a report in the terminal')
    .argument('[ref]', 'a part of a reference that fits only one report (default: the open report)')
    .option('--lang <tag>', 'in this language (default: the one it was written in)')
    .option('--as-of <time>', 'the time taken as the present: a time, or `now`', 'now')
    .option('--json', 'print JSON')
    .action((reference: string | undefined, { lang, asOf, json = false }) =>
      choose({ asOf, json, ...given({ reference, language: lang }) }),
    );
}
