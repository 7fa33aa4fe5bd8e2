import type { Stats } from 'node:fs';
import type { SourceFile } from '../../model/file.ts';
import { isForeign, readSite, readSitePath, SITE_PARTS } from './site-files.ts';
import type { Keep } from './site-files.ts';

/** The files of a site in memory, kept up with the disk. */
export interface SiteModel {
  /** Sorted by path. A file that did not change is the same object as before. */
  readonly files: () => readonly SourceFile[];
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
  readonly file: SourceFile;
  readonly isYoung: boolean;
}

/** Reads a site, and from then on only those of its files that were touched. */
export function startSiteModel(root: string, firstExtra: readonly string[]): SiteModel {
  const known = new Map<string, Known>();
  let files: readonly SourceFile[] = [];

  const keep: Keep = (path, stat, read) => {
    const before = known.get(path);
    const stamp = stampOf(stat);
    if (before?.stamp === stamp && !before.isYoung) return before.file;
    const fresh = read();
    // Read again because it may have changed, and it had not.
    const file = before && isSame(before.file, fresh) ? before.file : fresh;
    known.set(path, { stamp, file, isYoung: Date.now() - stat.ctimeMs < YOUNG });
    return file;
  };

  const replace = (next: readonly SourceFile[]): boolean => {
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

  replace(readSite(root, firstExtra, keep));
  return {
    files: () => files,
    refresh: (paths, extra) => {
      if (paths === 'all') return replace(readSite(root, extra, keep));
      const own = [...new Set(paths)].filter((path) => belongs(path, extra));
      if (own.length === 0) return false;
      const isTouched = (path: string) => own.some((each) => path === each || path.startsWith(`${each}/`));
      const fresh = own.flatMap((path) => readSitePath(root, path, keep));
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
  files: readonly SourceFile[],
  paths: readonly string[],
  fresh: readonly SourceFile[],
): readonly SourceFile[] | undefined {
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
function placeOf(files: readonly SourceFile[], path: string): number | undefined {
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

function isSame(a: SourceFile, b: SourceFile): boolean {
  return JSON.stringify(a.refused) === JSON.stringify(b.refused) && Buffer.compare(a.bytes, b.bytes) === 0;
}
