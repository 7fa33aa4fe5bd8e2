import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { digests } from '../publish/made-site.ts';
import { copyExample, runCommand, runProgram } from '../run.ts';
import type { Ran } from '../run.ts';

const MODEL = 'incidents/2020-09-15-web-frontend/en.md';

let site: string;
beforeEach(async () => {
  site = copyExample();
  // Two reports are enough here.
  for (const folder of ['incidents', 'published'])
    for (const name of readdirSync(join(site, folder)))
      if (!/web-frontend|dns/.test(name)) rmSync(join(site, folder, name), { recursive: true });
  await run('build');
  // Files that were changed in the very moment of a build prove nothing to the next one.
  await new Promise((resolve) => setTimeout(resolve, 50));
});
afterEach(() => rmSync(site, { recursive: true, force: true }));

function run(...args: string[]): Promise<Ran> {
  return runCommand(args, { cwd: site });
}

/** The bytes of the output, and when each file was last written. */
function output(): { digest: string; times: number[] } {
  const hash = createHash('sha256');
  const dist = join(site, 'dist');
  const paths = readdirSync(dist, { recursive: true, encoding: 'utf8' }).toSorted();
  const files = paths.filter((path) => statSync(join(dist, path)).isFile());
  for (const path of files) hash.update(path).update(readFileSync(join(dist, path)));
  return { digest: hash.digest('hex'), times: files.map((path) => statSync(join(dist, path)).mtimeMs) };
}

/** Says again what a build from nothing would give. */
async function cleanDigest(): Promise<string> {
  const out = join(site, 'clean');
  const clean = await run('build', '--no-cache', '--out', out);
  expect(clean.code, clean.stderr).toBe(0);
  const paths = readdirSync(out, { recursive: true, encoding: 'utf8' }).toSorted();
  const hash = createHash('sha256');
  for (const path of paths)
    if (statSync(join(out, path)).isFile()) hash.update(path).update(readFileSync(join(out, path)));
  rmSync(out, { recursive: true });
  return hash.digest('hex');
}

test('a build of an untouched site ends at once and says what the first one said', async () => {
  await run('build');
  const before = output();
  const again = await run('build', '--verbose');
  expect(again.code).toBe(0);
  expect(again.stdout).toMatch(/0 files written, \d+ unchanged, 0 removed/);
  expect(output()).toEqual(before);
});

test('after an edit only what depends on it is made, and the bytes are those of a clean build', async () => {
  appendFileSync(join(site, MODEL), '\nOne more sentence.\n');
  const { code, stdout, stderr } = await run('build', '--why');
  expect(code, stderr).toBe(0);
  expect(stdout).toMatch(/\nen\/incidents\/2020-09-15-web-frontend\/index\.html: changed: report\n/);
  expect(stdout).toMatch(/\n\d+ pages rendered, \d+ files read, \d texts parsed, 1 unit made\n/);
  expect(stdout).not.toContain('2024-02-27-dns/history/index.html');
  expect(output().digest).toBe(await cleanDigest());
});

test('an edit that keeps size and time is noticed', async () => {
  const path = join(site, MODEL);
  const { atime, mtime } = statSync(path);
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace('title: "', 'title: "X').replace(/summary: "(.)/, 'summary: "'));
  utimesSync(path, atime, mtime);
  await run('build');
  expect(output().digest).toBe(await cleanDigest());
});

test('an output file that somebody changed or removed is restored', async () => {
  const { digest } = output();
  appendFileSync(join(site, 'dist/en/index.html'), '<!-- mine -->');
  rmSync(join(site, 'dist/fr/index.html'));
  writeFileSync(join(site, 'dist/more.txt'), 'mine');
  const { stdout } = await run('build');
  expect(stdout).toContain('2 files written');
  expect(stdout).toContain('1 removed');
  expect(output().digest).toBe(digest);
});

test('a damaged cache is reported, ignored and replaced', async () => {
  const folder = join(site, '.incident-press/cache');
  for (const each of readdirSync(folder, { withFileTypes: true }))
    if (each.isFile()) writeFileSync(join(folder, each.name), 'rubbish');
  appendFileSync(join(site, MODEL), '\nOne more sentence.\n');
  const damaged = await run('build');
  expect(damaged.code).toBe(0);
  expect(damaged.stderr).toContain('is damaged or was made elsewhere and is not used');
  expect(output().digest).toBe(await cleanDigest());
  expect((await run('build', '--why')).stderr).not.toContain('damaged');
});

test('`--no-cache` reads none and writes none', async () => {
  rmSync(join(site, '.incident-press'), { recursive: true });
  expect((await run('build', '--no-cache')).code).toBe(0);
  expect(existsSync(join(site, '.incident-press'))).toBe(false);
});

test('builds within one process, as a program that uses the library may start them, do without each other', async () => {
  const outs = ['one', 'two'].map((out) => join(site, 'beside', out));
  const runs = await Promise.all(outs.map((out) => run('build', '--no-cache', '--out', out)));
  expect(runs).toMatchObject([{ code: 0 }, { code: 0 }]);
  const [one, two] = outs.map((out) => digests(out));
  expect(one).toEqual(two);
});

test('builds at once do not damage what they share', async () => {
  rmSync(join(site, '.incident-press'), { recursive: true });
  const outs = ['one', 'two', 'three'];
  const runs = await Promise.all(
    outs.map((out) => runProgram(['build', '--out', join(site, out)], { cwd: site })),
  );
  expect(runs.map(({ code }) => code)).toEqual([0, 0, 0]);
  const { code, stdout, stderr } = await run('build', '--why');
  expect(code, stderr).toBe(0);
  expect(stderr).not.toContain('cache');
  expect(stdout).toContain('0 pages rendered, 0 files read, 0 texts parsed, 0 units made');
});

test('errors are reported again, whether or not the files were seen before', async () => {
  appendFileSync(join(site, MODEL), '\n![none](none.png)\n');
  const first = await run('build');
  expect(first.code).toBe(1);
  const second = await run('build');
  expect(second).toEqual(first);
});
