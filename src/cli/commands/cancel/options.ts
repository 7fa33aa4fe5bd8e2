import type { Command as Commander } from 'commander';
import { describeTakingBack } from '../../shared-options.ts';
import type { Choose, TakingBack } from '../../shared-options.ts';

export type CancelCommand = TakingBack;

/** `incident-press cancel`. */
export function describe(program: Commander, choose: Choose<CancelCommand>): void {
  describeTakingBack(
    program
      .command('cancel')
      .description('call planned maintenance off; it can still be read, with the reason'),
    choose,
  );
}
