import { inDeleteOrder, MANIFEST, parseManifest, planPublish } from '../../publish/plan.ts';
import type { Manifest, PublishPlan, Upload } from '../../publish/plan.ts';
import { STAGES, stageOf } from '../../publish/serving.ts';
import { sha256 } from '../../source/content-hash.ts';
import { inParallel } from '../files/in-parallel.ts';
import type { Built } from './manifest-store.ts';
import type { ObjectStore, Stored } from './object-store.ts';
import { plainEtag } from './object-store.ts';
import type { PublishRun, Published } from './run.ts';
import { LOCK, readLock, takeBucketLock } from './s3/lock.ts';
import type { HeldLock, LockText, Touched } from './s3/lock.ts';
import { md5OfFile, sweepParts, uploadFile } from './s3/upload.ts';
import { refusalOf } from '../system-errors.ts';
import { Refused } from '../refused.ts';

export interface BucketRun extends PublishRun {
  /** Requests at a time. */
  readonly jobs: number;
  readonly prefix: string;
}

/** Up to this many objects are asked for one by one before the whole list is cheaper. */
const FEW = 10;

const NOT_EXCLUSIVE =
  'this store does not know conditional writes: two publications that start in the same moment could mix, so let only one run';

/**
 * Publishes a built site into a bucket: only what the manifest there does not have, in the order of the stages,
 * the manifest last, and then takes away what the old manifest listed. A lock object keeps a second
 * publication out and remembers what an interrupted one may have touched. Throws Refused.
 */
export async function publishToBucket(store: ObjectStore, built: Built, run: BucketRun): Promise<Published> {
  try {
    const [there, lock] = await Promise.all([fetchManifest(store), fetchLock(store)]);
    const left = lock && readLock(lock.text);
    const plan = planFor(there?.manifest, built, left);
    if (run.dryRun || (plan.uploads.length === 0 && !lock))
      return { plan, notes: [], requests: store.requests() };
    return await publishLocked(store, built, run, { there, lock, left, plan });
  } catch (error) {
    throw refusalOf(
      error,
      'The built site could not be read',
      'What has arrived is kept; the same command completes the rest.',
    );
  }
}

interface Situation {
  readonly there: RemoteManifest | undefined;
  readonly lock: Stored | undefined;
  readonly left: LockText | undefined;
  readonly plan: PublishPlan;
}

interface RemoteManifest {
  readonly manifest: Manifest;
  readonly etag: string;
}

async function publishLocked(
  store: ObjectStore,
  built: Built,
  run: BucketRun,
  situation: Situation,
): Promise<Published> {
  const { lock, left, plan } = situation;
  const touched = touchedBy(plan, left);
  const held = await takeBucketLock(store, lock, { manifest: built.own.sha256, touched });
  try {
    return await publishHeld(store, built, run, situation, held);
  } finally {
    held.drop();
  }
}

async function publishHeld(
  store: ObjectStore,
  built: Built,
  run: BucketRun,
  { there, left, plan: first }: Situation,
  held: HeldLock,
): Promise<Published> {
  const own = built.own.sha256;
  // Between our look at the manifest and the lock, another publication may have come and gone.
  const now = await fetchManifest(store, there?.etag);
  const current = now === 'same' ? there : now;
  const plan =
    now === 'same' || (now === undefined && !there) ? first : planFor(current?.manifest, built, left);
  if (plan !== first) await held.rewrite({ manifest: own, touched: touchedBy(plan, left) });
  const arrived = left ? await alreadyThere(store, built, plan, current?.manifest, left) : new Set<string>();
  if (left) await sweepParts(store, run.prefix, new Set(Object.keys(left.touched)));
  const uploads = plan.uploads.filter(({ path }) => !arrived.has(path));
  await uploadStages(store, built, uploads, held, run);
  await uploadManifest(store, built, plan, current, held);
  await run.onSwitched(plan);
  for (const stage of STAGES.toReversed()) {
    const gone = plan.deletes.filter((path) => stageOf(path) === stage);
    await inParallel(gone, run.jobs, store.remove);
  }
  await held.release();
  return {
    plan: { ...plan, uploads: plan.uploads.filter(({ path }) => !arrived.has(path)) },
    notes: [
      ...(held.isExclusive ? [] : [NOT_EXCLUSIVE]),
      ...(held.tookOver === undefined ? [] : [held.tookOver]),
    ],
    requests: store.requests(),
  };
}

