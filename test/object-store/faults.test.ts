import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { noise, siteFiles } from '../publish/made-site.ts';
import { startMeddler } from './meddler.ts';
import { startPublisher } from './publisher.ts';
import { BUCKET } from './stand-in.ts';
import type { StandIn } from './stand-in.ts';
import { LOCK, useBucket } from './use-bucket.ts';

const KILLS = Number(process.env['INCIDENT_PRESS_KILLS'] ?? 100);
const CUTS = 40;

const use = useBucket();
const { built, command, publish, environment, counted, expectWhole, watchPages } = use;
let site: string;
let stand: StandIn;
beforeEach(() => void ({ site, stand } = use.now));

test(`killed at ${KILLS} random instants: no page ever lacks its style, and one more run completes it`, async () => {
  const broken = watchPages();
  let unfinished = 0;
  // One ahead, so that it has started when its turn comes.
  let next = startPublisher(join(site, 'dist'), BUCKET, 'status/', environment());
  for (let kill = 0; kill < KILLS; kill += 1) {
    built(siteFiles(`edition ${kill}`, 8 + (kill % 3)));
    const { child, go, ended } = next;
    next = startPublisher(join(site, 'dist'), BUCKET, 'status/', environment());
    // At a random request, so that the time a process needs to start does not matter.
    const at = stand.requests.length + Math.floor(Math.random() * 36);
    const isAfter = kill % 2 === 0;
    stand.fault = (_, count) => {
      if (count >= at) child.kill('SIGKILL');
      return count >= at && !isAfter ? 'cut before' : undefined;
    };
    go();
    await ended;
    stand.fault = () => undefined;
    if (stand.objects.has(`status/${LOCK}`)) unfinished += 1;
    await publish();
    expectWhole();
  }
  next.child.kill('SIGKILL');
  expect(unfinished).toBeGreaterThan(KILLS / 4);
  expect([...new Set(broken())]).toEqual([]);
});

test(`the network gone after a random byte, ${CUTS} times: one more run completes it`, async () => {
  const meddler = await startMeddler(stand.url);
  try {
    const files = (cut: number) => ({
      ...siteFiles(`edition ${cut}`, 5 + (cut % 3)),
      'assets/big.0123456789ab.webp': noise(cut % 10 === 0 ? 9_000_000 : 50_000),
    });
    built(files(-1));
    await publish({ endpoint: meddler.url });
    const broken = watchPages();
    let failed = 0;
    for (let cut = 0; cut < CUTS; cut += 1) {
      built(files(cut));
      meddler.bytesLeft = Math.floor(Math.random() * (cut % 10 === 0 ? 9_000_000 : 80_000));
      await publish({ endpoint: meddler.url }).catch((error: Error) => {
        expect(error).toMatchObject({
          name: 'Refused',
          hint: expect.stringContaining('the same command'),
        });
        failed += 1;
      });
      meddler.bytesLeft = Infinity;
      await publish({ endpoint: meddler.url });
      expectWhole();
    }
    expect(failed).toBeGreaterThan(CUTS / 3);
    expect([...new Set(broken())]).toEqual([]);
  } finally {
    await meddler.close();
  }
});

test('as many requests at a time as were asked for, and no more', async () => {
  built(siteFiles('one', 40));
  stand.fault = () => ({ after: 10 });
  await publish();
  expect(stand.mostAtOnce).toBe(4);
});

test('pauses between attempts grow', async () => {
  built(siteFiles('one', 1));
  stand.fault = () => ({ status: 503, code: 'SlowDown' });
  await expect(publish({ backOff: 40 })).rejects.toThrow('it answers 503 SlowDown');
  // Two are asked for at once, and the first that has no patience left ends it.
  const [times = []] = ['build.json', LOCK]
    .map((name) => stand.requests.filter(({ key }) => key.endsWith(name)).map(({ at }) => at))
    .filter(({ length }) => length === 5);
  // Half of each pause is chance.
  for (const [index, least] of [20, 40, 80, 160].entries())
    expect((times[index + 1] ?? 0) - (times[index] ?? 0)).toBeGreaterThan(least - 2);
});

