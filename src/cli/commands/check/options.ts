import { Option } from 'commander';
import type { Command as Commander } from 'commander';
import type { Format } from '../../../diagnostics/formats/formats.ts';
import { formatOption, given, jsonOption } from '../../shared-options.ts';
import type { Choose } from '../../shared-options.ts';

export interface CheckCommand {
  readonly strict: boolean;
  readonly fix: boolean;
  /** Fix only files that are on disk as they are staged, and stage them again. */
  readonly staged: boolean;
  /** A git revision to compare what is published with. */
  readonly base?: string | undefined;
  /** With `base`: versions that it lacks are allowed. */
  readonly allowPublished: boolean;
  /** The time taken as the present: a time, `now`, or `none` to leave out checks that need one. */
  readonly asOf: string;
  readonly format: Format;
}

/** `incident-press check`. */
export function describe(program: Commander, choose: Choose<CheckCommand>): void {
  program
    .command('check')
    .description('find everything that is wrong with the reports; writes nothing')
    .option('--strict', 'count warnings as errors')
    .option('--fix', 'make the corrections that hints offer where only one is possible, then check again')
    .option('--staged', 'with --fix: only in files whose staged text is the one on disk, and stage the fix')
    .option('--base <ref>', 'also prove that nothing published at this git revision was changed')
    .option('--allow-published', 'with --base, also accept new published versions, as on the main branch')
    .option('--as-of <time>', 'the time taken as the present: a time, `now`, or `none` for no time', 'now')
    // What `--as-of now` was called before it became the default.
    .addOption(new Option('--now').hideHelp())
    .addOption(formatOption())
    .addOption(jsonOption())
    .action(({ strict = false, fix = false, staged = false, allowPublished = false, asOf, base, format }) =>
      choose({ strict, fix, staged, asOf, allowPublished, format, ...given({ base }) }),
    );
}
