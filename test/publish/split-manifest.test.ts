import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { Limits } from '../../src/publish/manifest.ts';
import { parseManifest } from '../../src/publish/read-manifest.ts';
import { useBucket } from '../object-store/use-bucket.ts';
import type { StandIn } from '../object-store/stand-in.ts';
import { runCommand } from '../run.ts';
import { brokenFiles, siteFiles, writeBuilt } from './made-site.ts';

/** Small enough for the list of a small site to be split. */
const SMALL: Limits = { whole: 1_000, part: 1_500, short: 300 };

const PAGES = 30;
const PAGE = 'en/incidents/r-17/index.html';

const { now, built, command, publish, expectWhole } = useBucket();
let site: string;
let stand: StandIn;
beforeEach(() => {
  ({ site, stand } = now);
});

const dist = () => join(site, 'dist');
const before = siteFiles('one', PAGES);
const after = { ...before, [PAGE]: 'changed' };

function parts(folder = dist()): string[] {
  const manifest = parseManifest(readFileSync(join(folder, 'build.json'), 'utf8'));
  return (manifest?.parts ?? []).map(({ path }) => path);
}

/** What `publish` or `verify` says, run in the site. */
const run = (...args: string[]) => runCommand(args, { cwd: site });

test('a bucket gets the parts before the list, and of the list at the target only what differs is read', async () => {
  built(before, SMALL);
  await publish();
  expectWhole();
  const old = parts();
  expect(old.length).toBeGreaterThan(5);
  built(after, SMALL);
  const fresh = parts().filter((path) => !old.includes(path));
  const gone = old.filter((path) => !parts().includes(path));
  expect([fresh.length, gone.length]).toEqual([1, 1]);
  const from = stand.requests.length;
  const { plan } = await publish();
  expect(plan.unchanged).toBe(Object.keys(before).length - 1 + old.length - 1);
  const sent = stand.requests.slice(from).map(({ method, key }) => `${method} ${key.replace('status/', '')}`);
  const changes = sent.filter((each) => /^(?:PUT|DELETE) (?!\.incident)/.test(each));
  expect(changes).toEqual([`PUT ${fresh[0]}`, `PUT ${PAGE}`, 'PUT build.json', `DELETE ${gone[0]}`]);
  expect(new Set(sent.filter((each) => each.startsWith('GET assets/')))).toEqual(new Set([`GET ${gone[0]}`]));
  expectWhole();
});

test('a publication that was interrupted before the list leaves one that can still be read', async () => {
  built(before, SMALL);
  await publish();
  built(after, SMALL);
  stand.fault = ({ method, key }) =>
    method === 'PUT' && key.endsWith('/build.json') ? { status: 403 } : undefined;
  await expect(publish()).rejects.toThrow();
  stand.fault = () => undefined;
  built({ ...after, 'en/index.html': 'changed too' }, SMALL);
  await publish();
  expectWhole();
});

test('a damaged part at the target is told, and what it listed is published again', async () => {
  built(before, SMALL);
  await publish();
  const [first = ''] = parts();
  const object = stand.objects.get(`status/${first}`)!;
  stand.objects.set(`status/${first}`, { ...object, body: object.body.subarray(9) });
  built(Object.fromEntries(Object.entries(before).map(([path, body]) => [path, `${body}!`])), SMALL);
  const { notes } = await publish();
  expect(notes).toEqual([
    expect.stringContaining(`${first} at the target, a part of its build.json, is damaged`),
  ]);
  expect(brokenFiles(dist())).toEqual([]);
});

