import { lstatSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { BigIntStats, Dirent } from 'node:fs';
import { join } from 'node:path';
import { isCode } from '../system-errors.ts';
import { DEEPEST, isForeign } from './site-files.ts';

/**
 * How a file looked: size, both times in nanoseconds, inode. Undefined where that proves nothing: of a link, a
 * device, a folder that cannot be read, or a file that was changed so lately that it could be changed again
 * without looking another way (git calls such files racily clean).
 */
export type Look = string | undefined;

/** Coarsest step of the clock that stamps files, in nanoseconds. */
const STEP = 10_000_000n;

/** Some file systems keep times in whole seconds, or in every second one. */
const COARSE_STEP = 2_000_000_000n;
const SECOND = 1_000_000_000n;

/** Milliseconds after which the clock has certainly gone on by more than a step. */
const WAIT = 25;

/**
 * Looks at all files below these parts of a folder, sorted by path. `now` is what `clockOf` said just before.
 * A file with the same look as at another time, and not undefined, was not changed in between.
 */
export function lookAround(
  root: string,
  parts: readonly string[],
  now: bigint | undefined,
): Map<string, Look> {
  const base = realpathSync(root);
  const found: [path: string, look: Look][] = [];
  for (const part of new Set(parts)) {
    const stat = lookOnce(join(base, part));
    if (stat?.isDirectory()) lookInto(base, part, 0, now, found);
    else if (stat) found.push([part, lookOf(stat, now)]);
  }
  return new Map(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * The time by the clock that stamps the files in a folder, in nanoseconds; undefined where nothing can be written.
 * It may be another machine's.
 */
export function clockOf(folder: string): bigint | undefined {
  const path = join(folder, `.clock-${process.pid}`);
  try {
    writeFileSync(path, '');
    return statSync(path, { bigint: true }).mtimeNs;
  } catch (error) {
    if (isCode(error, 'EACCES', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOTDIR', 'EPERM', 'ENOENT')) return undefined;
    throw error;
  } finally {
    rmSync(path, { force: true });
  }
}

/** Waits until a file that has just been written can be told from one that is written next: 25 ms. */
export function waitForClock(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT);
}

function lookInto(
  base: string,
  folder: string,
  depth: number,
  now: bigint | undefined,
  found: [path: string, look: Look][],
): void {
  const entries = depth < DEEPEST ? entriesOf(join(base, folder)) : undefined;
  if (!entries) {
    found.push([folder, undefined]);
    return;
  }
  for (const entry of entries) {
    if (isForeign(entry.name)) continue;
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) lookInto(base, path, depth + 1, now, found);
    else {
      // Between the two looks a file may vanish.
      const stat = lookOnce(`${base}/${path}`);
      if (stat) found.push([path, lookOf(stat, now)]);
    }
  }
}

function lookOf(stat: BigIntStats, now: bigint | undefined): Look {
  const { size, mtimeNs, ctimeNs, ino } = stat;
  // Nobody can set it back, as `touch` does with the other one.
  const step = ctimeNs % SECOND === 0n ? COARSE_STEP : STEP;
  if (!stat.isFile() || now === undefined || ctimeNs >= now - step) return undefined;
  return `${size} ${mtimeNs} ${ctimeNs} ${ino}`;
}

function lookOnce(path: string): BigIntStats | undefined {
  return lstatSync(path, { throwIfNoEntry: false, bigint: true });
}

function entriesOf(folder: string): Dirent[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (isCode(error, 'EACCES', 'EPERM', 'ENOENT', 'ENOTDIR', 'EIO')) return undefined;
    throw error;
  }
}
