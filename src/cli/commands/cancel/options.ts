import type { Command as Commander } from 'commander';
import { AT, CHANGES, given, REF_OF_ONE } from '../../shared-options.ts';
import type { Choose } from '../../shared-options.ts';

export interface CancelCommand {
  readonly reference: string;
  readonly reason: string;
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
        }: { reason: string; at?: string; changes?: string; json?: boolean | undefined },
      ) => choose({ reference, reason, json, ...given({ at, changes }) }),
    );
}
