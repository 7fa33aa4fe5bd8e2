import { realpathSync } from 'node:fs';
import type { SourceFile } from '../../model/file.ts';
import type { SeenFile, SiteFile } from '../../model/seen-file.ts';
import { cacheFolder, makeCacheFolder } from './cache-folder.ts';
import { keepFolders, readFolders } from './folders.ts';
import { clockOf, lookAround } from './looks.ts';
import type { Look, Seen } from './looks.ts';
import { packageRoot, readPathBelow, readSitePath, SITE_PARTS } from './site-files.ts';

/** The looks of a site's files, taken once by a run before it reads any of them. */
export interface SiteLooks {
  /**
   * The looks of all files that a build depends on: site.yaml, incidents, published, templates,
   * .gitattributes and the files named in `extra`. Sorted by path.
   */
  readonly of: (extra: readonly string[]) => ReadonlyMap<string, Look>;
  /** False for links, devices, and folders that were not looked into. */
  readonly isFile: (path: string) => boolean;
  /** The same for the templates that come with the program. */
  readonly theme: () => ReadonlyMap<string, Look>;
  /** The time by the clock that stamps the files of the site. */
  readonly now: number | undefined;
  /** Keeps the lists of folders for the next run. */
  readonly keep: () => void;
}

const FILE = 'folders';

/** Looks at a site the first time its look is needed. */
export function lookAtSite(root: string): SiteLooks {
  const scratch = cacheFolder(root);
  return startLooking(root, scratch, clockIn(scratch));
}

/** Only finds out which files exist: nothing is saved or reused. */
export function listSite(root: string): SiteLooks {
  return startLooking(root, undefined, undefined);
}

function startLooking(root: string, scratch: string | undefined, now: number | undefined): SiteLooks {
  const before = scratch === undefined ? new Map() : readFolders(scratch, FILE);
  const others = new Set<string>();
  let seen: Seen | undefined;
  const look = (parts: readonly string[]) => {
    const found = lookAround(root, parts, now, before);
    for (const path of found.others) others.add(path);
    return found;
  };
  return {
    of: (extra) => {
      seen ??= look(SITE_PARTS);
      if (extra.length === 0) return seen.looks;
      const all = [...seen.looks, ...look(extra).looks];
      return new Map(all.sort(([a], [b]) => (a < b ? -1 : 1)));
    },
    isFile: (path) => !others.has(path),
    theme: () => lookAround(packageRoot(), ['templates'], now).looks,
    now,
    keep: () => {
      if (seen && scratch !== undefined) keepFolders(scratch, FILE, before, seen.folders);
    },
  };
}

/**
 * The files of a site, sorted by path, none of them read: only where a look proves nothing, and for links, is
 * the file itself consulted later.
 */
export function seeSite(root: string, extra: readonly string[], looks: SiteLooks): SiteFile[] {
  const files: SiteFile[] = [];
  const base = realpathSync(root);
  let isSorted = true;
  for (const [path, look] of looks.of(extra)) {
    if (looks.isFile(path)) files.push(new UnreadFile(base, path, look));
    else {
      files.push(...readSitePath(root, path));
      isSorted = false;
    }
  }
  return isSorted ? files : files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** There are tens of thousands of them: a class takes half the memory of functions made for each. */
class UnreadFile implements SeenFile {
  readonly path: string;
  readonly stamp: Look;
  /** The folder of the site, without links. */
  readonly #base: string;

  constructor(base: string, path: string, stamp: Look) {
    this.path = path;
    this.stamp = stamp;
    this.#base = base;
  }

  read(): SourceFile {
    return readPathBelow(this.#base, this.path)[0] ?? gone(this.path);
  }
}

function gone(path: string) {
  return { path, bytes: new Uint8Array(), refused: { kind: 'unreadable', reason: 'ENOENT' } } as const;
}

function clockIn(scratch: string): number | undefined {
  try {
    makeCacheFolder(scratch);
  } catch {
    // If nothing can be written, nothing is saved either, and everything is read.
    return undefined;
  }
  return clockOf(scratch);
}
