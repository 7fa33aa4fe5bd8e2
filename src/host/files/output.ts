import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { MANIFEST } from '../../publish/read-manifest.ts';
import { isWithoutLinks, refusalOf } from '../system-errors.ts';
import { applyChange, beside, completeChange, dropJournal, hasOpenJournal, realFolder } from './journal.ts';
import { busy, takeLock } from './lock/lock.ts';
import type { HeldLock } from './lock/lock.ts';
import { refuseForeign } from './refuse-foreign.ts';
import { syncAll, syncNow } from './sync.ts';

/** An output folder that no other process can write to. It has to be closed. */
export interface OutputFolder {
  /** Its real path. It contains a complete site, or nothing. */
  readonly path: string;
  /** Writes a file next to the folder; it becomes part of the site with `commit`. */
  readonly write: (path: string, body: string | Uint8Array) => void;
  /** The files written this way. */
  readonly drafts: ReadonlySet<string>;
  /** Where such a file is until then. */
  readonly draftOf: (path: string) => string;
  /**
   * Makes what was written part of the site, and removes the paths in `removed`; all other files stay, and
   * are not read. If the run is killed meanwhile, the result is the old site, the new one, or a change that
   * the next `openOutput` completes. Returns whether the folder was replaced by another one.
   */
  readonly commit: (removed: readonly string[]) => Promise<boolean>;
  /** Discards what was not committed, and lets others write. */
  readonly close: () => void;
}

/** With more changes than this, linking all other files costs little more. */
const FEW = 1_000;

/**
 * Opens the folder `out` for writing: up to `few` files are changed in place, more in a new folder that
 * replaces the old one. What a killed run left is completed or removed first. Throws Refused, as `write` and
 * `commit` do: for a folder that was not made by this program, one that another build has locked, and for
 * system errors (a full disk, missing permissions).
 */
export async function openOutput(out: string, few = FEW): Promise<OutputFolder> {
  const path = realFolder(out);
  const refusal = (error: unknown) => refusalOf(error, `${out} could not be written`, stateOf(path));
  const { release, check } = takeFolder(path, out, refusal);
  try {
    await putRight(path, out, check);
    refuseForeign(path, out);
  } catch (error) {
    release();
    throw refusal(error);
  }
  const staging = startStaging(beside(path, `next-${process.pid}`));
  return {
    path,
    write: (file, body) => {
      try {
        staging.write(file, body);
      } catch (error) {
        throw refusal(error);
      }
    },
    drafts: staging.paths,
    draftOf: (file) => join(staging.folder, file),
    commit: async (removed) => {
      try {
        return await commit(path, staging, removed, { few, check });
      } catch (error) {
        throw refusal(error);
      }
    },
    close: () => {
      // With an open journal, what is there is needed to complete the change.
      if (!hasOpenJournal(path)) rmSync(staging.folder, { recursive: true, force: true });
      release();
    },
  };
}

function stateOf(folder: string): string {
  return hasOpenJournal(folder)
    ? 'The next build completes what this one began.'
    : 'The old site is untouched.';
}

function takeFolder(folder: string, shown: string, refusal: (error: unknown) => unknown): HeldLock {
  const file = beside(folder, 'lock');
  try {
    mkdirSync(dirname(folder), { recursive: true });
    const lock = takeLock(file);
    if (lock.held) return lock;
    throw busy(shown, lock.holder, file);
  } catch (error) {
    throw refusal(error);
  }
}

/** New files waiting to become part of a site, in a separate folder. */
interface Staging {
  readonly folder: string;
  readonly write: (path: string, body: string | Uint8Array) => void;
  /** Where a file of the site goes in the folder; the folders above it are made. */
  readonly place: (path: string) => string;
  readonly paths: ReadonlySet<string>;
  /** The paths of all folders in it; its own is `.`. */
  readonly folders: ReadonlySet<string>;
}

