import { lstatSync } from 'node:fs';
import type { Pause } from '../../pipeline/pause.ts';
import { lookOf } from '../files/looks.ts';
import { DEEPEST, isForeign, namesIn } from '../files/site-files.ts';

/**
 * Looks at all files below these parts of a folder, and returns those for which `isKnown` returns false, with
 * their looks; anything but a plain file is always returned. `pause` is called after each look. Also returns
 * the paths of everything seen.
 */
export async function searchSite(
  root: string,
  parts: readonly string[],
  isKnown: (path: string, look: string) => boolean,
  pause: Pause,
): Promise<{ readonly seen: ReadonlySet<string>; readonly other: readonly string[] }> {
  const seen = new Set<string>();
  const other: string[] = [];
  const folders: string[] = [];
  const look = (path: string) => {
    const stat = lstatSync(`${root}/${path}`, { throwIfNoEntry: false });
    if (stat?.isDirectory()) folders.push(path);
    else if (stat) {
      seen.add(path);
      if (!stat.isFile() || !isKnown(path, lookOf(stat))) other.push(path);
    }
  };
  for (const part of parts) look(part);
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const isDeep = folder.split('/').length >= DEEPEST;
    for (const name of isDeep ? [] : namesIn(`${root}/${folder}`)) {
      if (!isForeign(name)) look(`${folder}/${name}`);
      const wait = pause();
      if (wait) await wait;
    }
  }
  return { seen, other };
}
