import { copyFileSync, constants, readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { mkdirSync } from 'node:fs';
import { Refused } from '../../refused.ts';
import { DEEPEST, isForeign } from '../site-files.ts';

/** A file from outside, to be read once. */
export interface ReadDocument {
  /** Relative to the named folder, with `/`; just the name if the file itself was named. */
  readonly path: string;
  readonly text: string;
  /** Where it is on this machine. */
  readonly full: string;
}

/** Larger files are not read. */
const MOST_BYTES = 200_000_000;
const PICTURE = /\.(?:png|jpe?g|gif|webp|avif)$/i;

/**
 * Reads files, and from folders those whose names match, in the order of their paths. Pictures come without
 * their bytes. Throws Refused if something does not exist, cannot be read, or has nothing that matches.
 */
export function readDocuments(cwd: string, from: readonly string[], wanted: RegExp): ReadDocument[] {
  const found = from.flatMap((name) => {
    const full = resolve(cwd, name);
    const stat = statSync(full, { throwIfNoEntry: false });
    if (!stat) throw new Refused('usage', `${name} does not exist`, 'Name an existing file or folder.');
    if (stat.isFile()) return [read(full, basename(full))];
    const inside = listBelow(full, '', 0).filter((path) => wanted.test(path));
    return inside.map((path) => read(join(full, path), path.split(sep).join('/')));
  });
  if (found.length > 0 || from.length === 0) return found;
  throw new Refused(
    'usage',
    `There is no document of this kind in ${from.join(', ')}`,
    'See docs/importing.md for what to export, and name the folder that has it.',
  );
}

/** The bytes of a picture; undefined if it cannot be read. */
export function pictureBytes(full: string): Uint8Array | undefined {
  try {
    return readFileSync(full);
  } catch {
    return undefined;
  }
}

/** Copies a file to a path that must not exist; returns false and changes nothing if it does. */
export function copyFileInto(full: string, target: string): boolean {
  mkdirSync(dirname(target), { recursive: true });
  try {
    copyFileSync(full, target, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function listBelow(folder: string, path: string, depth: number): string[] {
  if (depth > DEEPEST) return [];
  return readdirSync(join(folder, path), { withFileTypes: true })
    .filter(({ name }) => !isForeign(name) && name !== 'node_modules')
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const below = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) return listBelow(folder, below, depth + 1);
      return entry.isFile() ? [below] : [];
    });
}

function read(full: string, path: string): ReadDocument {
  if (PICTURE.test(path)) return { path, text: '', full };
  try {
    const { size } = statSync(full);
    if (size > MOST_BYTES) throw new Refused('failed', `${path} is larger than 200 MB`, 'Split the export.');
    return { path, text: readFileSync(full, 'utf8'), full };
  } catch (error) {
    if (error instanceof Refused) throw error;
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new Refused('failed', `${path} cannot be read: ${reason}`, 'Check its permissions.');
  }
}
