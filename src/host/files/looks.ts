import { lstatSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { join } from 'node:path';
import { sleep } from '../pause.ts';
import { isCode } from '../system-errors.ts';
import { DEEPEST, isForeign, isUnshowable } from './site-files.ts';

/**
 * The look of a file: size, both times, inode. Undefined if that proves nothing: for a link, a device, an
 * unreadable folder, or a file changed so recently that another change might not show (git calls such files
 * racily clean).
 */
export type Look = string | undefined;

/** The content of a folder when it had this look: names in the order of paths, folders ending in `/`. */
export interface Folder {
  readonly look: string;
  readonly names: readonly string[];
}

/** By path. A folder whose look is unchanged contains the same names and need not be listed again. */
export type Folders = ReadonlyMap<string, Folder>;

/** What was seen below some parts of a folder. */
export interface Seen {
  /** Sorted by path. */
  readonly looks: ReadonlyMap<string, Look>;
  /** Paths of everything that is neither a regular file nor a folder that was searched. */
  readonly others: ReadonlySet<string>;
  /** To be passed to the next look. */
  readonly folders: Folders;
}

/** Coarsest step of the clock that stamps files, in milliseconds. */
const STEP = 10;

/** Some file systems keep times in whole seconds, or in every second one. */
const COARSE_STEP = 2_000;
const SECOND = 1_000;

/** Milliseconds after which the clock has certainly advanced by more than a step. */
const WAIT = 25;

interface Looking {
  readonly base: string;
  readonly now: number | undefined;
  readonly before: Folders;
  readonly everything: boolean;
  readonly looks: Map<string, Look>;
  readonly others: Set<string>;
  readonly folders: Map<string, Folder>;
}

/**
 * Looks at all files below these parts of a folder. `now` is what `clockOf` returned just before, `before`
 * are the folders of an earlier look. A file whose look is defined and equal to an earlier one was not
 * changed in between. Folders of other programs are left out unless `everything` is wanted.
 */
export function lookAround(
  root: string,
  parts: readonly string[],
  now: number | undefined,
  before: Folders = new Map(),
  everything = false,
): Seen {
  const found = { looks: new Map<string, Look>(), others: new Set<string>(), folders: new Map() };
  const looking: Looking = { base: realpathSync(root), now, before, everything, ...found };
  for (const part of [...new Set(parts)].toSorted()) {
    const stat = lookOnce(join(looking.base, part));
    if (stat?.isDirectory()) lookInto(looking, part, stat, 0);
    else if (stat) lookAt(looking, part, stat);
  }
  return found;
}

/**
 * The time in milliseconds on the clock that stamps the files in a folder, which may be another machine's;
 * undefined if nothing can be written there.
 */
export function clockOf(folder: string): number | undefined {
  const path = join(folder, `.clock-${process.pid}`);
  try {
    try {
      writeFileSync(path, '');
      return statSync(path).mtimeMs;
    } finally {
      rmSync(path, { force: true });
    }
  } catch (error) {
    if (isCode(error, 'EACCES', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOTDIR', 'EPERM', 'ENOENT')) return undefined;
    throw error;
  }
}

/**
 * Waits until a file written at a time (`performance.now()`) can be told from one written next: 25 ms, if
 * nothing else was done since then.
 */
export function waitForClock(written: number): void {
  const left = written + WAIT - performance.now();
  if (left > 0) sleep(left);
}

function lookInto(looking: Looking, folder: string, stat: Stats, depth: number): void {
  const { base, before, everything, folders, looks, others } = looking;
  const look = provenLook(stat, looking.now);
  const known = look === undefined ? undefined : before.get(folder);
  const isDeep = depth >= DEEPEST && !everything;
  const names = isDeep ? undefined : known && known.look === look ? known.names : namesIn(join(base, folder));
  if (!names) {
    looks.set(folder, undefined);
    others.add(folder);
    return;
  }
  if (look !== undefined) folders.set(folder, { look, names });
  const above = folder === '' ? '' : `${folder}/`;
  for (const name of names) {
    const isFolder = name.endsWith('/');
    const plain = isFolder ? name.slice(0, -1) : name;
    if (!everything && isForeign(plain)) continue;
    const path = above + plain;
    if (!everything && isUnshowable(plain)) {
      looks.set(path, undefined);
      others.add(path);
      continue;
    }
    // Between the two looks a file may vanish.
    const inside = lookOnce(`${base}/${path}`);
    if (!inside) continue;
    if (inside.isDirectory()) lookInto(looking, path, inside, depth + 1);
    else lookAt(looking, path, inside);
  }
}

function lookAt({ looks, others, now }: Looking, path: string, stat: Stats): void {
  const isFile = stat.isFile();
  looks.set(path, isFile ? provenLook(stat, now) : undefined);
  if (!isFile) others.add(path);
}

function provenLook(stat: Stats, now: number | undefined): Look {
  const { ctimeMs } = stat;
  // Unlike the modification time, it cannot be set back with `touch`.
  const step = ctimeMs % SECOND === 0 ? COARSE_STEP : STEP;
  if (now === undefined || ctimeMs >= now - step) return undefined;
  return lookOf(stat);
}

/** How a file looks, in one line, whether that proves anything or not. */
export function lookOf({ size, mtimeMs, ctimeMs, ino }: Stats): string {
  return `${size} ${mtimeMs} ${ctimeMs} ${ino}`;
}

function lookOnce(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}

/** With `/` after folder names, the names are in the same order as the paths below them. */
function namesIn(folder: string): string[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
      .toSorted();
  } catch (error) {
    if (isCode(error, 'EACCES', 'EPERM', 'ENOENT', 'ENOTDIR', 'EIO')) return undefined;
    throw error;
  }
}
