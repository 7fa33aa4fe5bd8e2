import { given } from '../../shared-options.ts';
import type { Describe } from '../../shared-options.ts';
import { AT } from '../update/options.ts';

export interface WithdrawCommand {
  readonly name: 'withdraw';
  readonly reference: string;
  readonly reason: string;
  readonly at?: string;
  readonly json: boolean;
}

export const describeWithdraw: Describe<WithdrawCommand> = (program, choose) =>
  program
    .command('withdraw')
    .description('take back a report that was a mistake; it stays readable, with the reason')
    .argument('<ref>', 'an unambiguous part of a reference')
    .requiredOption('--reason <text>', 'why, in words for readers')
    .option('--at <instant>', AT)
    .option('--json', 'print JSON')
    .action(
      (reference: string, { reason, at, json = false }: { reason: string; at?: string; json?: boolean }) =>
        choose({ name: 'withdraw', reference, reason, json, ...given({ at }) }),
    );
