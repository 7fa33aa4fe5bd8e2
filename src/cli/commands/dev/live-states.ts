import { openCache } from '../../../host/files/cache.ts';
import { cacheFolder } from '../../../host/files/cache-folder.ts';
import { readTheme, sourceReader } from '../../../host/files/site-files.ts';
import { startSiteModel } from '../../../host/preview/site-model.ts';
import type { SiteModel } from '../../../host/preview/site-model.ts';
import { extraFiles, generatorHere } from '../../../host/make-site.ts';
import { programDigest } from '../../../host/package-info.ts';
import { startCrews } from '../../../host/page-crew.ts';
import type { Crews } from '../../../host/page-crew.ts';
import { startParsers } from '../../../host/parsers.ts';
import type { Progress } from '../../../host/parsers.ts';
import { startPausing } from '../../../host/pause.ts';
import { readFile } from '../../../model/seen-file.ts';
import type { SiteFile } from '../../../model/seen-file.ts';
import type { PageCrew } from '../../../pipeline/crew/crew.ts';
import type { ThemeFiles } from '../../../pipeline/crew/page-work.ts';
import type { Pause } from '../../../pipeline/pause.ts';
import { openLiveSite } from '../../../pipeline/live-site.ts';
import type { LiveSite } from '../../../pipeline/live-site.ts';
import type { HeldPages } from '../../../pipeline/remember/held-pages.ts';
import { reportsInMemory } from '../../../pipeline/remember/memory.ts';
import type { Memory } from '../../../pipeline/remember/memory.ts';
import { RULES } from '../../../pipeline/remember/rules.ts';
import { fileAt } from '../../../pipeline/site-units.ts';

/** Drafts are shown, and one report with mistakes does not hold up the others. */
const OPTIONS = { strict: false, keepGoing: true, drafts: true, mode: 'build', compress: [] } as const;

/** Fewer files are parsed before anybody has read that they are. */
const MANY = 50;

/** Reports in memory: as many as a feed shows, and some. After that many saves it does not grow any more. */
const HELD = 128;

/** Of the state that is shown and of the last good one. */
const CREWS = 2;

/** So many files are looked at before whoever waits has a turn. */
const TOGETHER = 20;

/**
 * A site on disk as one state after another, each of which knows what did not change since the one before.
 */
export interface LiveStates {
  /** Works out the state of what is known of the files. */
  readonly open: () => Promise<LiveSite>;
  /** Looks at these files again, and says whether that changed anything. */
  readonly refresh: (paths: readonly string[]) => Promise<boolean>;
  /** Looks at everything, little by little, and names what has to be refreshed. */
  readonly search: (pause: Pause) => Promise<readonly string[]>;
  /** The text of a file of the site or the theme, for code frames. */
  readonly readSource: (path: string) => string | undefined;
  /** Files outside the usual folders that belong to the site. */
  readonly extra: () => readonly string[];
  /** What could not be used of what a build had left. */
  readonly note: string | undefined;
}

/** Looks at the site below `root`. */
export function startLiveStates(root: string, progress: Progress): LiveStates {
  const theme = readTheme();
  const parsing = startParsers({ progress, worth: MANY });
  const extra = startExtra(root);
  const model = startSiteModel(root, extra.paths());
  // What a build left spares the first one here; what this one learns is kept in memory only.
  const cache = openCache(cacheFolder(root), programDigest());
  let memory = liveMemory(cache.memory);
  const held: HeldPages = new Map();
  const extras = { crew: startCrewKeeper() };
  const input = { theme, generator: generatorHere(), options: OPTIONS };
  return {
    open: async () => {
      const scanning = { input, before: memory, rules: RULES, parse: parsing.parse, extras };
      const live = await openLiveSite({ ...scanning, sorted: model.files(), pause: startPausing() }, held);
      progress.clear();
      // Where nothing had to be parsed, no worker has started yet, and the first save would wait for it.
      parsing.warm();
      ({ memory } = live);
      return live;
    },
    refresh: async (paths) => {
      const isChanged = await refreshAll(model, paths, extra.paths());
      if (isChanged && extra.follow(fileAt(model.files(), 'site.yaml')))
        model.refresh(extra.paths(), extra.paths());
      return isChanged;
    },
    search: (pause) => model.search(extra.paths(), pause),
    readSource: (path) => {
      const own = fileAt(model.files(), path);
      return sourceReader(own ? [readFile(own)] : theme)(path);
    },
    extra: extra.paths,
    note: cache.note,
  };
}

/**
 * Starts threads for the templates of a site anew where these have changed. Those of the last good state are
 * left, as its pages may be asked for while there are mistakes.
 */
function startCrewKeeper(): (theme: ThemeFiles, limit: number) => PageCrew {
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

/** What `dev` takes over; the pages of a build are of no use to it, as their bytes are in the output. */
function liveMemory(before: Memory): Memory {
  return { ...before, pages: new Map(), reports: reportsInMemory(before.reports, HELD) };
}

/** After a checkout there are thousands of files to look at. */
async function refreshAll(model: SiteModel, paths: readonly string[], extra: readonly string[]) {
  const pause = startPausing();
  let isChanged = false;
  for (let from = 0; from < paths.length; from += TOGETHER) {
    isChanged = model.refresh(paths.slice(from, from + TOGETHER), extra) || isChanged;
    await pause();
  }
  return isChanged;
}

/** What site.yaml names outside the usual folders, worked out again where it has changed. */
function startExtra(root: string) {
  let paths: readonly string[] = extraFiles(root);
  let settings: SiteFile | undefined;
  return {
    paths: () => paths,
    follow: (now: SiteFile | undefined) => {
      if (now === settings) return false;
      settings = now;
      paths = extraFiles(root, now && readFile(now));
      return true;
    },
  };
}
