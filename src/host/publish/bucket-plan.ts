import { inDeleteOrder, planPublish } from '../../publish/plan.ts';
import type { PublishPlan } from '../../publish/plan.ts';
import { MANIFEST, parseManifest } from '../../publish/read-manifest.ts';
import type { Manifest, ManifestSource } from '../../publish/read-manifest.ts';
import { sha256 } from '../../source/content-hash.ts';
import { Refused } from '../refused.ts';
import { guardHistory } from './history-guard.ts';
import { readDifferent } from './manifest-store.ts';
import type { Built } from './manifest-store.ts';
import type { ObjectStore } from './object-store.ts';
import { plainEtag } from './object-store.ts';
import type { LockText, Touched } from './s3/lock.ts';
import type { HistoryRules } from './run.ts';
import { md5OfFile } from './s3/upload.ts';

/** Up to this many objects, asking for each is cheaper than listing all. */
const FEW = 10;

/** Collects what is known about a target and works out what to do and what to report. */
export interface Planned {
  readonly plan: PublishPlan;
  readonly before: Manifest | undefined;
  readonly after: Manifest;
  readonly notes: readonly string[];
}

/** What is at the target. */
export interface RemoteManifest extends ManifestSource {
  readonly etag: string;
}

/** The manifest at the target, without its parts; `same` if its ETag has not changed. */
export async function fetchManifest(store: ObjectStore): Promise<RemoteManifest | undefined>;
export async function fetchManifest(
  store: ObjectStore,
  unless: string | undefined,
): Promise<RemoteManifest | undefined | 'same'>;
export async function fetchManifest(
  store: ObjectStore,
  unless?: string,
): Promise<RemoteManifest | undefined | 'same'> {
  const found = await store.get(MANIFEST, unless);
  if (found === undefined || found === 'same') return found;
  // A store that does not compare ETags returns the whole object again.
  if (unless !== undefined && plainEtag(found.etag) === plainEtag(unless)) return 'same';
  const manifest = parseManifest(found.text);
  if (manifest) {
    const read = async (path: string) => {
      const part = await store.get(path);
      return typeof part === 'object' ? part.text : undefined;
    };
    return { manifest, read, etag: found.etag };
  }
  throw new Refused(
    'usage',
    `The ${MANIFEST} at the target was not written by this program`,
    'Name another prefix after the bucket, so that nothing that belongs to others is overwritten.',
  );
}

/** The plan, including what an interrupted publication left undone. */
export async function planFor(
  there: RemoteManifest | undefined,
  built: Built,
  left: LockText | undefined,
  history: HistoryRules,
): Promise<Planned> {
  const touched = Object.keys(left?.touched ?? {});
  const both = await readDifferent(there, built, new Set(touched));
  const { before, after } = both;
  const sides = { before, after, theirs: async (path: string) => there?.read(path), ours: built.read };
  const notes = [...both.notes, ...(await guardHistory(sides, history))];
  // Its uploads had all arrived: only what comes after them may be missing.
  if (!wasSwitched(before, left))
    return { plan: planPublish(before, after, built.own, new Set(touched)), before, after, notes };
  const plan = planPublish(before, after, built.own);
  const gone = touched.filter((path) => !after.files.has(path));
  const whole = {
    ...plan,
    deletes: inDeleteOrder([...plan.deletes, ...gone]),
    changed: [...new Set([...plan.changed, ...touched])].toSorted(),
  };
  return { plan: whole, before, after, notes };
}

/**
 * True if the manifest at the target comes from the interrupted publication, and so arrived after all its
 * uploads. If the same manifest was there when it began, nothing can be concluded.
 */
function wasSwitched(before: Manifest | undefined, left: LockText | undefined): boolean {
  const now = before && sha256(before.text);
  return now !== undefined && left?.manifest === now && left.before !== undefined && left.before !== now;
}

/** The changes that a publication is going to make, recorded in the lock. */
export function touchedBy(plan: PublishPlan, left: LockText | undefined): Touched {
  return {
    ...left?.touched,
    ...Object.fromEntries(plan.deletes.map((path) => [path, null])),
    ...Object.fromEntries(
      plan.uploads.map(({ path, sha256, type, cache }) => [path, { sha256, type, cache }]),
    ),
  };
}

/**
 * The files of an interrupted publication that have arrived: the store shows their MD5, they are served with
 * the same headers, and the manifest before had other bytes, so nobody else put them there.
 */
export async function alreadyThere(
  store: ObjectStore,
  built: Built,
  plan: PublishPlan,
  before: Manifest | undefined,
  { touched }: LockText,
): Promise<Set<string>> {
  const candidates = plan.uploads.filter(({ path, sha256, type, cache }) => {
    const entry = touched[path];
    const isSame = entry?.sha256 === sha256 && entry.type === type && entry.cache === cache;
    return isSame && path !== MANIFEST && before?.files.get(path)?.sha256 !== sha256;
  });
  if (candidates.length === 0) return new Set();
  const etags = candidates.length > FEW ? await store.list() : undefined;
  const arrived = new Set<string>();
  for (const upload of candidates) {
    const etag = etags ? etags.get(upload.path) : await store.etag(upload.path);
    if (etag !== undefined && etag === md5OfFile(built.folder, upload)) arrived.add(upload.path);
  }
  return arrived;
}
