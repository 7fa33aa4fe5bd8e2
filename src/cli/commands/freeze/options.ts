import type { Format } from '../../../diagnostics/formats/formats.ts';
import { formatOption } from '../../shared-options.ts';
import type { Describe } from '../../shared-options.ts';

export interface FreezeCommand {
  readonly name: 'freeze';
  /** Recover versions nobody froze from the commits of the repository. */
  readonly fromGit: boolean;
  readonly dryRun: boolean;
  readonly format: Format;
}

export const describeFreeze: Describe<FreezeCommand> = (program, choose) =>
  program
    .command('freeze')
    .description('publish what is new into published/, for good')
    .option('--from-git', 'recover versions that nobody froze from the history of the repository')
    .option('--dry-run', 'say what would be published, and write nothing')
    .addOption(formatOption())
    .action(({ fromGit = false, dryRun = false, format }) =>
      choose({ name: 'freeze', fromGit, dryRun, format }),
    );
