import type { Command as Commander } from 'commander';
import type { Format } from '../../../diagnostics/formats/formats.ts';
import { formatOption, given, jsonOption } from '../../shared-options.ts';
import type { Choose } from '../../shared-options.ts';

export interface FreezeCommand {
  /** Recover versions that were never frozen from the commits of the repository. */
  readonly fromGit: boolean;
  readonly dryRun: boolean;
  /** When it is published, instead of now. */
  readonly at?: string | undefined;
  /** What new versions change, for texts that do not say so. */
  readonly changes?: string | undefined;
  /** A command that gets the new checkpoint, to have it witnessed. */
  readonly witness?: string | undefined;
  readonly format: Format;
}

/** `incident-press freeze`. */
export function describe(program: Commander, choose: Choose<FreezeCommand>): void {
  program
    .command('freeze')
    .description('publish what is new into published/, for good')
    .option('--from-git', 'recover versions that were never frozen from the git history')
    .option('--at <time>', 'the time of publication (default: now)')
    .option('--changes <text>', 'what a new version changes, if its text does not say so')
    .option(
      '--witness <command>',
      'run this command with the new checkpoint; {checkpoint} stands for its file',
    )
    .option('--dry-run', 'print what would be published, and write nothing')
    .addOption(formatOption())
    .addOption(jsonOption())
    .action(({ fromGit = false, dryRun = false, at, changes, witness, format }) =>
      choose({ fromGit, dryRun, format, ...given({ at, changes, witness }) }),
    );
}
