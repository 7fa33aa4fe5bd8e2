import type { Format } from '../../diagnostics/formats/formats.ts';
import { formatOption, given, positive } from './shared.ts';
import type { Describe } from './shared.ts';

export interface BuildCommand {
  readonly name: 'build';
  readonly out?: string;
  /** `now`, or an instant not read yet. */
  readonly asOf?: string;
  readonly strict: boolean;
  readonly keepGoing: boolean;
  readonly jobs?: number;
  /** False to neither read nor write what earlier builds have kept. */
  readonly cache: boolean;
  /** Say of every page that was rendered why. */
  readonly why: boolean;
  readonly format: Format;
}

export const describeBuild: Describe<BuildCommand> = (program, choose) =>
  program
    .command('build')
    .description('build the site into dist/')
    .option('--out <dir>', 'the folder to write (default: dist/ beside site.yaml)')
    .option(
      '--as-of <instant>',
      'what counts as the present: an instant, or `now` (default: the newest in the content)',
    )
    .option('--strict', 'count warnings as errors')
    .option('--keep-going', 'keep reports with errors as they were last published, and build the rest')
    .option('--jobs <n>', 'reports parsed at a time', positive)
    .option('--no-cache', 'do all the work again, and keep nothing for the next build')
    .option('--why', 'say of every page that is rendered why it is')
    .addOption(formatOption())
    .action(({ out, asOf, strict = false, keepGoing = false, jobs, cache, why = false, format }) =>
      choose({ name: 'build', strict, keepGoing, cache, why, format, ...given({ out, asOf, jobs }) }),
    );
