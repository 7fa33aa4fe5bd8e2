import type { Upload, PublishPlan } from '../../publish/plan.ts';
import { MANIFEST } from '../../publish/read-manifest.ts';
import { STAGES, stageOf } from '../../publish/serving.ts';
import { inParallel } from '../files/in-parallel.ts';
import { sha256 } from '../../source/content-hash.ts';
import { Refused } from '../refused.ts';
import { textsGone } from '../../publish/redacted.ts';
import type { Manifest } from '../../publish/read-manifest.ts';
import { redactedIn } from './redactions.ts';
import { refusalOf } from '../system-errors.ts';
import { alreadyThere, fetchManifest, planFor, touchedBy } from './bucket-plan.ts';
import type { Planned, RemoteManifest } from './bucket-plan.ts';
import type { Built } from './manifest-store.ts';
import type { ObjectStore, Stored } from './object-store.ts';
import type { PublishRun, Published } from './run.ts';
import { LOCK, readLock, takeBucketLock } from './s3/lock.ts';
import type { HeldLock, LockText } from './s3/lock.ts';
import { sweepParts, uploadFile } from './s3/upload.ts';

export interface BucketRun extends PublishRun {
  /** Requests at a time. */
  readonly jobs: number;
  readonly prefix: string;
}

const NOT_EXCLUSIVE =
  'this store does not support conditional writes: two publications that start at the same time could mix, so run only one';

/**
 * Publishes a built site into a bucket: uploads only what the manifest there does not have, stage by stage,
 * the manifest last, and then removes files that only the old manifest lists. A lock object keeps a second
 * publication out and records what an interrupted one may have touched. Throws Refused.
 */
export async function publishToBucket(store: ObjectStore, built: Built, run: BucketRun): Promise<Published> {
  try {
    const [there, lock] = await Promise.all([fetchManifest(store), fetchLock(store)]);
    const left = lock && readLock(lock.text);
    const planned = await planFor(there, built, left, run);
    const { plan, notes } = planned;
    if (run.dryRun || (plan.uploads.length === 0 && !lock))
      return { plan, notes, requests: store.requests() };
    return await publishLocked(store, built, run, { there, lock, left, planned });
  } catch (error) {
    throw refusalOf(
      error,
      'The built site could not be read',
      'Files uploaded so far stay; run the same command again to complete the rest.',
    );
  }
}

interface Situation {
  readonly there: RemoteManifest | undefined;
  readonly lock: Stored | undefined;
  readonly left: LockText | undefined;
  readonly planned: Planned;
}

async function publishLocked(
  store: ObjectStore,
  built: Built,
  run: BucketRun,
  situation: Situation,
): Promise<Published> {
  const { lock, left, planned } = situation;
  const touched = touchedBy(planned.plan, left);
  const held = await takeBucketLock(store, lock, {
    manifest: built.own.sha256,
    before: hashOf(planned.before),
    touched,
  });
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
  { there, left, planned: first }: Situation,
  held: HeldLock,
): Promise<Published> {
  const own = built.own.sha256;
  // Another publication may have run between our reading the manifest and taking the lock.
  const now = await fetchManifest(store, there?.etag);
  const current = now === 'same' ? there : now;
  const isSame = now === 'same' || (now === undefined && !there);
  const planned = isSame ? first : await planFor(current, built, left, run);
  const { plan, before, notes } = planned;
  if (planned !== first)
    await held.rewrite({ manifest: own, before: hashOf(before), touched: touchedBy(plan, left) });
  const arrived = left ? await alreadyThere(store, built, plan, before, left) : new Set<string>();
  if (left) await sweepParts(store, run.prefix, new Set(Object.keys(left.touched)));
  const uploads = plan.uploads.filter(({ path }) => !arrived.has(path));
  await uploadStages(store, built, uploads, held, run);
  await uploadManifest(store, built, plan, current, held);
  await run.onSwitched(plan);
  for (const stage of STAGES.toReversed()) {
    const gone = plan.deletes.filter((path) => stageOf(path) === stage);
    await inParallel(gone, run.jobs, (name) => store.remove(name));
  }
  await held.release();
  return {
    plan: { ...plan, uploads: plan.uploads.filter(({ path }) => !arrived.has(path)) },
    notes: [
      ...notes,
      ...(held.isExclusive ? [] : [NOT_EXCLUSIVE]),
      ...redactedNotes(built, before, left, planned.after),
      ...(held.tookOver === undefined ? [] : [held.tookOver]),
    ],
    requests: store.requests(),
  };
}

function hashOf(manifest: Manifest | undefined): string {
  return manifest ? sha256(manifest.text) : '';
}

/** A note about copies of redacted versions that a bucket may still have and no publication can see. */
function redactedNotes(
  built: Built,
  before: Manifest | undefined,
  left: LockText | undefined,
  after: Manifest,
): string[] {
  const gone = textsGone([...(before?.files.keys() ?? []), ...Object.keys(left?.touched ?? {})], after.files);
  const redacted = redactedIn(built.folder, after.files);
  return gone.some((folder) => redacted.has(folder))
    ? [
        'redacted, and removed from the bucket; if the bucket keeps old versions of objects, those are not reached',
      ]
    : [];
}

async function fetchLock(store: ObjectStore): Promise<Stored | undefined> {
  const found = await store.get(LOCK);
  return found === 'same' ? undefined : found;
}

/** Each stage ends before the next begins, since the files of the next refer to those before. */
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

/** The condition is the last safeguard: if the manifest has changed meanwhile, another publication has it. */
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
    // The store can check that nothing exists yet, but not what exists; then the lock is the only safeguard.
    await held.confirm();
    await uploadFile(store, built.folder, upload);
    return;
  }
  const now = await fetchManifest(store);
  if (now?.manifest.text === built.manifest.text) return;
  throw new Refused(
    'failed',
    'Another publication has replaced the manifest in the meantime',
    'Run the same command again; it compares with what is there now.',
  );
}
