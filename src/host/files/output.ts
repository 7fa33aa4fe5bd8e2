import {
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { OutputFile } from '../../model/file.ts';
import { sha256 } from '../../source/content-hash.ts';
import { busy, takeLock } from './lock.ts';
import { isCode, refusalOf } from '../system-errors.ts';
import { Refused } from '../refused.ts';

/** What a write did, in files. */
export interface Written {
  readonly written: number;
  readonly unchanged: number;
  readonly removed: number;
}

/** The file that every output of ours has, written last. */
const MANIFEST = 'build.json';

/**
 * Makes the folder `out` hold exactly these files. They are put into a sibling folder, which is then
 * swapped in, so that a crash leaves the old site or the new one; files whose bytes did not change are
 * links to the old ones and keep their times. Where nothing changed, nothing is touched.
 *
 * Throws Refused for a folder we did not make, one that another build holds, and for what the
 * system refuses (a full disk, missing rights).
 */
export function writeOutput(out: string, files: readonly OutputFile[]): Written {
  const target = realTarget(out);
  const sibling = (suffix: string) => join(dirname(target), `.${basename(target)}.${suffix}`);
  let release: (() => void) | undefined;
  try {
    mkdirSync(dirname(target), { recursive: true });
    const lock = takeLock(sibling('lock'));
    if (!lock.held) throw busy(out, lock.holder, sibling('lock'));
    release = lock.release;
    sweep(target);
    refuseForeign(target, out);
    return replace(target, sibling(`next-${process.pid}`), sibling(`old-${process.pid}`), files);
  } catch (error) {
    throw refusalOf(error, `${out} could not be written`, 'The old site is untouched.');
  } finally {
    // Without the lock nothing was made, and what lies there is another process's.
    if (release) {
      rmSync(sibling(`next-${process.pid}`), { recursive: true, force: true });
      release();
    }
  }
}

/** A link is followed, so that swapping replaces the folder and never the link. */
function realTarget(out: string): string {
  const path = resolve(out);
  return existsSync(path) ? realpathSync(path) : path;
}

function replace(target: string, next: string, old: string, files: readonly OutputFile[]): Written {
  const before = new Set(listFiles(target));
  const changed = files.filter(
    (file) => !before.delete(file.path) || !hasBytes(join(target, file.path), file),
  );
  const counts = { written: changed.length, unchanged: files.length - changed.length, removed: before.size };
  if (counts.written === 0 && counts.removed === 0 && existsSync(target)) return counts;
  const fresh = new Set(changed);
  const folders = new Set<string>();
  mkdirSync(next);
  for (const file of files) {
    const path = join(next, file.path);
    const folder = dirname(path);
    if (!folders.has(folder)) {
      mkdirSync(folder, { recursive: true });
      folders.add(folder);
    }
    if (fresh.has(file)) writeFileSync(path, file.body);
    else carryOver(join(target, file.path), path);
    file.forget?.();
  }
  if (existsSync(target)) renameSync(target, old);
  renameSync(next, target);
  rmSync(old, { recursive: true, force: true });
  return counts;
}

/** The same file in the new folder: a link where the file system has them, else a copy with its times. */
function carryOver(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (!isCode(error, 'EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK')) throw error;
    copyFileSync(from, to);
    const { atime, mtime } = statSync(from);
    utimesSync(to, atime, mtime);
  }
}

function hasBytes(path: string, file: OutputFile): boolean {
  // Where the hash is known the bytes need not even be made.
  if (file.sha256 !== undefined && file.size !== undefined) {
    return statSync(path).size === file.size && sha256(readFileSync(path)) === file.sha256;
  }
  const { body } = file;
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  return statSync(path).size === bytes.length && readFileSync(path).equals(bytes);
}

/** The files below a folder, with `/` between the parts; what is no regular file ends in `/`. */
function listFiles(folder: string, prefix = ''): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = prefix + entry.name;
    if (entry.isDirectory()) return listFiles(join(folder, entry.name), `${path}/`);
    // The `/` keeps a link or device from ever being taken for the file of that name.
    return [entry.isFile() ? path : `${path}/`];
  });
}

/** Finishes or undoes what a run that was killed has left beside the folder. */
function sweep(target: string): void {
  const prefix = `.${basename(target)}.`;
  const left = readdirSync(dirname(target)).filter((name) => name.startsWith(prefix));
  const olds = left.filter((name) => /\.old-\d+$/.test(name));
  const [old] = olds;
  // Killed between the two renames: the old site is whole, and nothing has taken its place.
  if (old !== undefined && !existsSync(target)) renameSync(join(dirname(target), old), target);
  for (const name of left) {
    if (/\.(?:old|next)-\d+$/.test(name))
      rmSync(join(dirname(target), name), { recursive: true, force: true });
  }
}

function refuseForeign(target: string, shown: string): void {
  const stat = lstatSync(target, { throwIfNoEntry: false });
  if (!stat) return;
  if (!stat.isDirectory()) {
    throw new Refused('not-ours', `${shown} is not a folder`, 'Name another folder with `--out`.');
  }
  const names = readdirSync(target);
  if (names.length === 0 || isOurs(target)) return;
  throw new Refused(
    'not-ours',
    `${shown} holds files that incident-press did not make, and a build would remove them`,
    'Name another folder with `--out`, or empty this one yourself.',
  );
}

/** A folder is ours if its manifest says so, and no site lives in it. */
function isOurs(target: string): boolean {
  try {
    const manifest = JSON.parse(readFileSync(join(target, MANIFEST), 'utf8')) as {
      generator?: { name?: unknown };
    };
    return manifest.generator?.name === 'incident-press' && !existsSync(join(target, 'site.yaml'));
  } catch {
    return false;
  }
}
