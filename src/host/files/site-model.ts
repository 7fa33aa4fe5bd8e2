import type { Stats } from 'node:fs';
import type { SeenFile, SiteFile } from '../../model/seen-file.ts';
import { hashOf } from '../../pipeline/remember/named.ts';
import { isForeign, seeSiteFiles, seeSitePath, SITE_PARTS } from './site-files.ts';
import type { Keep } from './site-files.ts';

/** The files of a site in memory, kept up with the disk. */
export interface SiteModel {
  /** Sorted by path. A file that did not change is the same object as before. */
  readonly files: () => readonly SiteFile[];
  /**
   * Looks at these paths again, or at everything there is, and says whether that changed anything. `extra`
   * are the files outside the usual folders that belong to the site.
   */
  readonly refresh: (paths: readonly string[] | 'all', extra: readonly string[]) => boolean;
}

/** A file younger than this (milliseconds) may change again without its times showing it. */
const YOUNG = 2_000;

interface Known {
  readonly stamp: string;
  readonly hash: string | undefined;
  readonly file: SeenFile;
  readonly isYoung: boolean;
}

/** Looks at a site, and from then on only at those of its files that were touched. */
export function startSiteModel(root: string, firstExtra: readonly string[]): SiteModel {
  const known = new Map<string, Known>();
  let files: readonly SiteFile[] = [];

  const keep: Keep<SeenFile> = (path, stat, read) => {
    const before = known.get(path);
    const stamp = stampOf(stat);
    if (before?.stamp === stamp && !before.isYoung) return before.file;
    const isYoung = Date.now() - stat.ctimeMs < YOUNG;
    // The times of a young file prove nothing, so that its bytes are looked at.
    const hash = isYoung || before?.isYoung ? hashOf(read().bytes) : undefined;
    const isSame = before !== undefined && hash !== undefined && before.hash === hash;
    const file: SeenFile = isSame
      ? before.file
      : { path, stamp: hash === undefined ? stamp : `${stamp} ${hash}`, read };
    known.set(path, { stamp, hash, file, isYoung });
    return file;
  };

  const replace = (next: readonly SiteFile[]): boolean => {
    const isChanged = next.length !== files.length || next.some((file, index) => file !== files[index]);
    if (isChanged) {
      const isFewer = known.size > next.length;
      files = next;
      if (isFewer) {
        const paths = new Set(files.map(({ path }) => path));
        for (const path of known.keys()) if (!paths.has(path)) known.delete(path);
      }
    }
    return isChanged;
  };

  replace(seeSiteFiles(root, firstExtra, keep));
  return {
    files: () => files,
    refresh: (paths, extra) => {
      if (paths === 'all') return replace(seeSiteFiles(root, extra, keep));
      const own = [...new Set(paths)].filter((path) => belongs(path, extra));
      if (own.length === 0) return false;
      const isTouched = (path: string) => own.some((each) => path === each || path.startsWith(`${each}/`));
      const fresh = own.flatMap((path) => seeSitePath(root, path, keep));
      const saved = withSaved(files, own, fresh);
      if (saved) return replace(saved);
      const rest = files.filter(({ path }) => !isTouched(path));
      const byPath = new Map([...rest, ...fresh].map((file) => [file.path, file]));
      return replace([...byPath.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1)));
    },
  };
}

/** With these files in the places of those they replace; undefined where something came or went, as it rarely does. */
function withSaved(
  files: readonly SiteFile[],
  paths: readonly string[],
  fresh: readonly SiteFile[],
): readonly SiteFile[] | undefined {
  if (fresh.length !== paths.length) return undefined;
  const saved = [...files];
  for (const file of fresh) {
    const place = placeOf(files, file.path);
    if (place === undefined || !paths.includes(file.path)) return undefined;
    saved[place] = file;
  }
  return saved;
}

/** Where in the sorted files a path is. */
function placeOf(files: readonly SiteFile[], path: string): number | undefined {
  let [low, high] = [0, files.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((files[middle]?.path ?? '') < path) low = middle + 1;
    else high = middle;
  }
  return files[low]?.path === path ? low : undefined;
}

/** True for paths of a site, the ones that a build reads. */
export function belongs(path: string, extra: readonly string[]): boolean {
  const parts = path.split('/');
  if (parts.some(isForeign)) return false;
  return SITE_PARTS.includes(parts[0] ?? '') || extra.includes(path);
}

function stampOf({ size, mtimeMs, ctimeMs, ino }: Stats): string {
  return `${size} ${mtimeMs} ${ctimeMs} ${ino}`;
}
