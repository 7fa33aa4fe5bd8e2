import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../source/content-hash.ts';
import { isCode, isSystemError } from '../system-errors.ts';
import { writeFile } from './write.ts';

/** Drafts of a process that died are swept once they are this old (milliseconds). */
export const OLD_DRAFT = 3_600_000;

/** The folder in a site where builds keep what the next one can use. It tells git to ignore it. */
export function cacheFolder(root: string): string {
  return join(root, '.incident-press', 'cache');
}

/** Removes all that earlier runs kept: what was redacted must not be read there either. */
export function forgetCache(root: string): void {
  rmSync(cacheFolder(root), { recursive: true, force: true });
}

/** Makes the folder, with a file in it that keeps it out of git, and sweeps what was left half-written. */
export function makeCacheFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const ignore = join(folder, '..', '.gitignore');
  if (!statSync(ignore, { throwIfNoEntry: false })) writeFileSync(ignore, '*\n');
  for (const name of readdirSync(folder)) {
    const draft = name.endsWith('.new') ? statSync(join(folder, name), { throwIfNoEntry: false }) : undefined;
    if (draft && performance.timeOrigin + performance.now() - draft.mtimeMs > OLD_DRAFT) {
      rmSync(join(folder, name), { force: true });
    }
  }
}

/** The text of a file, undefined where there is none that can be read. */
export function readText(path: string): string | undefined {
  return readBytes(path)?.toString('utf8');
}

/**
 * A value as `writeSealed` has written it; undefined where there is none of that shape, or where it is
 * damaged. `shape` is a name with a number, which is raised whenever the value has another shape.
 */
export function readSealed(path: string, shape: string): unknown {
  const bytes = readBytes(path);
  const end = bytes?.indexOf('\n') ?? -1;
  if (!bytes || end < 0) return undefined;
  const json = bytes.subarray(end + 1);
  const isWhole = bytes.toString('latin1', 0, end) === `${shape} ${sha256(json)}`;
  return isWhole ? JSON.parse(json.toString('utf8')) : undefined;
}

/** Writes plain data after its hash. Where the disk is full or may not be written, nothing is kept. */
export function writeSealed(path: string, shape: string, value: unknown): void {
  const json = Buffer.from(JSON.stringify(value));
  try {
    writeFile(path, Buffer.concat([Buffer.from(`${shape} ${sha256(json)}\n`), json]));
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}

/** The bytes of a file, undefined where there is none that can be read. */
export function readBytes(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (isCode(error, 'ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR', 'EIO')) return undefined;
    throw error;
  }
}
