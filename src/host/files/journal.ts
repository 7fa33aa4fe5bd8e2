import {
  existsSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  unlinkSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { sealJson, unsealJson } from '../../publish/sealed-json.ts';
import { Refused } from '../refused.ts';
import { isCode } from '../system-errors.ts';
import { readRegular } from './regular.ts';
import { syncAll, syncNow } from './sync.ts';
import { createFile } from './write.ts';

/** A change of a folder that is going to happen: everything it needs is on disk. */
export interface Change {
  /** Name of the folder next to it that holds the new files. */
  readonly next: string;
  /** Paths of new files, moved into the folder in this order. */
  readonly rename: readonly string[];
  /** Paths of files that are removed after that. */
  readonly remove: readonly string[];
}

/**
 * The real path of a folder: a link is followed, so that changes to the folder are never made to the link.
 */
export function realFolder(path: string): string {
  const full = resolve(path);
  return existsSync(full) ? realpathSync(full) : full;
}

/** A path next to a folder: `.dist.lock` for `dist`. */
export function beside(folder: string, suffix: string): string {
  return join(dirname(folder), `.${basename(folder)}.${suffix}`);
}

/** True while a change of the folder is incomplete, either still running or killed. */
export function hasOpenJournal(folder: string): boolean {
  return existsSync(journalOf(realFolder(folder)));
}

/** Why a folder with an open journal is not a site. */
export function halfChanged(shown: string): Refused {
  return new Refused(
    'busy',
    `${shown} contains half of a change: a build is writing there, or was stopped`,
    'Wait until the build has finished, or run `incident-press build`; it completes what was started.',
  );
}

/**
 * Changes a folder in place. From the moment the journal is on the disk the change counts as made: if the run
 * is killed after that, `completeChange` completes the change; if before, nothing has changed. `check` is
 * called before each step, and throws if another process has taken over the folder.
 */
export async function applyChange(folder: string, change: Change, check: () => void): Promise<void> {
  check();
  createFile(journalOf(folder), sealJson({ ...change }), { place: draftOf(folder) });
  syncNow(dirname(folder));
  await carryOut(folder, change, check);
}

/**
 * Completes the change of a killed run. `lost` if that cannot be done because the journal or the new files
 * are damaged or gone: then the content of the folder is unknown.
 */
export async function completeChange(
  folder: string,
  check: () => void,
): Promise<'nothing' | 'completed' | 'lost'> {
  rmSync(draftOf(folder), { force: true });
  if (!existsSync(journalOf(folder))) return 'nothing';
  const change = readChange(readRegular(journalOf(folder)).toString('utf8'));
  if (!change || !existsSync(join(dirname(folder), change.next)) || !existsSync(folder)) return 'lost';
  await carryOut(folder, change, check);
  return 'completed';
}

/** Discards a change that cannot be completed. */
export function dropJournal(folder: string): void {
  rmSync(journalOf(folder), { force: true });
  syncNow(dirname(folder));
}

function journalOf(folder: string): string {
  return beside(folder, 'journal');
}

function draftOf(folder: string): string {
  return beside(folder, 'journal.new');
}

function readChange(text: string): Change | undefined {
  const { next, rename, remove } = unsealJson(text) ?? {};
  if (typeof next !== 'string' || !Array.isArray(rename) || !Array.isArray(remove)) return undefined;
  return { next, rename: rename.map(String), remove: remove.map(String) };
}

/** Any step may have been done already; doing it twice does no harm. */
async function carryOut(folder: string, { next, rename, remove }: Change, check: () => void): Promise<void> {
  const from = join(dirname(folder), next);
  const touched = new Set([folder]);
  for (const path of rename) {
    if (!existsSync(join(from, path))) continue;
    check();
    const place = join(folder, path);
    for (const made of makeFolders(folder, path, touched)) touched.add(made);
    if (lstatSync(place, { throwIfNoEntry: false })?.isDirectory()) rmSync(place, { recursive: true });
    renameSync(join(from, path), place);
    touched.add(dirname(place));
  }
  for (const path of remove) {
    check();
    for (const each of removeFile(folder, path)) touched.add(each);
  }
  await syncAll([...touched].filter((each) => existsSync(each)));
  dropJournal(folder);
  rmSync(from, { recursive: true, force: true });
}

/** Makes the folders above a path, replacing anything else with their names; returns those that changed. */
function makeFolders(folder: string, path: string, known: ReadonlySet<string>): string[] {
  return foldersAbove(folder, path).flatMap((each) => {
    if (known.has(each)) return [];
    const stat = lstatSync(each, { throwIfNoEntry: false });
    if (stat?.isDirectory()) return [];
    // Writing through a link would change files that are not ours.
    if (stat) unlinkSync(each);
    mkdirSync(each);
    return [dirname(each), each];
  });
}

/** Removes a file and folders that become empty; returns the folders whose content changed. */
function removeFile(folder: string, path: string): string[] {
  const above = foldersAbove(folder, path);
  const isFolder = (each: string) => lstatSync(each, { throwIfNoEntry: false })?.isDirectory() === true;
  // Files behind a link are not ours.
  const end = above.findIndex((each) => !isFolder(each));
  const real = end < 0 ? above : above.slice(0, end);
  const place = join(folder, path);
  const stat = end < 0 ? lstatSync(place, { throwIfNoEntry: false }) : undefined;
  if (stat && !stat.isDirectory()) unlinkSync(place);
  for (const each of real.toReversed()) if (!removeIfEmpty(each)) break;
  return [folder, ...real];
}

function removeIfEmpty(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch (error) {
    if (isCode(error, 'ENOTEMPTY') || isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** The folders between a folder and a path in it, outermost first. */
function foldersAbove(folder: string, path: string): string[] {
  const names = path.split('/').slice(0, -1);
  return names.map((_, index) => join(folder, ...names.slice(0, index + 1)));
}
