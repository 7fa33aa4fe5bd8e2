import { build } from '../pipeline/build.ts';
import type { BuildOptions, BuildResult, Extras } from '../pipeline/build.ts';
import type { Memory } from '../pipeline/remember/memory.ts';
import type { Generator } from '../publish/manifest.ts';
import type { SourceFile } from '../model/file.ts';
import { parseSite } from '../source/site.ts';
import { readSite, readSiteFile, readTheme, sourceReader } from './files/site-files.ts';
import { packageInfo } from './package-info.ts';
import { startParsers } from './parsers.ts';
import type { Progress } from './parsers.ts';

export interface Made extends BuildResult {
  /** The text of a file that was read, for code frames. */
  readonly readSource: (path: string) => string | undefined;
  /** The files of the site as they were read. */
  readonly sources: readonly SourceFile[];
}

/** How a site is made, beside what the build itself depends on. */
export interface Making {
  readonly progress?: Progress | undefined;
  /** Reports parsed at a time. */
  readonly jobs?: number | undefined;
  /** What an earlier build left, so that this one does less. */
  readonly before?: Memory | undefined;
  readonly extras?: Extras | undefined;
}

/** How a site is built to be frozen: sound reports are, whatever the others are like. */
export const FREEZING = { strict: false, keepGoing: true, drafts: false, mode: 'build' } as const;

/** Reads a site and builds it in memory. */
export async function makeSite(
  root: string,
  options: BuildOptions,
  { progress, jobs, before, extras }: Making = {},
): Promise<Made> {
  const parsers = startParsers({ progress, size: jobs });
  // Where nothing is remembered, something is parsed: a worker starts while the files are read.
  if (!before) parsers.warm();
  try {
    const files = readSite(root, extraFiles(root));
    const theme = readTheme();
    const input = { files, theme, generator: generatorHere(), options };
    const result = await build(input, parsers.parse, before, undefined, extras);
    return { ...result, sources: files, readSource: sourceReader([...files, ...theme]) };
  } finally {
    await parsers.close();
  }
}

/** What builds here: this program, on this Node. */
export function generatorHere(): Generator {
  const { version, node, icu } = packageInfo();
  return { name: 'incident-press', version, node, icu };
}

/** Files outside the usual folders that site.yaml names. */
export function extraFiles(root: string, settings = readSiteFile(root, 'site.yaml')): string[] {
  const site = parseSite(settings).value;
  return site?.theme.logo === undefined ? [] : [site.theme.logo];
}
