import type { SiteFile } from '../../model/seen-file.ts';
import { clockOf, lookAround } from './looks.ts';
import type { Look } from './looks.ts';
import { readSitePath, SITE_PARTS } from './site-files.ts';
import { makeCacheFolder } from './cache-folder.ts';

/**
 * Looks at everything a build depends on: site.yaml, incidents, published, templates, .gitattributes and the
 * files named in `extra`. Sorted by path. Nothing is read but what a look proves nothing of; `scratch` is a
 * folder on the same disk, where the time is asked for.
 */
export function seeSite(root: string, extra: readonly string[], scratch: string): SiteFile[] {
  const looks = lookAround(root, [...SITE_PARTS, ...extra], clockIn(scratch));
  return [...looks].flatMap(([path, look]) => seen(root, path, look)).toSorted(byPath);
}

function clockIn(scratch: string): bigint | undefined {
  try {
    makeCacheFolder(scratch);
  } catch {
    // Where nothing can be written nothing is kept either, and everything is read.
    return undefined;
  }
  return clockOf(scratch);
}

function seen(root: string, path: string, look: Look): SiteFile[] {
  // What cannot be read, links, and folders behind links are sorted out where files are read.
  if (look === undefined) return readSitePath(root, path);
  return [{ path, stamp: look, read: () => readSitePath(root, path)[0] ?? gone(path) }];
}

function gone(path: string) {
  return { path, bytes: new Uint8Array(), refused: { kind: 'unreadable', reason: 'ENOENT' } } as const;
}

function byPath(a: SiteFile, b: SiteFile): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
