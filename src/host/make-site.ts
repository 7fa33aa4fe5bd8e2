import { build } from '../pipeline/build.ts';
import type { BuildOptions, BuildResult, Extras } from '../pipeline/build.ts';
import type { ParseEditions } from '../pipeline/parse/read-reports.ts';
import { parsedSite } from '../pipeline/parse/parsed-site.ts';
import { RULES } from '../pipeline/remember/rules.ts';
import { startValues } from '../pipeline/remember/values.ts';
import { emptyMemory } from '../pipeline/remember/memory.ts';
import type { Memory } from '../pipeline/remember/memory.ts';
import type { Generator } from '../publish/manifest.ts';
import { startCrews } from './page-crew.ts';
import type { SourceFile } from '../model/file.ts';
import { readFile } from '../model/seen-file.ts';
import type { SiteFile } from '../model/seen-file.ts';
import type { Site } from '../source/site-schema.ts';
import { doubt, isDoubted } from './doubt.ts';
import { listSite, lookAtSite, seeSite } from './files/site-looks.ts';
import type { SiteLooks } from './files/site-looks.ts';
import { readSiteFile, readTheme, sourceReader } from './files/site-files.ts';
import { boundingHeap, MANY_FILES } from './heap-growth.ts';
import { openSpill } from './cache/spill.ts';
import { moduleUrlIn } from './module-url.ts';
import { packageInfo } from './package-info.ts';
import { startParsers } from './parsers.ts';
import type { ParserOptions, Progress } from './parsers.ts';

export interface Made extends BuildResult {
  /** The text of a file of the site or the theme, for code frames. */
  readonly readSource: (path: string) => string | undefined;
  /** The files of the site, read now if they were not before. */
  readonly sources: () => readonly SourceFile[];
}

/** Options of a build that do not change its result. */
export interface Making {
  readonly progress?: Progress | undefined;
  /** Reports parsed at a time. */
  readonly jobs?: number | undefined;
  /** The cache of earlier runs, which saves work. */
  readonly before?: Memory | undefined;
  /** How the site looks, if that is already known. */
  readonly looks?: SiteLooks | undefined;
  readonly extras?: Extras | undefined;
}

/** Options of a build for freezing: reports without errors are frozen, whatever state the others are in. */
export const FREEZING = { strict: false, keepGoing: true, drafts: false, mode: 'build' } as const;

/** Sites with more units, or more pages, are slower with some of them packed. */
const UNPACKED = 4_096;

/** Files between two steps that are shown. */
const FILES_A_STEP = 200;

/** Makes a site in memory. */
export async function makeSite(
  root: string,
  options: BuildOptions,
  { progress, jobs, before, looks, extras }: Making = {},
): Promise<Made> {
  const spill = openSpill();
  const parsers = renewableParsers({ size: jobs });
  const { start: crew, beside, close: closeCrews } = startCrews(jobs);
  try {
    const extra = extraFiles(settingsOf(root, before));
    const files = seeSite(root, extra, looks ?? (before ? lookAtSite(root) : listSite(root)));
    const theme = readTheme();
    const input = { files, theme, generator: generatorHere(), options, moduleUrl: moduleUrlIn(root) };
    const memory = before ?? { ...emptyMemory(), reports: spill };
    const parse: ParseEditions = boundingHeap(parsers.parse, memory.units.size === 0 ? files.length : 0);
    const { renew } = parsers;
    const shown = progress ? progressOf(progress, renew, extras?.sink) : { onScanned: renew };
    const more = { ...extras, crew, beside, unpacked: unpackedOf(files), ...shown };
    const result = await build(input, parse, memory, undefined, more);
    if (before && isDoubted()) await doubt(result, input, parse, { ...extras, crew });
    return {
      ...result,
      ...sourcesOf(files, theme),
      // They need new threads: those of the build have ended. A build keeps only the newest few hundred
      // reports; any other is parsed again when needed.
      texts: async (publication) => {
        await parsers.renew();
        try {
          return await result.texts(publication);
        } finally {
          await Promise.all([parsers.close(), closeCrews()]);
        }
      },
    };
  } finally {
    progress?.clear();
    await Promise.all([parsers.close(), closeCrews()]);
    spill.close();
  }
}

function unpackedOf(files: readonly SiteFile[]): number {
  return files.length > MANY_FILES ? 0 : UNPACKED;
}

/** Shows how far a build is: reports first, then files. */
function progressOf({ show, say }: Progress, renew: () => Promise<void>, sink: Extras['sink']) {
  let files = 0;
  const told = () => say(`putting pages together${files === 0 ? '' : `: ${files} files`}`);
  return {
    onUnit: show,
    onScanned: async () => {
      told();
      await renew();
    },
    ...(sink && {
      sink: (file: Parameters<typeof sink>[0]) => {
        files += 1;
        if (files % FILES_A_STEP === 0) told();
        sink(file);
      },
    }),
  };
}

/** Workers that parse, and can be replaced. */
function renewableParsers(options: ParserOptions) {
  let parsers = startParsers(options);
  const parse: ParseEditions = (requests) => parsers.parse(requests);
  return {
    parse,
    /** Ends the threads. New ones only start when there is something to parse. */
    renew: async () => {
      const old = parsers;
      parsers = startParsers(options);
      await old.close();
    },
    close: () => parsers.close(),
  };
}

function sourcesOf(
  files: readonly SiteFile[],
  theme: readonly SourceFile[],
): Pick<Made, 'sources' | 'readSource'> {
  let sources: readonly SourceFile[] | undefined;
  return {
    sources: () => (sources ??= files.map(readFile)),
    readSource: (path) => {
      const own = files.find((file) => file.path === path);
      return sourceReader(own ? [readFile(own)] : theme)(path);
    },
  };
}

/** What builds the site: this program, on this Node. */
export function generatorHere(): Generator {
  const { version, node, icu } = packageInfo();
  return { name: 'incident-press', version, node, icu };
}

/** What site.yaml says now; only parsed if `before` does not remember it. Undefined if it has mistakes. */
export function settingsOf(root: string, before: Pick<Memory, 'values'> = emptyMemory()): Site | undefined {
  return parsedSite(readSiteFile(root, 'site.yaml'), startValues(before.values, RULES)).value;
}

/** Files outside the usual folders that site.yaml names. */
export function extraFiles(site: Site | undefined): string[] {
  if (!site) return [];
  const packages = site.plugins.filter((name) => !name.startsWith('plugins/'));
  const installed = packages.map((name) => `node_modules/${name}`);
  return [
    ...(site.theme.logo === undefined ? [] : [site.theme.logo]),
    ...installed,
    ...(installed.length > 0 ? ['package-lock.json'] : []),
  ];
}
