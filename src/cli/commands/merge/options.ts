import type { Command as Commander } from 'commander';
import type { Choose } from '../../shared-options.ts';

export interface MergeCommand {
  /** The files to settle, or what git hands to a merge driver: ancestor, ours, theirs, path. */
  readonly files: readonly string[];
  readonly isDriver: boolean;
}

/** `incident-press merge`. */
export function describe(program: Commander, choose: Choose<MergeCommand>): void {
  program
    .command('merge')
    .description('settle a conflict that git left in reports: entries of both sides, one version')
    .argument('[files...]', 'the files to settle (default: every report with a conflict)')
    .option('--driver', 'work as git’s merge driver; the files are %O %A %B %P')
    .action((files: readonly string[], { driver = false }: { driver?: boolean }) =>
      choose({ files, isDriver: driver }),
    );
}