test('a folder gets a release with its own parts, and a rollback finds those of the older one', async () => {
  writeBuilt(dist(), before, SMALL);
  const target = join(site, 'www');
  expect(await run('publish', '--target', `folder:${target}`)).toMatchObject({ code: 0, stderr: '' });
  writeBuilt(dist(), after, SMALL);
  const second = await run('publish', '--target', `folder:${target}`, '--json');
  const { uploads } = JSON.parse(second.stdout) as { uploads: { path: string }[] };
  expect(uploads.map(({ path }) => path)).toEqual([
    expect.stringMatching(/^assets\/build\./),
    PAGE,
    'build.json',
  ]);
  const releases = readdirSync(join(target, 'releases')).toSorted();
  for (const release of releases) {
    const folder = join(target, 'releases', release);
    expect(brokenFiles(folder)).toEqual([]);
    const there = readdirSync(join(folder, 'assets')).filter((name) => name.startsWith('build.'));
    expect(there.map((name) => `assets/${name}`).toSorted()).toEqual(parts(folder).toSorted());
  }
  expect(await run('publish', '--target', `folder:${target}`, '--rollback')).toMatchObject({ code: 0 });
  expect(readFileSync(join(target, 'current', PAGE), 'utf8')).toBe(before[PAGE]);
});

test('for a command, what is known of the target is kept with its parts', async () => {
  const words = [process.execPath, '-e', '0', '{list}'].map((word) => `"${word}"`).join(' ');
  const publishThere = async () => {
    const ran = await run('publish', '--target', `command:${words}`, '--json');
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    return JSON.parse(ran.stdout) as { uploads: { path: string; stage: string }[] };
  };
  writeBuilt(dist(), before, SMALL);
  const first = await publishThere();
  expect(first.uploads.filter(({ stage }) => stage === 'manifest')).toHaveLength(1);
  writeBuilt(dist(), after, SMALL);
  const second = await publishThere();
  expect(second.uploads.map(({ path }) => path)).toEqual([
    ...parts().filter((path) => !first.uploads.some((each) => each.path === path)),
    PAGE,
    'build.json',
  ]);
  const kept = readdirSync(join(site, '.incident-press/targets'), { recursive: true, encoding: 'utf8' });
  expect(kept.filter((path) => path.includes('build.'))).toHaveLength(parts().length);
});

const DAMAGE: readonly (readonly [what: string, damage: (part: string) => void])[] = [
  ['is gone', (part) => rmSync(part)],
  ['is cut', (part) => writeFileSync(part, readFileSync(part).subarray(0, 50))],
  ['is empty', (part) => writeFileSync(part, '')],
  ['is another', (part) => writeFileSync(part, '{}\n')],
  ['is no text', (part) => writeFileSync(part, Buffer.from([0xff, 0xfe, 0]))],
];

test.for(DAMAGE)('a part of a built site that %s is named by `publish` and `verify`', async ([, damage]) => {
  writeBuilt(dist(), before, SMALL);
  const [part = ''] = parts();
  damage(join(dist(), part));
  for (const target of [`folder:${join(site, 'www')}`, `command:"${process.execPath}" -e 0`]) {
    const ran = await run('publish', '--target', target);
    expect(ran, ran.stderr).toMatchObject({ code: 1 });
    expect(ran.stderr).toContain(`${part}, a part of build.json, is missing or damaged`);
    expect(ran.stderr).toContain('incident-press build');
  }
  const bucket = await command();
  expect(bucket.stderr).toContain(part);
  const verified = await run('verify', 'dist');
  expect(verified, verified.stderr).toMatchObject({ code: 1 });
  expect(verified.stderr).toContain(`dist: ${part}`);
  expect(verified.stderr).not.toContain('was not built');
});

test('a head that is cut or edited is not taken for a list', async () => {
  writeBuilt(dist(), before, SMALL);
  const path = join(dist(), 'build.json');
  const text = readFileSync(path, 'utf8');
  for (const body of [text.slice(0, -9), text.replace('"pages":0', '"pages":9'), '', '[]', '{"parts":3}']) {
    writeFileSync(path, body);
    const published = await run('publish', '--target', `folder:${join(site, 'www')}`);
    expect(published, published.stderr).toMatchObject({ code: 2 });
    expect(published.stderr).toContain('build.json in dist/ is damaged, or was not written by this program');
    const verified = await run('verify', 'dist');
    expect(verified, verified.stderr).toMatchObject({ code: 1 });
    expect(verified.stderr).toContain('dist: build.json');
  }
});
