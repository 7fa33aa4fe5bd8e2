import type { Command as Commander } from 'commander';
import type { Choose } from '../../shared-options.ts';

export interface MergeCommand {
  /** The files to merge, or what git passes to a merge driver: ancestor, ours, theirs, path. */
  readonly files: readonly string[];
  readonly isDriver: boolean;
}

/** `incident-press merge`. */
export function describe(program: Commander, choose: Choose<MergeCommand>): void {
  program
    .command('merge')
    .description(
      'resolve conflicts that git left in reports: keep the entries of both sides, under one version',
    )
    .argument('[files...]', 'the files to resolve (default: every report with a conflict)')
    .option('--driver', 'work as git’s merge driver; the files are %O %A %B %P')
    .action((files: readonly string[], { driver = false }: { driver?: boolean }) =>
      choose({ files, isDriver: driver }),
    );
}
