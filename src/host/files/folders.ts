import { join } from 'node:path';
import { readSealed, writeSealed } from './cache-folder.ts';
import type { Folder, Folders } from './looks.ts';

const SHAPE = 'folders 1';

type Line = readonly [path: string, look: string, ...names: string[]];

/** What the cache says about the folders below another one; nothing if it is damaged. */
export function readFolders(cache: string, name: string): Folders {
  const lines = readSealed(join(cache, name), SHAPE) as readonly Line[] | undefined;
  return new Map((lines ?? []).map(([path, look, ...names]): [string, Folder] => [path, { look, names }]));
}

/** Saves what is known about folders, if it changed. */
export function keepFolders(cache: string, name: string, before: Folders, after: Folders): void {
  const isSame =
    before.size === after.size && [...after].every(([path, { look }]) => before.get(path)?.look === look);
  if (isSame) return;
  writeSealed(
    join(cache, name),
    SHAPE,
    [...after].map(([path, { look, names }]): Line => [path, look, ...names]),
  );
}
