import { existsSync, linkSync, mkdirSync, renameSync, statSync, utimesSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { PICTURE, planPublish } from '../../publish/plan.ts';
import type { PublishPlan } from '../../publish/plan.ts';
import { MANIFEST } from '../../publish/read-manifest.ts';
import { stillShown } from '../../publish/redacted.ts';
import { stageOf } from '../../publish/serving.ts';
import { copyVerified } from '../files/copy-verified.ts';
import { syncAll, syncNow } from '../files/sync.ts';
import { guarded } from './guard.ts';
import { guardHistory } from './history-guard.ts';
import { filesOf, filesOfBuilt, readBuilt, readDifferent, readManifest } from './manifest-store.ts';
import type { Built } from './manifest-store.ts';
import type { PublishRun, Published } from './run.ts';
import { forget, picturesOnlyIn, redactedAnywhere, redactedIn, tainted } from './redactions.ts';
import {
  checkLinks,
  currentRelease,
  nextRelease,
  prune,
  RELEASES,
  releasesOf,
  switchTo,
} from './releases.ts';
import { Refused } from '../refused.ts';
import { isCode, isWithoutLinks } from '../system-errors.ts';

/** Signals are handled between files, after each batch of this size. */
const FILES_AT_A_TIME = 50;

/**
 * Publishes a built site into a folder: `releases/<id>/` next to the earlier ones, and the link `current`,
 * which a web server serves, is switched to it in one step. Hashed files of earlier releases stay reachable
 * for readers with an old page open. Throws Refused; readers then still see the old site.
 */
export async function publishToFolder(
  root: string,
  built: Built,
  run: PublishRun & { readonly keep: number },
): Promise<Published> {
  const before = currentRelease(root);
  const { plan, notes: told } = await planFrom(root, before, built, run);
  if (run.dryRun) return { plan, notes: told, requests: undefined };
  return guarded(root, async (check) => {
    const old = currentRelease(root);
    const files = await filesOfBuilt(built);
    const forgotten = await tainted(root, redactedIn(built.folder, files));
    const { plan, notes: damage } = await planFrom(root, old, built, run);
    const now = withPictures(plan, root, forgotten, files);
    const notes = [...damage];
    if (now.uploads.length > 0) {
      checkLinks(root);
      const release = await makeRelease(root, old, built, { ...run, forgotten, check });
      run.onSwitching?.(now);
      check();
      switchTo(root, release);
      notes.push(`release ${basename(release)} is current`);
      await run.onSwitched(now);
    }
    const current = currentRelease(root) ?? '';
    await forget(
      root,
      forgotten.filter((id) => id !== basename(current)),
      current,
      files,
    );
    if (forgotten.length > 0) notes.push(`removed, because they show redacted text: ${forgotten.join(', ')}`);
    const removed = prune(root, run.keep);
    if (removed > 0) notes.push(`${removed} old releases removed`);
    return { plan: now, notes, requests: undefined };
  });
}

/** Pictures of redacted versions are removed with them, even those only kept for readers of old pages. */
function withPictures(
  plan: PublishPlan,
  root: string,
  forgotten: readonly string[],
  files: Pick<ReadonlyMap<string, unknown>, 'has' | 'keys'>,
): PublishPlan {
  const carried = forgotten.flatMap((id) => picturesOnlyIn(root, id, files));
  if (plan.uploads.length === 0 || carried.length === 0) return plan;
  return {
    ...plan,
    deletes: [...new Set([...plan.deletes, ...carried])],
    changed: [...new Set([...plan.changed, ...carried])].toSorted(),
  };
}

/**
 * Switches back to the release before the current one, or to the one named. Nothing is copied or removed. A
 * release that shows a version redacted since is refused; `redacted` lists those that the site knows of, in
 * addition to those that a release knows of.
 */
export async function rollBack(
  root: string,
  id: string | undefined,
  run: PublishRun,
  redacted: ReadonlySet<string> = new Set(),
): Promise<Published> {
  const current = currentRelease(root);
  const releases = releasesOf(root);
  const at = current === undefined ? releases.length : releases.indexOf(basename(current));
  const target = id === undefined ? releases[at - 1] : releases.find((each) => each === id);
  if (target === undefined) {
    throw new Refused(
      'usage',
      id === undefined ? 'The current release is the oldest one' : `Release ${id} does not exist`,
      releases.length === 0 ? 'Nothing was published there yet.' : `There are: ${releases.join(', ')}.`,
    );
  }
  const path = join(root, RELEASES, target);
  const known = new Set([...redacted, ...(await redactedAnywhere(root))]);
  const [shown] = stillShown(await filesOf(readManifest(path)), known);
  if (shown !== undefined) {
    throw new Refused(
      'usage',
      `Release ${target} shows ${shown}, which was redacted since`,
      'Build the site as you want it, and publish that.',
    );
  }
  const built = readBuilt(path, target);
  const { plan, notes } = await planFrom(root, current, built);
  if (run.dryRun)
    return { plan, notes: [...notes, `would switch to release ${target}`], requests: undefined };
  return guarded(root, async (check) => {
    check();
    run.onSwitching?.(plan);
    switchTo(root, join(RELEASES, target));
    await run.onSwitched(plan);
    return { plan, notes: [...notes, `release ${target} is current`], requests: undefined };
  });
}

/** What is needed to get from a release to a built site, and what to report about it. */
async function planFrom(root: string, release: string | undefined, built: Built, run?: PublishRun) {
  const source = release === undefined ? undefined : readManifest(join(root, release));
  const { before, after, notes } = await readDifferent(source, built, new Set());
  // Whoever switches back does so knowingly, and loses nothing.
  const sides = { before, after, theirs: async (path: string) => source?.read(path), ours: built.read };
  const said = run ? await guardHistory(sides, run) : [];
  return { plan: planPublish(before, after, built.own), notes: [...notes, ...said] };
}

async function makeRelease(
  root: string,
  old: string | undefined,
  built: Built,
  run: PublishRun & { readonly forgotten: readonly string[]; readonly check: () => void },
): Promise<string> {
  const id = nextRelease(root, built.own.sha256);
  const partial = join(root, RELEASES, `.partial-${id}`);
  const before =
    old === undefined
      ? undefined
      : { folder: join(root, old), files: await filesOf(readManifest(join(root, old))) };
  const { place, folders } = places(partial);
  const copied: string[] = [];
  let done = 0;
  const files = [...(await filesOfBuilt(built))];
  for (const [path, entry] of files) {
    const was = before?.files.get(path);
    const from = join(built.folder, path);
    const isLinked = was?.sha256 === entry.sha256 && linked(join(before?.folder ?? '', path), place(path));
    if (!isLinked) {
      copyVerified(from, place(path), entry.sha256);
      copied.push(place(path));
      if (before && was?.size === entry.size) makeNewer(join(before.folder, path), place(path));
    }
    done += 1;
    run.onProgress(done, files.length);
    if (done % FILES_AT_A_TIME === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  if (before && before.files.size > 0) await carryAssets(root, before.folder, run.forgotten, place);
  copyVerified(join(built.folder, MANIFEST), place(MANIFEST), built.own.sha256);
  await syncAll([...copied, place(MANIFEST), ...folders, partial]);
  run.check();
  renameSync(partial, join(root, RELEASES, id));
  syncNow(join(root, RELEASES));
  return join(RELEASES, id);
}

/** Makes a folder with the folders that these paths need, and returns the paths in it. */
function places(below: string) {
  const folders = new Set<string>();
  const place = (path: string) => {
    const full = join(below, path);
    const folder = dirname(full);
    if (!folders.has(folder)) mkdirSync(folder, { recursive: true });
    folders.add(folder);
    return full;
  };
  return { place, folders };
}

/**
 * Hashed files used by pages of earlier releases: a reader may have such a page open for a while. Pictures of
 * releases that show redacted text are left behind.
 */
async function carryAssets(
  root: string,
  current: string,
  forgotten: readonly string[],
  place: (path: string) => string,
): Promise<void> {
  const earlier = [current, ...releasesOf(root).map((id) => join(root, RELEASES, id))];
  for (const folder of new Set(earlier)) {
    const source = readManifest(folder);
    const parts = new Set(source?.manifest.parts.map(({ path }) => path));
    for (const path of (await filesOf(source)).keys()) {
      if (stageOf(path) !== 'assets' || parts.has(path) || existsSync(place(path))) continue;
      if (PICTURE.test(path) && forgotten.includes(basename(folder))) continue;
      const from = join(folder, path);
      if (existsSync(from) && !linked(from, place(path))) copyVerified(from, place(path), undefined);
    }
  }
}

/** False if the file system has no hard links or the file is gone. */
function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (isWithoutLinks(error) || isCode(error, 'EXDEV', 'ENOENT')) return false;
    throw error;
  }
}

/**
 * Servers make their ETag from size and seconds; a new file of the same size must not have the same second.
 */
function makeNewer(old: string, fresh: string): void {
  const was = statSync(old, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const { mtimeMs } = statSync(fresh);
  const second = Math.floor(was / 1000) + 1;
  if (Math.floor(mtimeMs / 1000) < second) utimesSync(fresh, second, second);
}
