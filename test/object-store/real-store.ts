import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { ManifestEntry } from '../../src/publish/read-manifest.ts';
import { readBuilt } from '../../src/host/publish/manifest-store.ts';
import { openBucket } from '../../src/host/publish/object-store.ts';
import type { ObjectStore } from '../../src/host/publish/object-store.ts';
import { publishToBucket } from '../../src/host/publish/bucket.ts';
import { noise, sha256, siteFiles, writeBuilt, writeSite } from '../publish/made-site.ts';
import { RCLONE, testWith } from '../programs.ts';
import { makeFolder, runProgram } from '../run.ts';
import { startMeddler } from './meddler.ts';
import type { Meddler } from './meddler.ts';
import { startPublisher } from './publisher.ts';
import { BUCKET } from './stand-in.ts';
import type { RunningStore } from './start-store.ts';

const LOCK = '.incident-press-publish.json';
const PREFIX = 'status/';
const CUTS = 10;
const KILLS = 6;

export interface RealStore {
  readonly start: () => Promise<RunningStore>;
  /** The region it takes signatures for. */
  readonly region: string;
  readonly key: { readonly id: string; readonly secret: string };
  /** Whether it keeps conditional writes. */
  readonly isExclusive: boolean;
  /** How many it takes to publish three changed files and remove two. */
  readonly requests: Readonly<Record<string, number>>;
  readonly codes: { readonly wrongKey: string; readonly wrongSecret: string; readonly otherBytes: string };
}

