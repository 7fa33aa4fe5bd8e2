import { readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveFolder } from '../browser/static-server.ts';
import type { StaticServer } from '../browser/static-server.ts';
import { makeFolder, runCommand } from '../run.ts';
import {
  copy,
  EN,
  filesIn,
  FR,
  makeSite,
  originalText,
  read,
  REFERENCE,
  RESOLVED,
  succeed,
  translationText,
  write,
} from './site.ts';

const PNG = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
    'base64',
  ),
);
const TEXT = `en/incidents/${REFERENCE}`;
let site: string;
let elsewhere: string;

beforeAll(async () => {
  site = makeSite({
    [EN]: originalText('001', 'First.\n\n![A curve](graph.png)'),
    [FR]: translationText('001', 'Premier.'),
    [`incidents/${REFERENCE}/graph.png`]: PNG,
  });
  write(site, 'site.yaml', read(site, 'site.yaml').replace('example.com/', 'example.com/status/'));
  await succeed(site, 'freeze');
  write(site, EN, originalText('002', 'Second.', '', RESOLVED));
  await succeed(site, 'freeze');
  write(site, EN, originalText('003', 'Third.', '', RESOLVED));
  await succeed(site, 'freeze');
  await succeed(site, 'build');
  elsewhere = makeFolder();
});

/** What somebody with access to the server might do, and how it is reported. */
const TAMPERING: readonly (readonly [what: string, change: (dist: string) => void, named: string])[] = [
  [
    'a byte of an article',
    (dist) => edit(dist, `${TEXT}/v/001/index.html`, 'First.', 'Furst.'),
    `${TEXT}/v/001/index.html`,
  ],
  [
    'a byte of the newest article',
    (dist) => edit(dist, `${TEXT}/index.html`, 'Third.', 'Thirt.'),
    `${TEXT}/index.html`,
  ],
  [
    'a byte of a source',
    (dist) => edit(dist, `${TEXT}/v/002/index.md`, 'Second', 'Sekond'),
    `${TEXT}/v/002/index.md`,
  ],
  [
    'a byte of the data',
    (dist) => edit(dist, `${TEXT}/v/002/index.json`, 'Second', 'Sekond'),
    `${TEXT}/v/002/index.json`,
  ],
  ['a picture', (dist) => write(dist, pictureOf(dist), Uint8Array.from([...PNG, 0])), 'assets/'],
  ['a ledger line is gone', (dist) => lines(dist, (rows) => [rows[0], rows[2]]), `${TEXT}/ledger.jsonl`],
  [
    'ledger lines change places',
    (dist) => lines(dist, (rows) => [rows[1], rows[0], rows[2]]),
    `${TEXT}/ledger.jsonl`,
  ],
  [
    'a ledger line is edited',
    (dist) => lines(dist, (rows) => [rows[0]?.replace('interim', 'final'), rows[1], rows[2]]),
    `${TEXT}/ledger.jsonl`,
  ],
  ['the last line is gone', (dist) => lines(dist, (rows) => [rows[0], rows[1]]), `${TEXT}/v/003/`],
  [
    'a snapshot is gone',
    (dist) => rmSync(join(dist, TEXT, 'v/001'), { recursive: true }),
    `${TEXT}/v/001/index.md`,
  ],
  ['a source is gone', (dist) => rmSync(join(dist, TEXT, 'v/002/index.md')), `${TEXT}/v/002/index.md`],
  ['the ledger is gone', (dist) => rmSync(join(dist, TEXT, 'ledger.jsonl')), `${TEXT}/ledger.jsonl`],
  ['the manifest is gone', (dist) => rmSync(join(dist, 'build.json')), 'build.json'],
];

test('a site as it was published is proved', async () => {
  const { stdout } = await succeed(site, 'verify');
  expect(stdout).toContain('published/: 4 editions of 2 texts: whole');
  expect(stdout).toContain('dist: 4 editions as published');
  expect((await runCommand(['verify', join(site, 'dist')], { cwd: elsewhere })).code).toBe(0);
});

