import type { Command as Commander } from 'commander';
import type { Format } from '../../../diagnostics/formats/formats.ts';
import { formatOption, given, positive } from '../../shared-options.ts';
import type { Choose } from '../../shared-options.ts';

export interface BuildCommand {
  readonly out?: string | undefined;
  /** `now`, or an instant not read yet. */
  readonly asOf?: string | undefined;
  readonly strict: boolean;
  readonly keepGoing: boolean;
  /** Compressed copies are built whatever site.yaml says. */
  readonly compress: boolean;
  /** Where a configuration for nginx is written. */
  readonly nginx?: string | undefined;
  readonly jobs?: number | undefined;
  /** False to neither read nor write what earlier builds have kept. */
  readonly cache: boolean;
  /** Say of every page that was rendered why. */
  readonly why: boolean;
  readonly format: Format;
}

/** `incident-press build`. */
export function describe(program: Commander, choose: Choose<BuildCommand>): void {
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
    .option('--compress', 'build compressed copies (.br, .gz) of all texts, for servers that use them')
    .option('--nginx <file>', 'write a configuration for nginx, to be included in a server block')
    .option('--jobs <n>', 'reports parsed at a time', positive)
    .option('--no-cache', 'do all the work again, and keep nothing for the next build')
    .option('--why', 'say of every page that is rendered why it is')
    .addOption(formatOption())
    .action(({ strict = false, keepGoing = false, compress = false, cache, why = false, format, ...own }) => {
      const { out, asOf, nginx, jobs } = own;
      const wishes = { strict, keepGoing, compress, cache, why, format };
      choose({ ...wishes, ...given({ out, asOf, nginx, jobs }) });
    });
}
