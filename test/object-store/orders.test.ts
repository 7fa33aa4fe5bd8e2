import { expect, test } from 'vitest';
import { listedFiles, sha256, writeBuilt } from '../publish/made-site.ts';
import { LOCK, useBucket } from './use-bucket.ts';
import { join } from 'node:path';
import type { StandInObject } from './stand-in.ts';

const { now, publish } = useBucket();

/** Two editions that differ in a page and in which files there are. */
const EDITIONS = {
  A: {
    'assets/a.css': 'a',
    'index.html': 'first',
    'en/index.html': 'first',
    'only-a.txt': 'a',
    'same.txt': 's',
  },
  B: {
    'assets/b.css': 'b',
    'index.html': 'second',
    'en/index.html': 'second',
    'only-b.txt': 'b',
    'same.txt': 's',
  },
} as const;
type Name = keyof typeof EDITIONS;
type Bucket = ReadonlyMap<string, StandInObject>;

const built = (name: Name) => join(now.site, 'dist', name);

/** Publishes from a bucket as it was, killed before the request of this number; gives the bucket after it. */
async function run(from: Bucket, name: Name, killedAt: number) {
  now.stand.objects.clear();
  // The lock of a publication that was killed is old by now.
  for (const [key, object] of from)
    now.stand.objects.set(key, { ...object, modified: object.modified - 61_000 });
  const start = now.stand.requests.length;
  let isKilled = false;
  now.stand.fault = () => {
    isKilled ||= now.stand.requests.length - start > killedAt;
    return isKilled ? 'cut before' : undefined;
  };
  const outcome = await publish({ from: built(name) }).then(
    () => 'completed' as const,
    () => 'killed' as const,
  );
  now.stand.fault = () => undefined;
  return { outcome, requests: now.stand.requests.length - start, bucket: new Map(now.stand.objects) };
}

/** What a publication leaves when it is killed, and before which requests that is so. */
interface Left {
  readonly bucket: Bucket;
  readonly at: number[];
}

/** Every bucket that a publication can leave when it is killed before one of its requests. */
async function killedEverywhere(from: Bucket, name: Name): Promise<Left[]> {
  const left = new Map<string, Left>();
  for (let at = 0; ; at += 1) {
    const { outcome, bucket } = await run(from, name, at);
    if (outcome === 'completed') return [...left.values()];
    const known = left.get(keyOf(bucket));
    if (known) known.at.push(at);
    else left.set(keyOf(bucket), { bucket, at: [at] });
  }
}

/** Equal for buckets that differ only in when and by which run their lock was written. */
function keyOf(bucket: Bucket): string {
  const bodies = [...bucket].map(([key, { body }]) => [key, body.toString().replace(/"run":"[^"]*"/, '')]);
  return JSON.stringify(bodies.toSorted());
}

function expectEdition(bucket: Bucket, name: Name, order: string): void {
  const bodies = Object.fromEntries(
    [...bucket].map(([key, { body }]) => [key.replace(/^status\//, ''), sha256(body)]),
  );
  const { 'build.json': manifest = '', ...files } = bodies;
  const listed = listedFiles(built(name));
  const wanted = Object.fromEntries(Object.entries(listed).map(([path, entry]) => [path, entry.sha256]));
  expect({ order, files }).toEqual({ order, files: wanted });
  expect(manifest).not.toBe('');
}

test('every order of two publishers, killed at every request, is completed to one whole edition', async () => {
  for (const name of ['A', 'B'] as const) writeBuilt(built(name), EDITIONS[name]);
  const names = ['A', 'B'] as const;
  const { bucket: published } = await run(new Map(), 'A', Infinity);
  expectEdition(published, 'A', 'A');
  let orders = 0;
  for (const first of names) {
    for (const left of await killedEverywhere(published, first)) {
      for (const second of names) {
        for (const again of await killedEverywhere(left.bucket, second)) {
          for (const last of names) {
            const { outcome, bucket } = await run(again.bucket, last, Infinity);
            const order = `A, ${first} killed at ${left.at}, ${second} killed at ${again.at}, ${last}`;
            expect([order, outcome]).toEqual([order, 'completed']);
            expectEdition(bucket, last, order);
            orders += left.at.length * again.at.length;
          }
        }
      }
    }
  }
  expect(now.stand.objects.has(LOCK)).toBe(false);
  expect(orders).toBeGreaterThan(500);
}, 300_000);
