import type { Command as Commander } from 'commander';
import { oneOf } from '../../shared-options.ts';
import type { Choose } from '../../shared-options.ts';

const EXPORT_KINDS = ['erp5'] as const;

export interface ExportCommand {
  readonly kind: (typeof EXPORT_KINDS)[number];
  readonly out: string;
  readonly json: boolean;
}

/** `incident-press export`. */
export function describe(program: Commander, choose: Choose<ExportCommand>): void {
  program
    .command('export')
    .description('write all published versions as files of another system')
    .argument('<kind>', `the system they are for: ${EXPORT_KINDS.join(', ')}`, oneOf(EXPORT_KINDS))
    .option('--out <folder>', 'where the files go', 'export')
    .option('--json', 'print JSON')
    .action((kind: ExportCommand['kind'], { out, json = false }: { out: string; json?: boolean }) =>
      choose({ kind, out, json }),
    );
}
