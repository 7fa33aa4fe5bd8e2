import type { Command as Commander } from 'commander';
import { given } from '../../shared-options.ts';
import type { Choose } from '../../shared-options.ts';

export interface ListCommand {
  readonly open: boolean;
  readonly since?: string | undefined;
  readonly json: boolean;
  /** The time taken as the present: a time, or `now`. */
  readonly asOf: string;
}

/** `incident-press list`. */
export function describe(program: Commander, choose: Choose<ListCommand>): void {
  program
    .command('list')
    .description('list the reports, newest first')
    .option('--open', 'only open ones')
    .option('--since <date>', 'only those updated on this day or later, such as 2026-05-07')
    .option('--as-of <time>', 'the time taken as the present: a time, or `now`', 'now')
    .option('--json', 'print JSON')
    .action(({ open = false, since, asOf, json = false }) =>
      choose({ open, asOf, json, ...given({ since }) }),
    );
}
