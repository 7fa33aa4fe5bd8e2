import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { openBucket } from '../../src/host/publish/object-store.ts';
import { noise, sha256, siteFiles } from '../publish/made-site.ts';
import { runProgram } from '../run.ts';
import { KEY, REGION } from './stand-in.ts';
import type { Fault, StandIn } from './stand-in.ts';
import { LOCK, useBucket } from './use-bucket.ts';

const use = useBucket();
const { built, command, publish, counted, expectWhole, watchPages } = use;
let site: string;
let stand: StandIn;
beforeEach(() => void ({ site, stand } = use.now));

test('in the order of the stages, with type and caching; then only what changed; what is gone last', async () => {
  built(siteFiles('one', 4));
  stand.objects.set('status/of-somebody-else.txt', {
    body: Buffer.from('x'),
    etag: '"x"',
    type: '',
    cache: '',
    modified: 0,
  });
  const broken = watchPages();
  expect(await command()).toMatchObject({ code: 0, stderr: '' });
  const puts = stand.requests
    .filter(({ method, key }) => method === 'PUT' && !key.endsWith(LOCK))
    .map(({ key }) => key);
  const stage = (key: string) =>
    [/\/assets\//, /\/v\//, /\/incidents\//, /\.html$|robots/, /build\.json$/].findIndex((each) =>
      each.test(key),
    );
  expect(puts.map(stage)).toEqual(puts.map(stage).toSorted((a, b) => a - b));
  built(siteFiles('two', 3));
  const from = stand.requests.length;
  expect((await command()).stdout).toContain('7 files published');
  const changes = stand.requests
    .slice(from)
    .filter(({ method, key }) => /PUT|DELETE/.test(method) && !key.endsWith(LOCK));
  expect(changes.map(({ method, key }) => `${method} ${key}`).slice(6)).toEqual([
    'PUT status/build.json',
    'DELETE status/en/incidents/r-3/index.html',
    'DELETE status/en/incidents/r-3/v/001/index.md',
    `DELETE status/assets/style.${sha256('one').slice(0, 12)}.css`,
  ]);
  expect(stand.objects.delete('status/of-somebody-else.txt')).toBe(true);
  expectWhole();
  expect([...new Set(broken())]).toEqual([]);
});

test('nothing changed: two requests', async () => {
  built(siteFiles('one', 4));
  await publish();
  const from = stand.requests.length;
  expect((await command()).stdout).toContain('nothing to publish; 12 files are there already');
  expect(counted(from)).toEqual({ GET: 2 });
});

test('--dry-run asks and changes nothing; --json says it all', async () => {
  built(siteFiles('one', 1));
  const { stdout } = await command(['--dry-run', '--json']);
  expect(counted()).toEqual({ GET: 2 });
  expect(JSON.parse(stdout)).toMatchObject({ unchanged: 0, requests: { GET: 2 }, deletes: [] });
  expect(stand.objects.size).toBe(0);
});

