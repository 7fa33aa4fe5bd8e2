import { lstatSync, readdirSync } from 'node:fs';
import type { Pause } from '../../pipeline/pause.ts';
import { isSystemError } from '../system-errors.ts';
import { lookOf } from '../files/looks.ts';
import { DEEPEST, isForeign } from '../files/site-files.ts';

/**
 * Looks at all files below these parts of a folder, and names those for which `isKnown` says no with the way
 * they look now; what is not a plain file is always named. `pause` is called after each look. Gives the paths
 * of all that was seen, too.
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

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    // It was there a moment ago, or nobody may look into it: that shows where its files are read.
    if (isSystemError(error)) return [];
    throw error;
  }
}