/** What has to hold at every store that is not of our own making. */
export function testStore({ start, region, key, isExclusive, requests, codes }: RealStore): void {
  let running: RunningStore;
  let meddler: Meddler;
  let site: string;
  /** Straight to the store, without what is between. */
  let direct: ObjectStore;
  const sender = {
    credentials: { accessKeyId: key.id, secretAccessKey: key.secret },
    region,
    service: 's3',
    timeout: 20_000,
    backOff: 1,
  } as const;
  const open = (endpoint: string, prefix: string) => openBucket({ bucket: BUCKET, prefix, endpoint }, sender);

  beforeAll(async () => {
    running = await start();
    await open(running.url, '').call('', '', { method: 'PUT' });
    direct = open(running.url, PREFIX);
  });
  afterAll(() => running?.close());
  beforeEach(async () => {
    site = makeFolder();
    writeSite(site);
    meddler = await startMeddler(running.url);
  });
  afterEach(async () => {
    await meddler.close();
    await Promise.all([...(await direct.list()).keys()].map(direct.remove));
    rmSync(site, { recursive: true, force: true });
  });

  const built = (files: Readonly<Record<string, string | Uint8Array>>) =>
    writeBuilt(join(site, 'dist'), files);
  const environment = () => ({
    AWS_ACCESS_KEY_ID: key.id,
    AWS_SECRET_ACCESS_KEY: key.secret,
    AWS_REGION: region,
    AWS_ENDPOINT_URL: meddler.url,
    HOME: site,
  });
  const command = (more: readonly string[] = [], env: Record<string, string> = {}) =>
    runProgram(['publish', '--target', `s3://${BUCKET}/${PREFIX}`, ...more], {
      cwd: site,
      env: { ...environment(), ...env },
    });
  const publish = () =>
    publishToBucket(open(meddler.url, PREFIX), readBuilt(join(site, 'dist'), 'dist/'), {
      dryRun: false,
      jobs: 4,
      prefix: PREFIX,
      onProgress: () => undefined,
      onSwitching: undefined,
      onSwitched: async () => undefined,
    });

  /** The bucket holds the built site with its headers, byte for byte, and nothing of ours besides. */
  async function expectWhole(): Promise<void> {
    const { manifest } = readBuilt(join(site, 'dist'), 'dist/');
    const names = [...(await direct.list()).keys()];
    expect(names.toSorted()).toEqual([...manifest.files.keys(), 'build.json'].toSorted());
    const check = async ([path, { sha256: hash, type, cache }]: [string, ManifestEntry]) => {
      const { body, headers } = await direct.call(path, '', { method: 'GET' });
      const found = {
        hash: sha256(body),
        type: headers.get('content-type'),
        cache: headers.get('cache-control'),
      };
      expect({ path, ...found }).toEqual({ path, hash, type, cache });
    };
    await Promise.all([...manifest.files].map(check));
  }

  test('published, then only what changed; what is gone is removed, what is of somebody else is not', async () => {
    built(siteFiles('one', 4));
    await direct.put('of-somebody-else.txt', Buffer.from('x'), { type: 'text/plain', cache: 'no-store' });
    const first = await command();
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout.includes('this store does not support conditional writes')).toBe(!isExclusive);
    built({ ...siteFiles('one', 3), 'en/index.html': 'changed', 'fr/a b+c/é&.html': 'names' });
    const second = await command(['--json', '--verbose']);
    const {
      uploads,
      deletes,
      requests: sent,
    } = JSON.parse(second.stdout) as Record<string, unknown> & {
      readonly uploads: readonly { readonly path: string }[];
    };
    expect(uploads.map(({ path }) => path)).toEqual(['en/index.html', 'fr/a b+c/é&.html', 'build.json']);
    expect(deletes).toEqual(['en/incidents/r-3/index.html', 'en/incidents/r-3/v/001/index.md']);
    expect(sent).toEqual(requests);
    expect(await direct.etag('of-somebody-else.txt')).toBeDefined();
    await direct.remove('of-somebody-else.txt');
    await expectWhole();
    expect((await command()).stdout).toContain('nothing to publish');
    const kept = readdirSync(site, { recursive: true, encoding: 'utf8' })
      .map((path) => join(site, path))
      .filter((path) => statSync(path).isFile())
      .map((path) => readFileSync(path, 'latin1'));
    expect([first.stdout, second.stdout, second.stderr, ...kept].join('')).not.toMatch(/AKID|stand-in[/%]/);
  });

  testWith(RCLONE)('rclone finds the same bytes', async () => {
    built({ ...siteFiles('one', 4), 'assets/big.0123456789ab.webp': noise(9_000_000) });
    await publish();
    const env = {
      PATH: process.env['PATH'],
      HOME: site,
      RCLONE_CONFIG_STORE_TYPE: 's3',
      RCLONE_CONFIG_STORE_PROVIDER: 'Other',
      RCLONE_CONFIG_STORE_ACCESS_KEY_ID: key.id,
      RCLONE_CONFIG_STORE_SECRET_ACCESS_KEY: key.secret,
      RCLONE_CONFIG_STORE_ENDPOINT: running.url,
      RCLONE_CONFIG_STORE_REGION: region,
    };
    const args = ['check', '--download', join(site, 'dist'), `store:${BUCKET}/${PREFIX}`];
    const { status, stderr } = spawnSync('rclone', args, { env, encoding: 'utf8' });
    expect({ status, stderr }).toMatchObject({ status: 0, stderr: expect.stringContaining('0 differences') });
  });

  test('a large file goes in parts, though the connection is cut', async () => {
    built({ 'assets/big.0123456789ab.webp': noise(20_000_000), 'index.html': 'x' });
    meddler.bytesLeft = 12_000_000;
    const cut = publish();
    const check = setInterval(() => (meddler.bytesLeft ||= Infinity), 5);
    await cut.finally(() => clearInterval(check));
    expect(meddler.passed()).toBeGreaterThan(20_000_000);
    await expectWhole();
    expect(await direct.etag('assets/big.0123456789ab.webp')).toMatch(/-3$/);
  });

  test('a byte that changes on the way is noticed by the store', async () => {
    built({ 'index.html': 'the old text' });
    await publish();
    built({ 'index.html': 'the new text' });
    meddler.change = (bytes) => {
      const at = bytes.indexOf('the new text');
      if (at >= 0) bytes[at + 4] = 'N'.charCodeAt(0);
      return bytes;
    };
    await expect(publish()).rejects.toThrow(`received other bytes than were sent (${codes.otherBytes})`);
    meddler.change = (bytes) => bytes;
    const { body } = await direct.call('index.html', '', { method: 'GET' });
    expect(body.toString()).toBe('the old text');
    await publish();
    await expectWhole();
  });

  test(`the network gone after a random byte, ${CUTS} times: one more run completes it`, async () => {
    built(siteFiles('zero', 3));
    await publish();
    const size = meddler.passed();
    let failed = 0;
    for (let cut = 0; cut < CUTS; cut += 1) {
      built(siteFiles(`edition ${cut}`, 2 + (cut % 3)));
      meddler.bytesLeft = Math.floor(Math.random() * size);
      await publish().catch((error: Error) => {
        expect(error).toMatchObject({ name: 'Refused' });
        failed += 1;
      });
      meddler.bytesLeft = Infinity;
      await publish();
      await expectWhole();
    }
    expect(failed).toBeGreaterThan(CUTS / 3);
  });

  test(`killed at ${KILLS} random instants: the next run completes it`, async () => {
    let unfinished = 0;
    // One ahead, so that it has started when its turn comes.
    let next = startPublisher(join(site, 'dist'), BUCKET, PREFIX, environment());
    for (let kill = 0; kill < KILLS; kill += 1) {
      built(siteFiles(`edition ${kill}`, 8 + (kill % 3)));
      const { child, go, ended } = next;
      next = startPublisher(join(site, 'dist'), BUCKET, PREFIX, environment());
      // At a random piece of what it sends, so that the time a process needs to start does not matter.
      let left = Math.floor(Math.random() * 24);
      meddler.change = (bytes) => {
        if (left-- <= 0) child.kill('SIGKILL');
        return bytes;
      };
      go();
      await ended;
      meddler.change = (bytes) => bytes;
      if ((await direct.etag(LOCK)) !== undefined) unfinished += 1;
      await publish();
      await expectWhole();
    }
    next.child.kill('SIGKILL');
    expect(unfinished).toBeGreaterThan(0);
  });

  test('three at once: one wins, the others say who', async () => {
    built(siteFiles('one', 20));
    const results = await Promise.all([command(), command(), command()]);
    expect(results.some(({ code }) => code === 0)).toBe(true);
    const saying = isExclusive
      ? /being written by process \d+ on .*; nothing was changed/
      : /being written by process \d+ on .*; nothing was changed|Process \d+ on .* has taken over this publication/;
    for (const { stderr } of results.filter(({ code }) => code !== 0)) expect(stderr).toMatch(saying);
    await publish();
    await expectWhole();
  });

  test('wrong credentials, a wrong bucket, a wrong clock: what to do is said, no secret is', async () => {
    built(siteFiles('one', 1));
    const wrongKey = await command([], { AWS_ACCESS_KEY_ID: 'AKIDOTHER' });
    expect(wrongKey).toMatchObject({ code: 1, stderr: expect.stringContaining(codes.wrongKey) });
    const wrongSecret = await command([], { AWS_SECRET_ACCESS_KEY: 'stand-in/other' });
    expect(wrongSecret).toMatchObject({ code: 1, stderr: expect.stringContaining(codes.wrongSecret) });
    expect(wrongKey.stderr + wrongSecret.stderr).not.toMatch(/AKID|stand-in[/%]/);
    const elsewhere = await runProgram(['publish', '--target', 's3://no-such-bucket-here'], {
      cwd: site,
      env: environment(),
    });
    expect(elsewhere.stderr).toContain('There is no such bucket');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
    try {
      await expect(publish()).rejects.toThrow(/The clock of this machine differs .*: it is 60 minutes fast/);
    } finally {
      vi.useRealTimers();
    }
    expect([...(await direct.list()).keys()]).toEqual([]);
  });
}