test.each(['bare', 'new only'] as const)('a store with other habits: %s', async (conditions) => {
  stand.habits = { conditions };
  for (const edition of ['one', 'two']) {
    built(siteFiles(edition, 3));
    const { notes } = await publish();
    expect(notes).toEqual([]);
    expectWhole();
  }
  // A publication that died is taken over there too.
  stand.fault = ({ key }) => (key.endsWith('robots.txt') ? { status: 403, code: 'AccessDenied' } : undefined);
  built({ ...siteFiles('three', 3), 'robots.txt': 'changed' });
  await expect(publish()).rejects.toThrow('does not allow this');
  stand.fault = () => undefined;
  await publish();
  expectWhole();
});

test('a store that compares bare ETags: a manifest that changed under us is not replaced', async () => {
  stand.habits = { conditions: 'bare' };
  built(siteFiles('one', 2));
  await publish();
  const theirs = stand.objects.get('status/build.json')!;
  built(siteFiles('two', 2));
  stand.fault = ({ method, key }) => {
    if (method === 'PUT' && key === 'status/en/index.html')
      stand.objects.set('status/build.json', { ...theirs, etag: '"changed"' });
    return undefined;
  };
  await expect(publish()).rejects.toThrow('Another publication has replaced the manifest in the meantime');
  expect(stand.objects.get('status/build.json')?.etag).toBe('"changed"');
});

test('the lock gives signs of life while one upload takes long, and tells when it was lost', async () => {
  built(siteFiles('one', 1));
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  try {
    const locks = () =>
      stand.requests.filter(({ method, key }) => method === 'PUT' && key === `status/${LOCK}`).length;
    let signs = 0;
    stand.fault = ({ method, key }) => {
      if (method !== 'PUT' || key !== 'status/en/index.html' || signs > 0) return undefined;
      signs = locks();
      vi.advanceTimersByTime(20_000);
      return { after: 2_000 };
    };
    await publish();
    expect(locks()).toBe(signs + 1);
    expectWhole();

    built(siteFiles('two', 1));
    let isTaken = false;
    stand.fault = ({ method, key }) => {
      if (method !== 'PUT' || !key.startsWith('status/assets/') || isTaken) return undefined;
      isTaken = true;
      const body = Buffer.from(
        JSON.stringify({ run: 'x', pid: 7, host: 'runner-7', manifest: '', touched: {} }),
      );
      stand.objects.set(`status/${LOCK}`, { body, etag: '"x"', type: '', cache: '', modified: Date.now() });
      vi.advanceTimersByTime(20_000);
      return { after: 2_000 };
    };
    await expect(publish()).rejects.toThrow('Process 7 on runner-7 has taken over this publication');
    // Nothing began after that, and what is now another's lock stays.
    expect(stand.objects.get('status/en/index.html')?.body.toString()).toContain('one');
    expect(stand.objects.get(`status/${LOCK}`)?.etag).toBe('"x"');
  } finally {
    vi.useRealTimers();
  }
});

test('a list of addresses that cannot be written: what holds is said, and the next run writes it', async () => {
  built(siteFiles('one', 1));
  writeFileSync(join(site, '.incident-press'), 'in the way');
  const { code, stderr } = await command();
  expect(code).toBe(1);
  expect(stderr).toContain('The list of changed addresses could not be written');
  expect(stderr).toContain('The new site is published; run the same command again to write the list.');
  expect(stand.objects.has('status/build.json')).toBe(true);
  rmSync(join(site, '.incident-press'));
  expect(await command()).toMatchObject({ code: 0 });
  const list = join(site, '.incident-press/purge.txt');
  expect(readFileSync(list, 'utf8')).toContain('https://status.example.com/en/incidents/r-0/\n');
  expectWhole();
  const from = stand.requests.length;
  expect(await command()).toMatchObject({ code: 0 });
  expect(counted(from)).toEqual({ GET: 2 });
  expect(existsSync(list) && readFileSync(list, 'utf8')).toBe('');
});
