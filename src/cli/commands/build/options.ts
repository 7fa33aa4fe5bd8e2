import type { Command as Commander } from 'commander';
import type { Format } from '../../../diagnostics/formats/formats.ts';
import { formatOption, given, jsonOption, positive } from '../../shared-options.ts';
import type { Choose } from '../../shared-options.ts';

export interface BuildCommand {
  readonly out?: string | undefined;
  /** `now`, or a time that has not been parsed yet. */
  readonly asOf?: string | undefined;
  /** The time whose state of the site is to be shown, not parsed yet. */
  readonly at?: string | undefined;
  readonly strict: boolean;
  readonly keepGoing: boolean;
  /** Compressed copies are built whatever site.yaml says. */
  readonly compress: boolean;
  /** Where a configuration for nginx is written. */
  readonly nginx?: string | undefined;
  readonly jobs?: number | undefined;
  /** False to neither read nor write what earlier builds have kept. */
  readonly cache: boolean;
  /** Say why each page was rendered. */
  readonly why: boolean;
  readonly format: Format;
}

/** `incident-press build`. */
export function describe(program: Commander, choose: Choose<BuildCommand>): void {
  program
    .command('build')
    .description('build the site into dist/')
    .option('--out <dir>', 'the folder to write to (default: dist/ next to site.yaml)')
    .option(
      '--as-of <time>',
      'the time taken as the present: a time, or `now` (default: the newest time in the content)',
    )
    .option('--at <time>', 'build the site as it stood then into site-at-<time>/, which cannot be published')
    .option('--strict', 'count warnings as errors')
    .option('--keep-going', 'keep reports with errors as they were last published, and build the rest')
    .option('--compress', 'also write compressed copies (.br, .gz) of text files, for servers that use them')
    .option('--nginx <file>', 'write an nginx configuration to include in a server block')
    .option('--jobs <n>', 'number of reports parsed at the same time', positive)
    .option('--no-cache', 'use no cache: do all the work again, and save nothing for the next build')
    .option('--why', 'say why each page was rendered')
    .addOption(formatOption())
    .addOption(jsonOption())
    .action(({ strict = false, keepGoing = false, compress = false, cache, why = false, format, ...own }) => {
      const { out, asOf, at, nginx, jobs } = own;
      const wishes = { strict, keepGoing, compress, cache, why, format };
      choose({ ...wishes, ...given({ out, asOf, at, nginx, jobs }) });
    });
}
