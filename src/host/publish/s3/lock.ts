import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { ManifestEntry } from '../../../publish/read-manifest.ts';
import { writtenBy } from '../../files/lock/lock.ts';
import { isGone, machine } from '../../files/lock/machine.ts';
import type { ObjectStore, PutResult, Stored } from '../object-store.ts';
import { Refused } from '../../refused.ts';

/**
 * The object that locks a bucket during a publication, and tells the next one what this one may have changed.
 */
export const LOCK = '.incident-press-publish.json';

/** A file that a publication was going to write, or null if it was going to remove it. */
export type Touched = Readonly<Record<string, Pick<ManifestEntry, 'sha256' | 'type' | 'cache'> | null>>;

export interface LockText {
  /** Made again for each run. */
  readonly run: string;
  readonly pid: number;
  readonly host: string;
  /** A hash that tells apart two machines, or two containers with one name. */
  readonly machine: string;
  /** SHA-256 of the manifest that will be in place when it has finished. */
  readonly manifest: string;
  /** The one in place when it begins; empty if there is none. */
  readonly before: string;
  readonly touched: Touched;
}

/** Seconds without a sign of life after which a publication counts as dead. */
const LEASE = 60;
/** Seconds between two of them. */
const RENEWAL = LEASE / 3;

/**
 * Takes the lock with a conditional write: of two publications that try, one finds that it exists already. A
 * lock whose process is gone from this machine is taken over at once, any other one when its lease is over,
 * by the clock of the store. Throws Refused if somebody has it; nothing has been changed then.
 */
export async function takeBucketLock(
  store: ObjectStore,
  found: Stored | undefined,
  what: Pick<LockText, 'manifest' | 'before' | 'touched'>,
): Promise<HeldLock> {
  if (found) refuseLiving(found);
  const text: LockText = {
    run: randomUUID(),
    pid: process.pid,
    host: hostname(),
    machine: machine(),
    ...what,
  };
  const first = await putLock(store, text, found ? { etag: found.etag } : 'new');
  if (first.kind === 'taken') await refuseUnlessOurs(store, text.run, first.attempts);
  const isExclusive = first.kind !== 'unconditional' && (await keepsConditions(store, text));
  if (first.kind === 'unconditional') await putLock(store, text);
  // Without conditions the last of two writes wins, and both can see whose it was.
  if (!isExclusive) await refuseUnlessOurs(store, text.run, Infinity);
  return new HeldLock(store, text, isExclusive, found && takenOver(readLock(found.text)));
}

/** The lock as another run has left it; undefined where it cannot be read. */
export function readLock(text: string): LockText | undefined {
  try {
    const value = JSON.parse(text) as Partial<LockText>;
    return typeof value.run === 'string' && typeof value.touched === 'object'
      ? (value as LockText)
      : undefined;
  } catch {
    return undefined;
  }
}

/** A held lock, renewed however long an upload takes, until it is released or dropped. */
export class HeldLock {
  /**
   * False if the store does not support conditions, so that two publications starting at the same time could
   * both proceed.
   */
  readonly isExclusive: boolean;
  /** A sentence about the publication that was taken over. */
  readonly tookOver: string | undefined;
  readonly #store: ObjectStore;
  readonly #timer: NodeJS.Timeout;
  #text: LockText;
  #renewed = performance.now();
  #failure: unknown;
  #renewing: Promise<unknown> = Promise.resolve();

  constructor(store: ObjectStore, text: LockText, isExclusive: boolean, tookOver: string | undefined) {
    this.#store = store;
    this.#text = text;
    this.isExclusive = isExclusive;
    this.tookOver = tookOver;
    this.#timer = setInterval(() => void this.#renewInTurn().catch(() => undefined), RENEWAL * 1000);
  }

  /** Throws Refused if another publication has taken over. */
  async check(): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    // A machine that was asleep wakes up here, and its lease may be over.
    if (performance.now() - this.#renewed > 1.5 * RENEWAL * 1000) await this.#renewInTurn();
  }

  /** The same, but asks the store now. */
  async confirm(): Promise<void> {
    await this.#etagIfOurs();
  }

  async rewrite(more: Pick<LockText, 'manifest' | 'before' | 'touched'>): Promise<void> {
    this.#text = { ...this.#text, ...more };
    await this.#renewInTurn();
  }

  async release(): Promise<void> {
    clearInterval(this.#timer);
    await this.#renewing;
    await this.confirm();
    await this.#store.remove(LOCK);
  }

  /** Leaves the lock where it is, for the next run to find what this one has not finished. */
  drop(): void {
    clearInterval(this.#timer);
  }

  async #etagIfOurs(): Promise<string> {
    const now = await this.#store.get(LOCK);
    const holder = now === undefined || now === 'same' ? undefined : readLock(now.text);
    if (now === undefined || now === 'same' || holder?.run !== this.#text.run) throw lost(holder);
    return now.etag;
  }

  async #renew(): Promise<void> {
    const etag = await this.#etagIfOurs();
    const result = await putLock(this.#store, this.#text, this.isExclusive ? { etag } : undefined);
    if (result.kind === 'taken' && result.attempts === 1) throw lost(undefined);
    // The store can check that nothing exists yet, but not what exists.
    if (result.kind === 'unconditional') await putLock(this.#store, this.#text);
    this.#renewed = performance.now();
  }

  #renewInTurn(): Promise<void> {
    const turn = this.#renewing.then(() => this.#renew());
    this.#renewing = turn.catch((error: unknown) => (this.#failure ??= error));
    return turn;
  }
}

function takenOver(holder: LockText | undefined): string {
  return `${nameOf(holder)} was interrupted while publishing; what it had begun has been completed`;
}

async function putLock(
  store: ObjectStore,
  text: LockText,
  only?: 'new' | { etag: string },
): Promise<PutResult> {
  const body = Buffer.from(`${JSON.stringify(text)}\n`);
  return store.put(LOCK, body, {
    type: 'application/json; charset=utf-8',
    cache: 'no-store',
    only,
  });
}

/** Some stores accept a condition and ignore it: trying to overwrite a protected object shows that. */
async function keepsConditions(store: ObjectStore, text: LockText): Promise<boolean> {
  return (await putLock(store, text, 'new')).kind === 'taken';
}

function refuseLiving({ text, age }: Stored): void {
  const holder = readLock(text);
  const isDead =
    holder !== undefined && holder.machine === machine() && isGone({ pid: holder.pid, host: holder.host });
  if (isDead || age > LEASE) return;
  throw new Refused(
    'busy',
    writtenBy('The bucket', holder),
    `Wait until it has finished. If it was killed, this command takes over in ${Math.ceil(LEASE - age)} seconds.`,
  );
}

/** A conditional write repeated after a lost answer may fail because its own first attempt succeeded. */
async function refuseUnlessOurs(store: ObjectStore, run: string, attempts: number): Promise<void> {
  const now = await store.get(LOCK);
  const holder = now === undefined || now === 'same' ? undefined : readLock(now.text);
  if (attempts > 1 && holder?.run === run) return;
  throw new Refused(
    'busy',
    writtenBy('The bucket', holder),
    'Run the same command again when it has finished; it uploads only what is still different.',
  );
}

function lost(holder: LockText | undefined): Refused {
  return new Refused(
    'failed',
    `${nameOf(holder)} has taken over this publication; it does so after ${LEASE} seconds without a sign of life`,
    'Let that one finish. It overwrites what this one uploaded where it differs.',
  );
}

function nameOf(holder: LockText | undefined): string {
  return holder ? `Process ${holder.pid} on ${holder.host}` : 'Another publication';
}
