/**
 * The same core as the command line, for programs: reads a site, checks or builds it, and says what is
 * wrong as data. Nothing is printed.
 */
import { resolve } from 'node:path';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { currentInstant } from './host/clock.ts';
import { openExtras } from './host/extras.ts';
import { makeSite } from './host/make-site.ts';
import { writeOutput } from './host/files/write-output.ts';
import type { Written } from './host/files/write-output.ts';
import type { Instant } from './model/instant.ts';
import { parseTime } from './source/time.ts';

export type { Diagnostic, Place, Related } from './diagnostics/diagnostic.ts';
export type { Written } from './host/files/write-output.ts';

interface SiteOptions {
  /** The folder that holds site.yaml. */
  readonly site: string;
  /** Warnings count as errors. */
  readonly strict?: boolean;
}

export interface CheckOptions extends SiteOptions {
  /** What counts as the present: a time, `now` (by default), or `none` to leave out what depends on one. */
  readonly asOf?: string;
}

export interface BuildOptions extends SiteOptions {
  /** The folder to write; `dist` in the folder of the site by default. */
  readonly out?: string;
  /**
   * What counts as the present, such as `2020-09-15T11:45:00Z`; the newest time in the content by default.
   */
  readonly asOf?: string;
  /** Build although some reports have errors: those stay as last published, or are left out. */
  readonly keepGoing?: boolean;
}

export interface Built {
  readonly diagnostics: readonly Diagnostic[];
  /** What was written; undefined where errors stopped the build, which then changed nothing. */
  readonly written?: Written;
  /** References of the reports that were left out. */
  readonly leftOut: readonly string[];
  /** References of the reports that are shown as they were last published. */
  readonly kept: readonly string[];
  /** Files below `published/` that are not as they were published; their pages say so. */
  readonly damaged: readonly string[];
}

/** Everything wrong with a site, drafts included. Writes nothing. Throws RangeError for an `asOf` that is not a time. */
export async function check({
  site,
  strict = false,
  asOf = 'now',
}: CheckOptions): Promise<readonly Diagnostic[]> {
  const now = asOf === 'none' ? undefined : asOf === 'now' ? currentInstant() : instantOf(asOf);
  const options = { strict, keepGoing: false, drafts: true, mode: 'check', now } as const;
  return (await makeSite(resolve(site), options)).diagnostics;
}

/**
 * Builds a site into its output folder. Throws Refused (with a `hint`) for a folder that cannot be
 * written, and RangeError for an `asOf` that is not a time.
 */
export async function build({
  site,
  out,
  asOf,
  strict = false,
  keepGoing = false,
}: BuildOptions): Promise<Built> {
  const root = resolve(site);
  const instant = asOf === undefined ? undefined : instantOf(asOf);
  const options = { strict, keepGoing, drafts: false, mode: 'build', asOf: instant } as const;
  const folder = resolve(out ?? `${root}/dist`);
  const { extras, close } = await openExtras(root, { cache: undefined });
  const making = makeSite(root, options, { extras });
  const { files, diagnostics, leftOut, kept, damaged } = await making.finally(close);
  if (files.length === 0) return { diagnostics, leftOut, kept, damaged };
  return { diagnostics, leftOut, kept, damaged, written: await writeOutput(folder, files) };
}

function instantOf(text: string): Instant {
  const outcome = parseTime(text);
  if ('instant' in outcome) return outcome.instant;
  throw new RangeError(`${outcome.message}. ${outcome.hint}`);
}
