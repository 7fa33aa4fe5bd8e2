import { build } from '../pipeline/build.ts';
import type { BuildOptions, BuildResult, Extras } from '../pipeline/build.ts';
import type { Generator } from '../publish/manifest.ts';
import type { Memory } from '../pipeline/remember/memory.ts';
import type { ParseEditions } from '../pipeline/read-reports.ts';
import { packageInfo } from './package-info.ts';
import { readSite, readSiteFile, readTheme } from './files/site-files.ts';
import type { SourceFile } from '../model/file.ts';
import { parseSite } from '../source/site.ts';
import { startParsers } from './parsers.ts';
import type { World } from '../cli/world.ts';

export interface Made extends BuildResult {
  /** The text of a file that was read, for code frames. */
  readonly readSource: (path: string) => string | undefined;
  /** The files of the site as they were read. */
  readonly sources: readonly SourceFile[];
}

/** How a site is made, beside what the build itself depends on. */
export interface Making {
  readonly quiet: boolean;
  readonly jobs?: number;
  /** What an earlier build left, so that this one does less. */
  readonly before?: Memory;
  readonly extras?: Extras;
}

/** Reads a site and builds it in memory, with progress on a terminal. */
export async function makeSite(
  root: string,
  options: BuildOptions,
  world: World,
  { quiet, jobs, before, extras }: Making,
): Promise<Made> {
  const parsing = startParsing(world, { quiet, ...(jobs !== undefined && { jobs }) });
  // Where nothing is remembered, something is parsed: a worker starts while the files are read.
  if (!before) parsing.warm();
  try {
    const files = readSite(root, extraFiles(root));
    const theme = readTheme();
    const input = { files, theme, generator: generatorHere(), options };
    const result = await build(input, parsing.parse, before, undefined, extras);
    return { ...result, sources: files, readSource: (path) => sourceOf([...files, ...theme], path) };
  } finally {
    await parsing.close();
  }
}

/** What builds here: this program, on this Node. */
export function generatorHere(): Generator {
  const { version, node, icu } = packageInfo();
  return { name: 'incident-press', version, node, icu };
}

export interface Parsing {
  readonly parse: ParseEditions;
  readonly warm: () => void;
  /** Takes away what is shown of the progress. */
  readonly clear: () => void;
  readonly close: () => Promise<void>;
}

/** Workers that parse, with progress on a terminal, if there are at least `worth` files. They have to be closed. */
export function startParsing(
  world: World,
  { quiet, jobs, worth = 1 }: { readonly quiet: boolean; readonly jobs?: number; readonly worth?: number },
): Parsing {
  const progress = progressLine(world, quiet);
  const onProgress = (done: number, all: number) => {
    if (all >= worth) progress.show(done, all);
  };
  const pool = startParsers({ onProgress, ...(jobs !== undefined && { size: jobs }) });
  return {
    parse: async (requests) => {
      const outcomes = await pool.parse(requests);
      if (requests.length >= worth) progress.say('putting pages together');
      return outcomes;
    },
    warm: pool.warm,
    clear: progress.clear,
    close: async () => {
      progress.clear();
      await pool.close();
    },
  };
}

/** Files outside the usual folders that site.yaml names. */
export function extraFiles(root: string, settings = readSiteFile(root, 'site.yaml')): string[] {
  const site = parseSite(settings).value;
  return site?.theme.logo === undefined ? [] : [site.theme.logo];
}

/** The text of a file that was read, for code frames. */
export function sourceOf(files: readonly SourceFile[], path: string): string | undefined {
  const file = files.find((each) => each.path === path);
  return file && !file.refused ? new TextDecoder().decode(file.bytes) : undefined;
}

/** One line that keeps being replaced; nothing at all in pipes, in CI and with `--quiet`. */
function progressLine({ stderr, environment }: World, quiet: boolean) {
  const isShown = stderr.isTerminal && !quiet && !environment['CI'];
  let shown = '';
  const say = (text: string) => {
    if (!isShown) return;
    stderr.write(`\r${text.padEnd(shown.length)}`);
    shown = text;
  };
  return {
    say,
    show: (done: number, all: number) => {
      // A hundred steps are as good to look at as ten thousand, and cost less.
      if (done === all || done % Math.ceil(all / 100) === 0) say(`parsing ${done} of ${all}`);
    },
    clear: () => {
      if (shown !== '') stderr.write(`\r${' '.repeat(shown.length)}\r`);
      shown = '';
    },
  };
}
