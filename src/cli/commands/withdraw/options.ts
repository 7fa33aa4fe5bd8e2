import type { Command as Commander } from 'commander';
import { given } from '../../shared-options.ts';
import type { Choose } from '../../shared-options.ts';
import { AT, CHANGES, REF_OF_ONE } from '../../shared-options.ts';

export interface WithdrawCommand {
  readonly reference: string;
  readonly reason: string;
  readonly at?: string | undefined;
  readonly changes?: string | undefined;
  readonly json: boolean;
}

/** `incident-press withdraw`. */
export function describe(program: Commander, choose: Choose<WithdrawCommand>): void {
  program
    .command('withdraw')
    .description('withdraw a report that was a mistake; it can still be read, with the reason')
    .argument('<ref>', REF_OF_ONE)
    .requiredOption('--reason <text>', 'the reason, for readers')
    .option('--at <time>', AT)
    .option('--changes <text>', CHANGES)
    .option('--json', 'print JSON')
    .action(
      (
        reference: string,
        {
          reason,
          at,
          changes,
          json = false,
        }: {
          reason: string;
          at?: string | undefined;
          changes?: string | undefined;
          json?: boolean | undefined;
        },
      ) => choose({ reference, reason, json, ...given({ at, changes }) }),
    );
}
