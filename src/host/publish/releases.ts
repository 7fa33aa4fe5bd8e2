import { existsSync, lstatSync, readdirSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { MANIFEST } from '../../publish/read-manifest.ts';
import { syncNow } from '../files/sync.ts';
import { Refused } from '../refused.ts';
import { isWithoutLinks } from '../system-errors.ts';

/** The folder of a target with one folder for each release. */
export const RELEASES = 'releases';
const CURRENT = 'current';

/**
 * `000042-1a2b3c4d`: a running number, so that the order does not depend on a clock, and part of the hash.
 */
const RELEASE = /^(\d{6,})-[0-9a-f]{8}$/;
const HASH_DIGITS = 8;

/** The release that `current` points to, as a path below the root; undefined before the first. */
export function currentRelease(root: string): string | undefined {
  const link = lstatSync(join(root, CURRENT), { throwIfNoEntry: false });
  if (!link) return undefined;
  if (!link.isSymbolicLink()) {
    throw new Refused(
      'usage',
      `${join(root, CURRENT)} is not a link, so it cannot be switched`,
      'Name another folder, or move it away; releases are next to it.',
    );
  }
  const target = readlinkSync(join(root, CURRENT));
  return existsSync(join(root, target, MANIFEST)) ? target : undefined;
}

/** Ids of the releases, oldest first. */
export function releasesOf(root: string): string[] {
  if (!existsSync(join(root, RELEASES))) return [];
  const names = readdirSync(join(root, RELEASES)).filter((name) => RELEASE.test(name));
  return names.toSorted((a, b) => numberOf(a) - numberOf(b));
}

/** The id of the release after the newest. */
export function nextRelease(root: string, sha256: string): string {
  const newest = releasesOf(root).at(-1);
  const number = (newest === undefined ? 0 : numberOf(newest)) + 1;
  return `${String(number).padStart(6, '0')}-${sha256.slice(0, HASH_DIGITS)}`;
}

/** Renaming a link over another one is one step: every request finds the old release or the new one. */
export function switchTo(root: string, release: string): void {
  renameSync(draftLink(root, release), join(root, CURRENT));
  syncNow(root);
}

/** Throws Refused where no release could become the current one, before any file of it is copied. */
export function checkLinks(root: string): void {
  rmSync(draftLink(root, RELEASES));
}

function draftLink(root: string, target: string): string {
  const draft = join(root, `.${CURRENT}-${process.pid}`);
  rmSync(draft, { force: true });
  try {
    symlinkSync(target, draft);
  } catch (error) {
    if (!isWithoutLinks(error)) throw error;
    throw new Refused(
      'failed',
      `${root} cannot have symbolic links, and \`${CURRENT}\` is one, so that readers never see half a site`,
      'Publish to a folder on another disk, to a bucket, or with a command of your own (`--target command:…`).',
    );
  }
  return draft;
}

/** Removes all but the newest `keep` releases and the current one; returns how many. */
export function prune(root: string, keep: number): number {
  const current = basename(currentRelease(root) ?? '');
  const old = releasesOf(root)
    .filter((id) => id !== current)
    .toReversed()
    .slice(Math.max(keep - 1, 0));
  for (const id of old) rmSync(join(root, RELEASES, id), { recursive: true, force: true });
  return old.length;
}

/** Removes what killed runs have left. */
export function sweep(root: string): void {
  const left = readdirSync(join(root, RELEASES)).filter((name) => name.startsWith('.partial-'));
  for (const name of left) rmSync(join(root, RELEASES, name), { recursive: true, force: true });
  const drafts = readdirSync(root).filter((name) => name.startsWith(`.${CURRENT}-`));
  for (const name of drafts) rmSync(join(root, name), { force: true });
}

function numberOf(id: string): number {
  return Number(RELEASE.exec(id)?.[1] ?? 0);
}
