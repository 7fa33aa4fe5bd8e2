import {
  closeSync,
  existsSync,
  fchmodSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { SourceFile } from '../../model/file.ts';
import type { OtherFile } from '../../writing/other-file.ts';
import { sleep } from '../pause.ts';
import { isCode, isWithoutLinks } from '../system-errors.ts';
import { takeLock } from './lock/lock.ts';
import { syncNow } from './sync.ts';

/**
 * Writes a file that must not exist yet, with the folders above it. False if it exists, and then it is left
 * alone. Nobody ever sees a partly written file. `place` is where its draft is in the meantime; `mode` are
 * its permissions, by default those of any new file.
 */
export function createFile(
  path: string,
  body: string | Uint8Array,
  { place = besides(path), mode }: { readonly place?: string; readonly mode?: number | undefined } = {},
): boolean {
  mkdirSync(dirname(path), { recursive: true });
  return withDraft(place, body, { mode, isSynced: true }, (draft) => {
    try {
      // Unlike a rename, a link never replaces a file created in between.
      linkSync(draft, path);
      return true;
    } catch (error) {
      if (isCode(error, 'EEXIST')) return false;
      if (!isWithoutLinks(error)) throw error;
      // A file system without links.
      if (existsSync(path)) return false;
      renameSync(draft, path);
      return true;
    }
  });
}

/** Makes a folder that must not exist yet, so that it belongs to the caller alone. False if it exists. */
export function claimFolder(path: string): boolean {
  mkdirSync(dirname(path), { recursive: true });
  try {
    mkdirSync(path);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/**
 * Replaces the bytes of a file, unless it is no longer `expected`: then somebody else has written it in the
 * meantime, and it is left alone. Its permissions are kept, a link is followed, and the file is on the disk
 * when this returns. Returns whether the file was replaced. `place` is where its draft is in the meantime.
 */
export function replaceFile(
  path: string,
  expected: Uint8Array,
  body: string | Uint8Array,
  place = besides(path),
): boolean {
  const target = realpathSync(path);
  return withDraft(place, body, { mode: statSync(target).mode, isSynced: true }, (draft) =>
    whileAlone(join(dirname(place), `.${basename(target)}.lock`), () => {
      if (!readFileSync(target).equals(expected)) return false;
      renameSync(draft, target);
      syncNow(dirname(target));
      return true;
    }),
  );
}

/**
 * Writes a file that changes together with a text, or removes it. False if it is no longer what `files` have:
 * then it is left alone.
 */
export function writeOther(root: string, { path, text }: OtherFile, files: readonly SourceFile[]): boolean {
  const place = join(root, path);
  const before = files.find((file) => file.path === path)?.bytes;
  if (before === undefined) return text === undefined || createFile(place, text);
  if (text !== undefined) return replaceFile(place, before, text);
  if (!readFileSync(place).equals(before)) return false;
  rmSync(place);
  return true;
}

/** How long another process may take to compare a file and move its draft into place, in milliseconds. */
const LONGEST_MOVE = 2000;

/**
 * Runs `move` while no other process of ours is between comparing this file and replacing it: without that,
 * two commands could both find the file as expected, and the second would overwrite the first. False if the
 * lock cannot be had.
 */
function whileAlone(path: string, move: () => boolean): boolean {
  const end = performance.now() + LONGEST_MOVE;
  do {
    const lock = takeLock(path, true);
    if (lock.held) {
      try {
        return move();
      } finally {
        lock.release();
      }
    }
    sleep(5);
  } while (performance.now() < end);
  return false;
}

/**
 * Writes a file, new or not, with the folders above it: a reader gets the old bytes or the new ones, never a
 * part. The permissions of an existing file are kept, and a link is followed. Large contents may come in
 * parts. If `isSynced`, the file and its name are on disk when this returns.
 */
export function writeFile(
  path: string,
  body: Body,
  { place = besides(path), isSynced = false }: { readonly place?: string; readonly isSynced?: boolean } = {},
): void {
  const stat = statSync(path, { throwIfNoEntry: false });
  const target = stat ? realpathSync(path) : path;
  mkdirSync(dirname(target), { recursive: true });
  withDraft(place, body, { mode: stat?.mode, isSynced }, (draft) => renameSync(draft, target));
  if (isSynced) syncNow(dirname(target));
}

/**
 * Where the draft of a file is written: on the same disk. The dot keeps it from being taken for a text of a
 * report.
 */
function besides(path: string): string {
  const target = existsSync(path) ? realpathSync(path) : path;
  return join(dirname(target), `.${basename(target)}.${process.pid}.new`);
}

type Body = string | Uint8Array | Iterable<Uint8Array>;

/** Writes a draft, and removes it again unless `use` has moved it. */
function withDraft<T>(
  draft: string,
  body: Body,
  { mode, isSynced = false }: { readonly mode?: number | undefined; readonly isSynced?: boolean },
  use: (draft: string) => T,
): T {
  try {
    const file = openSync(draft, 'w');
    try {
      if (mode !== undefined) fchmodSync(file, mode);
      for (const part of partsOf(body)) writeFileSync(file, part);
      if (isSynced) fsyncSync(file);
    } finally {
      closeSync(file);
    }
    return use(draft);
  } finally {
    rmSync(draft, { force: true });
  }
}

function partsOf(body: Body): Iterable<string | Uint8Array> {
  return typeof body === 'string' || body instanceof Uint8Array ? [body] : body;
}
