import { moduleUrlIn } from '../module-url.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { openCache } from '../files/cache.ts';
import { cacheFolder } from '../files/cache-folder.ts';
import { readTheme, sourceReader } from '../files/site-files.ts';
import { rehearseSave } from './rehearsal.ts';
import { startSiteModel } from './site-model.ts';
import type { SiteModel } from './site-model.ts';
import { extraFiles, generatorHere, settingsOf } from '../make-site.ts';
import { programDigest } from '../package-info.ts';
import { startCrews } from '../page-crew.ts';
import type { Crews } from '../page-crew.ts';
import { startParsers } from '../parsers.ts';
import type { Progress } from '../parsers.ts';
import { startPausing } from '../pause.ts';
import type { SourceFile } from '../../model/file.ts';
import { readFile } from '../../model/seen-file.ts';
import type { SiteFile } from '../../model/seen-file.ts';
import type { PageCrew } from '../../pipeline/crew/crew.ts';
import type { ThemeFiles } from '../../pipeline/crew/page-work.ts';
import type { Pause } from '../../pipeline/pause.ts';
import type { BuildOptions } from '../../pipeline/build-input.ts';
import { openLiveSite } from '../../pipeline/live-site.ts';
import type { LiveSite } from '../../pipeline/live-site.ts';
import type { HeldPages } from '../../pipeline/remember/held-pages.ts';
import { reportsInMemory } from '../../pipeline/remember/memory.ts';
import type { Memory } from '../../pipeline/remember/memory.ts';
import { RULES } from '../../pipeline/remember/rules.ts';
import { fileAt } from '../../pipeline/site-units.ts';
import type { SortedFiles } from '../../pipeline/site-units.ts';
import type { ParseEditions } from '../../pipeline/parse/read-reports.ts';
import type { Scanning } from '../../pipeline/scan-site.ts';
import { parseSite } from '../../source/site.ts';
import { reportsOf } from '../site-reports.ts';
import type { Reports } from '../site-reports.ts';

/** With fewer files than this, parsing ends before anybody could read a progress line. */
const MANY = 50;

/**
 * Reports kept in memory: those that a feed shows, or all of a usual site, since files about all pages ask for each
 * report several times. The number does not grow with each save.
 */
const HELD = 256;

/** Milliseconds in which the first pages that somebody asks for are made without waiting. */
const LATER = 1_000;

/** For the state shown and for the last good one. */
const CREWS = 2;

/** After this many files, waiting work gets a turn. */
const TOGETHER = 20;

/** A site on disk as one state after another; each knows what is unchanged since the one before. */
export interface LiveStates {
  /** Works out the state from what is known about the files. */
  readonly open: () => Promise<LiveSite>;
  /** Renders the changed pages of the newest state, and returns all problems. */
  readonly finish: (pause: Pause) => Promise<readonly Diagnostic[]>;
  /** Looks at these files again, and says whether that changed anything. */
  readonly refresh: (paths: readonly string[]) => Promise<boolean>;
  /** Looks at everything, a little at a time, and returns the paths that have to be refreshed. */
  readonly search: (pause: Pause) => Promise<readonly string[]>;
  /** Everything known about the files. */
  readonly files: () => SortedFiles;
  /** One report with its files as they are now; undefined if site.yaml cannot be read. */
  readonly reports: (reference: string) => Reports | undefined;
  /** The text of a file of the site or the theme, for code frames. */
  readonly readSource: (path: string) => string | undefined;
  /** The text of a file that comes with the program. */
  readonly shippedText: (path: string) => string | undefined;
  /** Files outside the usual folders that belong to the site. */
  readonly extra: () => readonly string[];
  /** Why an earlier build's cache could not be used, if so. */
  readonly note: string | undefined;
}

/** How the states of a site are worked out. */
export interface LiveOptions {
  /** Called again for each state, since the present may be part of the options. */
  readonly options: () => BuildOptions;
  readonly progress?: Progress | undefined;
  /** Unsaved texts by path; they are used in place of the files on disk. */
  readonly buffers?: ReadonlyMap<string, string> | undefined;
}

