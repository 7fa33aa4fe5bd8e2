import { lstatSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sealOf } from '../cache/seal.ts';
import { Refused } from '../refused.ts';
import { isCode, isSystemError } from '../system-errors.ts';
import { writeFile } from './write.ts';

/** Drafts of dead processes are removed at this age (milliseconds). */
export const OLD_DRAFT = 3_600_000;

/** The program's private folder, which git ignores. */
const PRIVATE = '.incident-press';

/**
 * The folder of a site for the program's own files. Throws Refused if it is a link, by which a site that
 * somebody else has changed could have files written and removed anywhere.
 */
export function privateFolder(root: string): string {
  const folder = join(root, PRIVATE);
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink())
    throw new Refused(
      'not-ours',
      `${folder} is a link: the program only uses a folder of its own there`,
      'Remove the link, and run the same command again.',
    );
  return folder;
}

/**
 * The folder of a site where builds save what the next one can use. It contains a file that makes git ignore
 * it.
 */
export function cacheFolder(root: string): string {
  return join(privateFolder(root), 'cache');
}

/** Removes everything earlier runs kept: redacted text must not be readable there either. */
export function forgetCache(root: string): void {
  rmSync(cacheFolder(root), { recursive: true, force: true });
}

/** Makes the folder, with a file in it that keeps it out of git, and removes half-written files. */
export function makeCacheFolder(folder: string): void {
  clearWay(folder);
  mkdirSync(folder, { recursive: true });
  const ignore = join(folder, '..', '.gitignore');
  if (!lstatSync(ignore, { throwIfNoEntry: false })) writeFileSync(ignore, '*\n');
  for (const name of readdirSync(folder)) {
    const draft = name.endsWith('.new') ? statSync(join(folder, name), { throwIfNoEntry: false }) : undefined;
    if (draft && performance.timeOrigin + performance.now() - draft.mtimeMs > OLD_DRAFT) {
      rmSync(join(folder, name), { force: true });
    }
  }
}

/** The text of a file, undefined if it cannot be read. */
export function readText(path: string): string | undefined {
  return readBytes(path)?.toString('utf8');
}

/**
 * A value written by `writeSealed`; undefined if there is none of that shape, or if somebody without the key
 * wrote it. `shape` is a name with a number, which is raised whenever the shape of the value changes.
 */
export function readSealed(path: string, shape: string): unknown {
  const bytes = readBytes(path);
  const end = bytes?.indexOf('\n') ?? -1;
  if (!bytes || end < 0) return undefined;
  const json = bytes.subarray(end + 1);
  const seal = sealOf(shape, json);
  const isWhole = seal !== undefined && bytes.toString('latin1', 0, end) === `${shape} ${seal}`;
  return isWhole ? JSON.parse(json.toString('utf8')) : undefined;
}

/** Writes plain data after its seal. If the disk is full or read-only, nothing is saved. */
export function writeSealed(path: string, shape: string, value: unknown): void {
  const json = Buffer.from(JSON.stringify(value));
  const seal = sealOf(shape, json);
  if (seal === undefined) return;
  try {
    clearWay(path);
    writeFile(path, Buffer.concat([Buffer.from(`${shape} ${seal}\n`), json]));
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}

/**
 * True for a regular file. Reading a pipe would wait forever, a device may never end, and a link may lead
 * anywhere: the program writes none of them.
 */
export function isOwnFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Removes a link, pipe or device from the path of a file or folder of the cache that is to be written. */
export function clearWay(path: string): void {
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (there && !there.isFile() && !there.isDirectory()) rmSync(path, { force: true });
}

/** The bytes of a regular file, undefined if it cannot be read. */
export function readBytes(path: string): Buffer | undefined {
  try {
    return isOwnFile(path) ? readFileSync(path) : undefined;
  } catch (error) {
    if (isCode(error, 'ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR', 'EIO')) return undefined;
    throw error;
  }
}