test.each(TAMPERING)('in a folder: %s', async (what, change, named) => {
  const dist = copy(join(site, 'dist'));
  change(dist);
  const { code, stderr } = await runCommand(['verify', dist], { cwd: elsewhere });
  expect(code).toBe(what === 'the manifest is gone' ? 2 : 1);
  if (code === 1) expect(stderr).toContain(`: ${named}`);
});

test('a chain that was made anew, hashes and all, is not the one that is published here', async () => {
  const dist = copy(join(site, 'dist'));
  lines(dist, (rows) => [rows[0]]);
  const { code, stderr } = await runCommand(['verify', dist], { cwd: site });
  expect(code).toBe(1);
  expect(stderr).toContain('It lacks what published/ has from line 2 on');
});

let server: StaticServer | undefined;
afterAll(() => server?.close());

test.each(TAMPERING)('behind an address: %s', async (_what, change, named) => {
  const root = makeFolder();
  const dist = join(root, 'status');
  renameSync(copy(join(site, 'dist')), dist);
  change(dist);
  server = await serveFolder(root);
  const { code, stderr } = await runCommand(['verify', `${server.url}status/`], { cwd: elsewhere });
  await server.close();
  expect({ code, stderr }).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(`: ${named}`) as string,
  });
});

test('behind an address: as it was published', async () => {
  const root = makeFolder();
  renameSync(copy(join(site, 'dist')), join(root, 'status'));
  server = await serveFolder(root);
  const { code, stdout } = await runCommand(['verify', `${server.url}status/`, '--json'], { cwd: site });
  expect({ code, ...(JSON.parse(stdout) as object) }).toMatchObject({
    code: 0,
    ok: true,
    editions: 4,
    findings: [],
  });
  await server.close();
  const gone = await runCommand(['verify', `${server.url}status/`], { cwd: elsewhere });
  expect(gone.code).toBe(1);
  expect(gone.stderr).toContain('Nothing is proved');
});

test.each([
  ['an article', 'en/001.html', 'First.', 'Furst.'],
  ['a source', 'en/002.md', 'Second', 'Sekond'],
  ['a ledger line', 'en/ledger.jsonl', 'interim', 'final'],
])('in published/: %s', async (_what, name, from, to) => {
  const other = copy(site);
  edit(other, `published/${REFERENCE}/${name}`, from, to);
  // A build names it and goes on without it.
  for (const [command, ends] of [
    ['verify', 1],
    ['check', 1],
    ['build', 3],
  ] as const) {
    const { code, stderr } = await runCommand([command], { cwd: other });
    expect(code).toBe(ends);
    expect(stderr).toContain(`published/${REFERENCE}/${name}:`);
  }
});

test('in published/: the last line of a ledger is gone', async () => {
  const other = copy(site);
  const ledger = `published/${REFERENCE}/en/ledger.jsonl`;
  write(other, ledger, `${read(other, ledger).trimEnd().split('\n').slice(0, -1).join('\n')}\n`);
  const { code, stderr } = await runCommand(['verify'], { cwd: other });
  expect(code).toBe(1);
  expect(stderr).toContain(`published/${REFERENCE}/en/003.md`);
});

function edit(folder: string, path: string, from: string, to: string): void {
  const text = readFileSync(join(folder, path), 'utf8');
  expect(text).toContain(from);
  write(folder, path, text.replace(from, to));
}

function lines(dist: string, change: (rows: readonly string[]) => readonly (string | undefined)[]): void {
  const rows = read(dist, `${TEXT}/ledger.jsonl`).trimEnd().split('\n');
  write(dist, `${TEXT}/ledger.jsonl`, `${change(rows).join('\n')}\n`);
}

function pictureOf(dist: string): string {
  const found = filesIn(dist).find((path) => path.endsWith('.png'));
  if (found === undefined) throw new Error('the site shows no picture');
  return found;
}
