import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { sealOf } from '../../src/host/cache/seal.ts';
import { openCache } from '../../src/host/files/cache.ts';
import { programDigest } from '../../src/host/package-info.ts';
import { sha256 } from '../../src/source/content-hash.ts';
import { makeFolder, runCommand, runProgram } from '../run.ts';
import { copy, EN, filesIn, makeSite, originalText, read, succeed } from '../versions/site.ts';

const KEYS = { ours: 'the key of the tests', theirs: 'a key that somebody made up' };
const SCRIPT = '<script>alert(1)</script>';

/** A site that was built once, so that it has a cache. */
let built: string;
beforeAll(async () => {
  built = makeSite({ [EN]: originalText('001', 'Visitors waited.') });
  await succeed(built, 'build');
});
afterEach(() => vi.unstubAllEnvs());

/** Puts a script into every HTML of a value. */
function poisoned(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('<p>Visitors waited.</p>', SCRIPT);
  if (value instanceof Map) return new Map([...value].map(([key, inner]) => [key, poisoned(inner)]));
  if (Array.isArray(value)) return value.map(poisoned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, poisoned(inner)]));
}

/** Makes the cache of a site anew with a script in what it holds, as somebody does who knows how it is written. */
function poison(site: string, key: string): void {
  const folder = join(site, '.incident-press/cache');
  vi.stubEnv('INCIDENT_PRESS_CACHE_KEY', KEYS.ours);
  const { memory } = openCache(folder, programDigest());
  expect(memory.units.size).toBe(1);
  vi.stubEnv('INCIDENT_PRESS_CACHE_KEY', key);
  const forged = join(makeFolder(), 'site/cache');
  const cache = openCache(forged, programDigest());
  for (const unit of memory.units.values()) {
    const report = memory.reports.get(unit.key);
    expect(report).toBeDefined();
    cache.memory.reports.put(unit.key, poisoned(report) as NonNullable<typeof report>);
  }
  expect(cache.keep({ ...memory, reports: cache.memory.reports })).toBeUndefined();
  rmSync(folder, { recursive: true });
  renameSync(forged, folder);
}

const pagesWithScript = (site: string) =>
  filesIn(join(site, 'dist')).filter(
    (path) => /\.(?:html|xml|json)$/.test(path) && read(site, `dist/${path}`).includes(SCRIPT),
  );

test('what a cache holds that was not sealed with our key is on no page', async () => {
  const site = copy(built);
  const whole = read(site, 'dist/build.json');
  poison(site, KEYS.theirs);
  rmSync(join(site, 'dist'), { recursive: true });
  const { code, stderr } = await runCommand(['build'], { cwd: site });
  expect(code).toBe(0);
  expect(stderr).toContain('is damaged or was made elsewhere and is not used');
  expect(pagesWithScript(site)).toEqual([]);
  expect(read(site, 'dist/build.json')).toBe(whole);
});

test('with our key it would be: the test above is about the seal, and nothing else', async () => {
  const site = copy(built);
  poison(site, KEYS.ours);
  rmSync(join(site, 'dist'), { recursive: true });
  expect((await runCommand(['build'], { cwd: site })).code).toBe(0);
  expect(pagesWithScript(site)).not.toEqual([]);
});

test('a cache whose checksums were worked out anew without a key is believed in no part', async () => {
  const site = copy(built);
  const whole = read(site, 'dist/build.json');
  const cache = join(site, '.incident-press/cache');
  for (const path of filesIn(cache)) {
    const text = readFileSync(join(cache, path), 'latin1');
    const changed = text.replaceAll('Visitors waited', 'Nobody waited!!').replaceAll('Web slow', 'Web fast');
    // Those with their seal at the end, and those with it on their first line.
    const body = changed.replace(/\n[0-9a-f]{64}\n$/, '');
    const [, shape, rest = ''] = /^(.*?) ?[0-9a-f]{64}\n(.*)$/s.exec(changed) ?? [];
    const forged =
      body === changed
        ? shape === undefined
          ? changed
          : `${shape} ${sha256(rest)}\n${rest}`
        : `${body}\n${sha256(body)}\n`;
    writeFileSync(join(cache, path), forged, 'latin1');
  }
  for (const args of [['build'], ['build', '--out', 'other']]) {
    const { code } = await runCommand(args, { cwd: site });
    expect(code).toBe(0);
  }
  expect(read(site, 'dist/build.json')).toBe(whole);
  expect(read(site, 'other/build.json')).toBe(whole);
});

test('the key is made once, outside the site, and for its owner alone', async () => {
  const state = mkdtempSync(join(tmpdir(), 'state-'));
  const env = { INCIDENT_PRESS_CACHE_KEY: '', XDG_STATE_HOME: state };
  const site = makeSite({ [EN]: originalText('001', 'Visitors waited.') });
  const run = (...args: readonly string[]) => runCommand(args, { cwd: site, env });
  expect((await run('build')).code).toBe(0);
  const file = join(state, 'incident-press/cache-key');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(state, 'incident-press'))).toEqual(['cache-key']);
  const key = readFileSync(file);
  expect(key.length).toBe(32);
  const second = await run('build', '--why');
  expect(second).toMatchObject({ code: 0, stderr: '' });
  expect(second.stdout).toContain('0 files written');
  expect(readFileSync(file)).toEqual(key);
  rmSync(state, { recursive: true });
  // A process of its own: each reads the key once.
  const other = await runProgram(['build', '--why'], { cwd: site, env });
  expect(other.stderr).toContain('was made elsewhere');
});

test('where no key can be kept, nothing is remembered, and everything is made', async () => {
  const env = { INCIDENT_PRESS_CACHE_KEY: '', XDG_STATE_HOME: '' };
  const site = makeSite({ [EN]: originalText('001', 'Visitors waited.') });
  // A file, where no folder can be made.
  env.XDG_STATE_HOME = join(site, 'site.yaml');
  for (const _ of [1, 2]) {
    const { code, stderr } = await runCommand(['build', '--verbose'], { cwd: site, env });
    expect(code).toBe(0);
    expect(stderr).toContain('The cache was not saved: there is no key to seal it with.');
  }
});

test('a link in place of the private folder leads no command anywhere', async () => {
  const site = copy(built);
  const elsewhere = makeFolder();
  for (const name of ['draft-1', 'cache']) writeFileSync(join(elsewhere, name), 'not ours');
  rmSync(join(site, '.incident-press'), { recursive: true });
  symlinkSync(elsewhere, join(site, '.incident-press'));
  const sentence = '.incident-press is a link: the program only uses a folder of its own there';
  for (const name of ['build', 'check', 'freeze', 'publish --target folder:www']) {
    const { code, stderr } = await runCommand(name.split(' '), { cwd: site });
    expect([name, code, stderr]).toEqual([name, 2, expect.stringContaining(sentence)]);
    expect(stderr).toContain('Remove the link, and run the same command again.');
  }
  expect(readdirSync(elsewhere).toSorted()).toEqual(['cache', 'draft-1']);
});

test('a seal is of a name too: what is right for one file is not for another', () => {
  const bytes = new TextEncoder().encode('a picture');
  expect(sealOf('one', bytes)).toBe(sealOf('one', bytes));
  expect(sealOf('one', bytes)).not.toBe(sealOf('other', bytes));
});
