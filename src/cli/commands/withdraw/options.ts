import type { Command as Commander } from 'commander';
import { given } from '../../shared-options.ts';
import type { Choose } from '../../shared-options.ts';
import { AT } from '../../shared-options.ts';

export interface WithdrawCommand {
  readonly reference: string;
  readonly reason: string;
  readonly at?: string | undefined;
  readonly json: boolean;
}

/** `incident-press withdraw`. */
export function describe(program: Commander, choose: Choose<WithdrawCommand>): void {
  program
    .command('withdraw')
    .description('take back a report that was a mistake; it stays readable, with the reason')
    .argument('<ref>', 'an unambiguous part of a reference')
    .requiredOption('--reason <text>', 'why, in words for readers')
    .option('--at <instant>', AT)
    .option('--json', 'print JSON')
    .action(
      (
        reference: string,
        { reason, at, json = false }: { reason: string; at?: string | undefined; json?: boolean | undefined },
      ) => choose({ reference, reason, json, ...given({ at }) }),
    );
}