test('large files go in parts, one in memory at a time, and a part that is cut is sent again', async () => {
  built({ 'assets/big.0123456789ab.webp': noise(20_000_000), 'index.html': 'x' });
  let cuts = 0;
  stand.fault = ({ query }) => (query.get('partNumber') === '2' && (cuts += 1) < 3 ? 'cut after' : undefined);
  await publish();
  expectWhole();
  expect(stand.objects.get('status/assets/big.0123456789ab.webp')?.etag).toMatch(/-3"$/);
});

test('interrupted at every single request: no page lacks its style, and the next run completes it', async () => {
  built(siteFiles('one', 3));
  await publish();
  const objects = [...stand.objects];
  built({ ...siteFiles('two', 2), 'assets/big.0123456789ab.webp': noise(9_000_000) });
  let whole = 0;
  for (let request = 1; ; request += 1) {
    stand.objects.clear();
    for (const [name, object] of objects) stand.objects.set(name, object);
    stand.uploads.clear();
    stand.requests.length = 0;
    const broken = watchPages();
    // From here on the network is gone, in another way each time.
    const how = (['cut before', 'cut after', 'cut in the middle'] as const)[request % 3];
    stand.fault = (_, count) => (count >= request ? (count === request ? how : 'cut before') : undefined);
    const isDone = await publish().then(
      () => true,
      (error: Error) => {
        expect(error).toMatchObject({ name: 'Refused' });
        return false;
      },
    );
    stand.fault = () => undefined;
    if (isDone) break;
    whole += 1;
    // Sometimes the site was built again meanwhile, or taken back.
    const mixed = request % 4;
    if (mixed === 1) built(siteFiles('one', 3));
    if (mixed === 2) built(siteFiles('three', 3));
    await publish();
    expect([...new Set(broken())]).toEqual([]);
    expectWhole();
    built({ ...siteFiles('two', 2), 'assets/big.0123456789ab.webp': noise(9_000_000) });
  }
  expect(whole).toBeGreaterThan(15);
}, 120_000);

test('an answer of 500 or 503, a cut connection, a slow one: tried again', async () => {
  built(siteFiles('one', 6));
  const faults: Fault[] = [
    { status: 500 },
    { status: 503, code: 'SlowDown' },
    'cut before',
    'cut after',
    'cut in the middle',
    { status: 400, code: 'RequestTimeout' },
    { after: 5_000 },
  ];
  let turn = 0;
  stand.fault = (_, count) => (count % 3 === 0 && turn < faults.length ? faults[turn++] : undefined);
  await publish({ timeout: 1_000 });
  expect(turn).toBe(faults.length);
  expectWhole();
  expect(stand.objects.has(`status/${LOCK}`)).toBe(false);
});

test('what was uploaded before an interruption is not uploaded again', async () => {
  built(siteFiles('one', 40));
  stand.fault = ({ key }) =>
    key === 'status/en/index.html' ? { status: 403, code: 'AccessDenied' } : undefined;
  await expect(publish()).rejects.toThrow('does not allow this (AccessDenied)');
  stand.fault = () => undefined;
  const before = stand.objects.size;
  expect(before).toBeGreaterThan(80);
  const from = stand.requests.length;
  const { notes, plan } = await publish();
  expect(notes).toEqual([
    `Process ${process.pid} on ${hostname()} was interrupted while publishing; what it had begun has been completed`,
  ]);
  expectWhole();
  expect(plan.uploads.length).toBeLessThan(5);
  // Lock taken and proved, what was missing, the manifest.
  expect(counted(from)['PUT']).toBe(2 + plan.uploads.length);
});

test('two at once: one wins, the other says who and changes nothing', async () => {
  built(siteFiles('one', 20));
  const program = () => command([], {}, runProgram);
  const results = await Promise.all([program(), program(), program()]);
  const lost = results.filter(({ code }) => code === 1);
  const won = results.filter(({ code }) => code === 0);
  expect(won.length).toBeGreaterThan(0);
  expect(lost.length + won.length).toBe(3);
  for (const { stderr } of lost)
    expect(stderr).toMatch(
      /The bucket is being written by process \d+ on .*; nothing was changed|nothing was changed/,
    );
  expectWhole();
});

test('a lock: of a living process it holds, of a dead one or an old one it does not', async () => {
  built(siteFiles('one', 2));
  const lock = (age: number, pid: number) => {
    const body = Buffer.from(
      JSON.stringify({ run: 'x', pid, host: 'runner-7', machine: 'elsewhere', manifest: '', touched: {} }),
    );
    stand.objects.set(`status/${LOCK}`, {
      body,
      etag: '"lock"',
      type: '',
      cache: '',
      modified: Date.now() - age * 1000,
    });
  };
  lock(20, 7);
  const { code, stderr } = await command();
  expect(code).toBe(1);
  expect(stderr).toContain('The bucket is being written by process 7 on runner-7; nothing was changed');
  expect(stderr).toMatch(/takes over in (?:3\d|40) seconds/);
  expect(counted()).toEqual({ GET: 2 });
  lock(61, 7);
  const taken = await command();
  expect(taken).toMatchObject({ code: 0 });
  expect(taken.stdout).toContain('Process 7 on runner-7 was interrupted while publishing');
  expectWhole();
});

test('the manifest changed under us: it is not replaced', async () => {
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
  stand.fault = () => undefined;
  await publish();
  expectWhole();
});

test.each(['refuse', 'ignore'] as const)(
  'a store whose conditions do not work (%s) is published to, with a note',
  async (conditions) => {
    stand.habits = { conditions };
    built(siteFiles('one', 2));
    expect((await command()).stdout).toContain('this store does not support conditional writes');
    expectWhole();
  },
);

test.each<readonly [string, Record<string, string>, Fault | undefined, number, string]>([
  [
    'a wrong key',
    { AWS_ACCESS_KEY_ID: 'AKIDOTHER' },
    undefined,
    0,
    'refuses the credentials (InvalidAccessKeyId)',
  ],
  [
    'a wrong secret',
    { AWS_SECRET_ACCESS_KEY: 'other' },
    undefined,
    0,
    'refuses the credentials (SignatureDoesNotMatch)',
  ],
  ['no rights', {}, { status: 403, code: 'AccessDenied' }, 0, 'The key needs s3:GetObject, s3:PutObject'],
  ['another region', { AWS_REGION: 'us-east-2' }, undefined, 0, 'Set AWS_REGION to it'],
  ['a clock that is wrong', {}, undefined, 3_600_000, 'it is 60 minutes slow'],
  ['no credentials', { AWS_ACCESS_KEY_ID: '' }, undefined, 0, 'Credentials for the object store are missing'],
  [
    'a token with a line break',
    { AWS_SESSION_TOKEN: 'stand-in/\ntoken' },
    undefined,
    0,
    'contain a line break',
  ],
  [
    'no store',
    { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' },
    undefined,
    0,
    'cannot be reached after 5 attempts',
  ],
  [
    'an endpoint with a password',
    { AWS_ENDPOINT_URL: 'http://me:stand-in%2Fsecret@h/' },
    undefined,
    0,
    'is not a web address',
  ],
])('%s: the message says what to do, and holds no secret', async (_, env, fault, ahead, said) => {
  built(siteFiles('one', 1));
  stand.habits = { ahead };
  stand.fault = () => fault;
  const { code, stdout, stderr } = await command(['--verbose'], env);
  expect([1, 2]).toContain(code);
  expect(stderr).toContain(said);
  expect(stderr).toContain('hint');
  const kept = readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(site, path)).isFile(),
  );
  const all = [stdout, stderr, ...kept.map((path) => readFileSync(join(site, path), 'latin1'))].join('');
  expect(all).not.toMatch(/AKID|stand-in[/%]/);
  expect(stand.objects.size).toBe(0);
});

