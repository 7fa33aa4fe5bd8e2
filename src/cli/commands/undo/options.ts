import type { Command as Commander } from 'commander';
import { given } from '../../shared-options.ts';
import type { Choose } from '../../shared-options.ts';

export interface UndoCommand {
  readonly reference?: string | undefined;
  readonly json: boolean;
}

/** `incident-press undo`. */
export function describe(program: Commander, choose: Choose<UndoCommand>): void {
  program
    .command('undo')
    .description('take the last entry out again, as long as it is not frozen')
    .argument(
      '[ref]',
      'a part of a reference, or a path (default: the report with an entry that is not frozen)',
    )
    .option('--json', 'print JSON')
    .action((reference: string | undefined, { json = false }) => choose({ json, ...given({ reference }) }));
}
