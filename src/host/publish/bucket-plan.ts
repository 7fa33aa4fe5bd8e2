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
import { md5OfFile } from './s3/upload.ts';

/** Up to this many objects are asked for one by one before the whole list is cheaper. */
const FEW = 10;

/** What is to be done, from what there is, as far as that is of interest, and what is to be told of it. */
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

/** The manifest at the target, without its parts; `same` where it is still that of the ETag. */
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
  // A store that does not compare ETags gives the whole object again.
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
    'Name another prefix after the bucket, so that nothing of anybody else is overwritten.',
  );
}

/** What is to be done, with what an interrupted publication has left undone. */
export async function planFor(
  there: RemoteManifest | undefined,
  built: Built,
  left: LockText | undefined,
  rewrite: string | undefined,
): Promise<Planned> {
  const touched = Object.keys(left?.touched ?? {});
  const both = await readDifferent(there, built, new Set(touched));
  const { before, after } = both;
  const sides = { before, after, theirs: async (path: string) => there?.read(path), ours: built.read };
  const notes = [...both.notes, ...(await guardHistory(sides, rewrite))];
  // Its uploads had all arrived: only what comes after may be missing.
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
 * True if the manifest at the target was put there by the publication that was interrupted, and so after all
 * its uploads. Where the same one was there when it began, nothing can be told from it.
 */
function wasSwitched(before: Manifest | undefined, left: LockText | undefined): boolean {
  const now = before && sha256(before.text);
  return now !== undefined && left?.manifest === now && left.before !== undefined && left.before !== now;
}

/** What a publication is going to change, for the lock to say. */
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
 * Of the files an interrupted publication was going to write, those that have arrived: the store shows their
 * MD5, they were to be served as now, and the manifest before had other bytes, so that nobody else put them
 * there.
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