test('credentials and region of a profile', async () => {
  mkdirSync(join(site, '.aws'));
  writeFileSync(
    join(site, '.aws/credentials'),
    `[default]\naws_access_key_id = no\naws_secret_access_key = no\n\n[press]\naws_access_key_id = ${KEY.id}\naws_secret_access_key=${KEY.secret}\n`,
  );
  writeFileSync(
    join(site, '.aws/config'),
    `[default]\nregion = nowhere\n[profile press]\nregion = ${REGION}\n`,
  );
  built(siteFiles('one', 1));
  const env = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_REGION: '', AWS_PROFILE: 'press' };
  expect(await command([], env)).toMatchObject({ code: 0, stderr: '' });
  expectWhole();
});

test('a bucket of Amazon is addressed by its host name', async () => {
  const sent: string[] = [];
  const real = https.request;
  // Nothing leaves: the address is written down, and the connection fails.
  https.request = (asked: unknown) => {
    const { host, path } = asked as https.RequestOptions;
    sent.push(`https://${host}${path}`);
    throw Object.assign(new Error('not sent'), { code: 'ENETUNREACH' });
  };
  syncBuiltinESMExports();
  try {
    const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
    const sender = { credentials, region: 'eu-west-1', service: 's3', timeout: 1, backOff: 0 } as const;
    for (const bucket of ['plain', 'with.dots'])
      await expect(openBucket({ bucket, prefix: 'a b/' }, sender).etag('é+(1).html')).rejects.toThrow(
        'cannot be reached after 5 attempts: it cannot be reached: this machine seems to be offline (ENETUNREACH)',
      );
  } finally {
    https.request = real;
    syncBuiltinESMExports();
  }
  expect([...new Set(sent)]).toEqual([
    'https://plain.s3.eu-west-1.amazonaws.com/a%20b/%C3%A9%2B%281%29.html',
    'https://s3.eu-west-1.amazonaws.com/with.dots/a%20b/%C3%A9%2B%281%29.html',
  ]);
});