async function fetchManifest(store: ObjectStore): Promise<RemoteManifest | undefined>;
async function fetchManifest(
  store: ObjectStore,
  unless: string | undefined,
): Promise<RemoteManifest | undefined | 'same'>;
async function fetchManifest(
  store: ObjectStore,
  unless?: string,
): Promise<RemoteManifest | undefined | 'same'> {
  const found = await store.get(MANIFEST, unless);
  if (found === undefined || found === 'same') return found;
  // A store that does not compare ETags gives the whole object again.
  if (unless !== undefined && plainEtag(found.etag) === plainEtag(unless)) return 'same';
  const manifest = parseManifest(found.text);
  if (manifest) return { manifest, etag: found.etag };
  throw new Refused(
    'usage',
    `There is a ${MANIFEST} at the target that is not of this program`,
    'Name another prefix behind the bucket, so that nothing of somebody else is overwritten.',
  );
}

async function fetchLock(store: ObjectStore): Promise<Stored | undefined> {
  const found = await store.get(LOCK);
  return found === 'same' ? undefined : found;
}

/** With what an interrupted publication has left undone. */
function planFor(before: Manifest | undefined, built: Built, left: LockText | undefined): PublishPlan {
  const touched = Object.keys(left?.touched ?? {});
  // Its manifest is in place, so its uploads had all arrived: only what comes after may be missing.
  const wasSwitched = before !== undefined && left?.manifest === sha256(before.text);
  if (!wasSwitched) return planPublish(before, built.manifest, built.own, new Set(touched));
  const plan = planPublish(before, built.manifest, built.own);
  const gone = touched.filter((path) => !built.manifest.files.has(path));
  return {
    ...plan,
    deletes: inDeleteOrder([...plan.deletes, ...gone]),
    changed: [...new Set([...plan.changed, ...touched])].toSorted(),
  };
}

function touchedBy(plan: PublishPlan, left: LockText | undefined): Touched {
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
 * MD5, they were to be served as now, and the manifest before had other bytes, so that nobody else put them there.
 */
async function alreadyThere(
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

/** Each stage ends before the next begins, since its files are what those of the next refer to. */
async function uploadStages(
  store: ObjectStore,
  built: Built,
  uploads: readonly Upload[],
  held: HeldLock,
  run: BucketRun,
): Promise<void> {
  let done = 0;
  for (const stage of STAGES) {
    const files = uploads.filter((upload) => upload.stage === stage && upload.path !== MANIFEST);
    await inParallel(files, run.jobs, async (upload) => {
      await held.check();
      await uploadFile(store, built.folder, upload);
      done += 1;
      run.onProgress(done, uploads.length);
    });
  }
}

/** The condition is the last guard: a manifest that changed under us is not ours to replace. */
async function uploadManifest(
  store: ObjectStore,
  built: Built,
  plan: PublishPlan,
  current: RemoteManifest | undefined,
  held: HeldLock,
): Promise<void> {
  const upload = plan.uploads.find(({ path }) => path === MANIFEST);
  if (!upload) return;
  const only = held.isExclusive ? (current ? { etag: current.etag } : ('new' as const)) : undefined;
  if (!only) await held.confirm();
  const result = await uploadFile(store, built.folder, upload, only);
  if (result.kind === 'stored') return;
  if (result.kind === 'unconditional') {
    // It knows when there is nothing yet, and not what is there; then the lock is the only guard.
    await held.confirm();
    await uploadFile(store, built.folder, upload);
    return;
  }
  const now = await fetchManifest(store);
  if (now?.manifest.text === built.manifest.text) return;
  throw new Refused(
    'failed',
    'Another publication has replaced the manifest meanwhile',
    'Run the same command again; it compares with what is there now.',
  );
}
