import type { Command as Commander } from 'commander';
import { describeTakingBack } from '../../shared-options.ts';
import type { Choose, TakingBack } from '../../shared-options.ts';

export type WithdrawCommand = TakingBack;

/** `incident-press withdraw`. */
export function describe(program: Commander, choose: Choose<WithdrawCommand>): void {
  describeTakingBack(
    program
      .command('withdraw')
      .description('withdraw a report that was a mistake; it can still be read, with the reason'),
    choose,
  );
}