/** Looks at the site below `root`. */
export function startLiveStates(root: string, { options, progress, buffers }: LiveOptions): LiveStates {
  const theme = readTheme();
  const parsing = startParsers({ progress, worth: MANY });
  const extra = startExtra(root);
  const model = startSiteModel(root, extra.paths(), buffers);
  // A build's cache speeds up the first state here; what this process learns is only kept in memory.
  const cache = openCache(cacheFolder(root), programDigest());
  let memory = liveMemory(cache.memory);
  const finisher = startFinishing(cache.memory);
  const held: HeldPages = new Map();
  const extras = { crew: lastingCrew() };
  const same = { theme, generator: generatorHere(), moduleUrl: moduleUrlIn(root) };
  const rehearsal = startRehearsal();
  return {
    open: async () => {
      const input = { ...same, options: options() };
      const scanning = { input, before: memory, rules: RULES, parse: parsing.parse, extras };
      const now = { ...scanning, sorted: model.files(), pause: startPausing() };
      const live = await openLiveSite(now, held);
      progress?.clear();
      // If nothing had to be parsed, no worker has started yet, and the first save would wait for one.
      parsing.warm();
      ({ memory } = live);
      finisher.take(live);
      rehearsal.take({ ...now, before: memory });
      return live;
    },
    finish: finisher.finish,
    refresh: async (paths) => {
      const isChanged = await refreshAll(model, paths, extra.paths());
      if (isChanged && extra.follow(fileAt(model.files(), 'site.yaml')))
        model.refresh(extra.paths(), extra.paths());
      return isChanged;
    },
    search: (pause) => model.search(extra.paths(), pause),
    ...startReading(root, model, theme, parsing.parse),
    extra: extra.paths,
    note: cache.note,
  };
}

/** Questions about the files that do not depend on the state that was worked out. */
function startReading(
  root: string,
  { files }: SiteModel,
  theme: readonly SourceFile[],
  parse: ParseEditions,
): Pick<LiveStates, 'files' | 'reports' | 'readSource' | 'shippedText'> {
  return {
    files,
    reports: (reference) => reportsIn(root, files(), reference, parse),
    shippedText: sourceReader(theme),
    readSource: (path) => {
      const own = fileAt(files(), path);
      return sourceReader(own ? [readFile(own)] : theme)(path);
    },
  };
}

function reportsIn(
  root: string,
  { settings, units }: SortedFiles,
  reference: string,
  parse: ParseEditions,
): Reports | undefined {
  const files = [...settings, ...(units.get(reference)?.files ?? [])].map(readFile);
  const site = parseSite(files.find(({ path }) => path === 'site.yaml')).value;
  return site && reportsOf(root, files, site, parse, [...units.keys()]);
}

/**
 * Restarts the threads for the templates of a site if these have changed. Those of the last good state stay,
 * since its pages may be requested while there are mistakes.
 */
function lastingCrew(): (theme: ThemeFiles, limit: number) => PageCrew {
  const kept: {
    readonly theme: ThemeFiles;
    readonly limit: number;
    readonly crews: Crews;
    readonly crew: PageCrew;
  }[] = [];
  return (theme, limit) => {
    const known = kept.find((each) => each.theme === theme && each.limit === limit);
    if (known) return known.crew;
    const crews = startCrews();
    const crew = crews.start(theme, limit);
    kept.push({ theme, limit, crews, crew });
    if (kept.length > CREWS) void kept.shift()?.crews.close();
    return crew;
  };
}

/** Rehearses a save once, in the state that is the newest by then. */
function startRehearsal() {
  let newest: Scanning | undefined;
  let timer: NodeJS.Timeout | undefined;
  const rehearse = async () => {
    const scanning = newest;
    newest = undefined;
    if (scanning) await rehearseSave({ ...scanning, pause: startPausing() });
  };
  return {
    take: (scanning: Scanning) => {
      if (timer === undefined || newest) newest = scanning;
      // Whatever fails will fail again, and be reported, when somebody saves a file.
      timer ??= setTimeout(() => void rehearse().catch(() => undefined), LATER).unref();
    },
  };
}

/** What `dev` takes from the cache; the pages are no use here, since their bytes are in the output. */
function liveMemory(before: Memory): Memory {
  return { ...before, pages: new Map(), reports: reportsInMemory(before.reports, HELD) };
}

/** Renders all pages of the newest state, starting with those that the last `check` rendered. */
function startFinishing({ checked, pages }: Memory) {
  let kept: Pick<Memory['pages'], 'get'> = { get: (name) => checked.get(name) ?? pages.get(name) };
  let newest: LiveSite | undefined;
  return {
    take: (live: LiveSite) => {
      newest = live;
    },
    finish: async (pause: Pause) => {
      const finished = await newest?.finish(kept, pause);
      kept = finished?.kept ?? kept;
      return finished?.diagnostics ?? [];
    },
  };
}

/** After a checkout, there may be thousands of files to look at. */
async function refreshAll(model: SiteModel, paths: readonly string[], extra: readonly string[]) {
  const pause = startPausing();
  let isChanged = false;
  for (let from = 0; from < paths.length; from += TOGETHER) {
    isChanged = model.refresh(paths.slice(from, from + TOGETHER), extra) || isChanged;
    await pause();
  }
  return isChanged;
}

/** The files that site.yaml names outside the usual folders, worked out again if it changed. */
function startExtra(root: string) {
  let paths: readonly string[] = extraFiles(settingsOf(root));
  let settings: SiteFile | undefined;
  return {
    paths: () => paths,
    follow: (now: SiteFile | undefined) => {
      if (now === settings) return false;
      settings = now;
      paths = extraFiles(now && parseSite(readFile(now)).value);
      return true;
    },
  };
}
