import type { Stats } from 'node:fs';
import type { SourceFile } from '../model/file.ts';
import { readSite, readSitePath, SITE_PARTS } from './site-files.ts';
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
      files = next;
      const paths = new Set(files.map(({ path }) => path));
      for (const path of known.keys()) if (!paths.has(path)) known.delete(path);
    }
    return isChanged;
  };

  replace(readSite(root, firstExtra, keep));
  return {
    files: () => files,
    refresh: (paths, extra) => {
      if (paths === 'all') return replace(readSite(root, extra, keep));
      const own = [...new Set(paths)].filter((path) => belongs(path, extra));
      const isTouched = (path: string) => own.some((each) => path === each || path.startsWith(`${each}/`));
      const fresh = own.flatMap((path) => readSitePath(root, path, keep));
      const saved = new Map(fresh.map((file) => [file.path, file]));
      const there = files.filter(({ path }) => saved.has(path)).length;
      // Nothing came and nothing went, as nearly always.
      if (there === own.length && own.every((path) => saved.has(path)))
        return replace(files.map((file) => saved.get(file.path) ?? file));
      const rest = files.filter(({ path }) => !isTouched(path));
      const byPath = new Map([...rest, ...fresh].map((file) => [file.path, file]));
      return replace([...byPath.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1)));
    },
  };
}

/** True for paths of a site, the ones that a build reads. */
export function belongs(path: string, extra: readonly string[]): boolean {
  const parts = path.split('/');
  if (parts.includes('.git') || parts.includes('node_modules')) return false;
  return SITE_PARTS.includes(parts[0] ?? '') || extra.includes(path);
}

function stampOf({ size, mtimeMs, ctimeMs, ino }: Stats): string {
  return `${size} ${mtimeMs} ${ctimeMs} ${ino}`;
}

function isSame(a: SourceFile, b: SourceFile): boolean {
  return JSON.stringify(a.refused) === JSON.stringify(b.refused) && Buffer.compare(a.bytes, b.bytes) === 0;
}
