import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { PICTURE } from '../../publish/plan.ts';
import { notices, redactedAmong, stillShown } from '../../publish/redacted.ts';
import { readTextIfThere } from '../files/regular.ts';
import { filesOf, readManifest } from './manifest-store.ts';
import { RELEASES, releasesOf } from './releases.ts';

/** The paths that a manifest lists. */
type Files = Pick<ReadonlyMap<string, unknown>, 'has' | 'keys'>;

/** The redacted versions according to a built site in a folder: `en/incidents/x/v/001/`. */
export function redactedIn(folder: string, files: Files): ReadonlySet<string> {
  return redactedAmong(notices(files), (path) => readTextIfThere(join(folder, path)));
}

/** The ids of releases that still show any of these versions. */
export async function tainted(root: string, redacted: ReadonlySet<string>): Promise<readonly string[]> {
  if (redacted.size === 0) return [];
  const ids: string[] = [];
  for (const id of releasesOf(root)) {
    const files = await filesOf(readManifest(join(root, RELEASES, id)));
    if (stillShown(files, redacted).length > 0) ids.push(id);
  }
  return ids;
}

/** All versions that any release knows to be redacted. */
export async function redactedAnywhere(root: string): Promise<ReadonlySet<string>> {
  const all = new Set<string>();
  for (const id of releasesOf(root)) {
    const folder = join(root, RELEASES, id);
    for (const each of redactedIn(folder, await filesOf(readManifest(folder)))) all.add(each);
  }
  return all;
}

/** Pictures in a release that a site does not have: its own, and those carried over from earlier ones. */
export function picturesOnlyIn(root: string, id: string, files: Files): string[] {
  const folder = join(root, RELEASES, id, 'assets');
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.map((name) => `assets/${name}`).filter((path) => PICTURE.test(path) && !files.has(path));
}

/**
 * Removes releases that show redacted text, and pictures carried over from them into the others. `current` is
 * what readers get, and stays; `files` is what it lists.
 */
export async function forget(
  root: string,
  ids: readonly string[],
  current: string,
  files: Files,
): Promise<void> {
  const gone = ids.flatMap((id) => picturesOnlyIn(root, id, files));
  for (const id of ids) rmSync(join(root, RELEASES, id), { recursive: true, force: true });
  for (const id of gone.length > 0 ? releasesOf(root) : []) {
    const folder = join(root, RELEASES, id);
    const own = id === basename(current) ? files : await filesOf(readManifest(folder));
    for (const path of gone) if (!own.has(path)) rmSync(join(folder, path), { force: true });
  }
}