function startStaging(folder: string): Staging {
  const paths = new Set<string>();
  const folders = new Set<string>();
  const place = (path: string) => {
    for (let above = dirname(path); !folders.has(above); above = dirname(above)) {
      mkdirSync(join(folder, above), { recursive: true });
      folders.add(above);
    }
    return join(folder, path);
  };
  return {
    folder,
    write: (path, body) => {
      writeFileSync(place(path), body);
      paths.add(path);
    },
    place,
    paths,
    folders,
  };
}

async function commit(
  folder: string,
  staging: Staging,
  removed: readonly string[],
  { few, check }: { readonly few: number; readonly check: () => void },
): Promise<boolean> {
  const { paths } = staging;
  if (paths.size === 0 && removed.length === 0) return false;
  await syncAll(inside(staging.folder, paths));
  const remove = removed.filter((path) => !paths.has(path));
  const isSmall = existsSync(folder) && paths.size + remove.length <= few;
  await (isSmall ? change(folder, staging, remove, check) : swap(folder, staging, new Set(remove), check));
  return !isSmall;
}

async function change(
  folder: string,
  { folder: next, paths, folders }: Staging,
  remove: readonly string[],
  check: () => void,
) {
  mkdirSync(next, { recursive: true });
  await syncAll(inside(next, ['.', ...folders]));
  const others = [...paths].filter((path) => path !== MANIFEST);
  const rename = paths.has(MANIFEST) ? [...others, MANIFEST] : others;
  await applyChange(folder, { next: basename(next), rename, remove }, check);
}

/** Puts the new files, and links to all that stay, into a folder that replaces the old one. */
async function swap(
  folder: string,
  staging: Staging,
  removed: ReadonlySet<string>,
  check: () => void,
): Promise<void> {
  mkdirSync(staging.folder, { recursive: true });
  for (const path of listFiles(folder)) {
    if (removed.has(path) || staging.paths.has(path) || path.endsWith('/')) continue;
    carryOver(join(folder, path), staging.place(path));
  }
  await syncAll(inside(staging.folder, ['.', ...staging.folders]));
  const old = beside(folder, `old-${process.pid}`);
  check();
  if (existsSync(folder)) renameSync(folder, old);
  renameSync(staging.folder, folder);
  syncNow(dirname(folder));
  rmSync(old, { recursive: true, force: true });
}

function* inside(folder: string, paths: Iterable<string>): Generator<string> {
  for (const path of paths) yield join(folder, path);
}

/** The same file in the new folder: a link if the file system has them, otherwise a copy with its times. */
function carryOver(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (!isWithoutLinks(error)) throw error;
    copyFileSync(from, to);
    const { atime, mtime } = statSync(from);
    utimesSync(to, atime, mtime);
    syncNow(to);
  }
}

/** The files below a folder, with `/` between the parts; what is not a regular file ends in `/`. */
export function listFiles(folder: string, prefix = ''): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = prefix + entry.name;
    if (entry.isDirectory()) return listFiles(join(folder, entry.name), `${path}/`);
    // The `/` keeps a link or device from ever being taken for the file of that name.
    return [entry.isFile() ? path : `${path}/`];
  });
}

/** Completes or undoes what a killed run left. */
async function putRight(folder: string, shown: string, check: () => void): Promise<void> {
  if ((await completeChange(folder, check)) === 'lost') {
    // Half of a change that cannot be completed is not a site; the next build makes everything again.
    refuseForeign(folder, shown);
    if (existsSync(folder)) renameSync(folder, beside(folder, `lost-${process.pid}`));
    dropJournal(folder);
  }
  const prefix = `.${basename(folder)}.`;
  const left = readdirSync(dirname(folder)).filter((name) => name.startsWith(prefix));
  const [old] = left.filter((name) => /\.old-\d+$/.test(name));
  // Killed between the two renames: the old site is complete, and nothing has replaced it.
  if (old !== undefined && !existsSync(folder)) renameSync(join(dirname(folder), old), folder);
  for (const name of left) {
    if (/\.(?:old|next|lost)-\d+$/.test(name))
      rmSync(join(dirname(folder), name), { recursive: true, force: true });
  }
}
