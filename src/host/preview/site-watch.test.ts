import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readFile } from '../../model/seen-file.ts';
import type { SiteFile } from '../../model/seen-file.ts';
import { neverPause } from '../../pipeline/pause.ts';
import type { SortedFiles } from '../../pipeline/site-units.ts';
import { readSite } from '../files/site-files.ts';
import { startSiteModel } from './site-model.ts';
import type { SiteModel } from './site-model.ts';
import { watchSite } from './site-watch.ts';
import type { SiteWatch } from './site-watch.ts';

const EXTRA = ['art/logo.png'];

let root: string;
let model: SiteModel;
let watch: SiteWatch;
let changes: number;
/**
 * What whoever builds knows: the files as they were read when the model last said that something had changed.
 */
let known: readonly string[];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'incident-press-'));
  put('site.yaml', 'name: A');
  put('incidents/a/en.md', 'A');
  changes = 0;
  model = startSiteModel(root, EXTRA);
  known = read();
  watch = watchSite({
    root,
    onHint: (hint) => {
      if (hint === 'all') void model.search(EXTRA, neverPause).then(refresh);
      else refresh(hint);
    },
    onNote: (note) => expect.fail(note),
  });
  watch.also(EXTRA);
});
afterEach(async () => {
  await watch.close();
  rmSync(root, { recursive: true, force: true });
});

function refresh(paths: readonly string[]): void {
  if (!model.refresh(paths, EXTRA)) return;
  changes += 1;
  known = read();
}

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const read = () =>
  filesIn(model.files())
    .map(readFile)
    .map(({ path, bytes }) => `${path}: ${new TextDecoder().decode(bytes)}`);
/** All files, in the order in which a cold start reads them. */
function filesIn({ units, history, strays, settings }: SortedFiles): SiteFile[] {
  const all = [...[...units.values()].flatMap(({ files }) => files), ...history, ...strays, ...settings];
  return all.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
const shown = () => known;
const onDisk = () =>
  readSite(root, EXTRA).map(({ path, bytes }) => `${path}: ${new TextDecoder().decode(bytes)}`);

async function settle(): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    await pause(100);
    if (JSON.stringify(shown()) === JSON.stringify(onDisk())) return;
  }
  expect(shown()).toEqual(onDisk());
}

test.each([
  ['a file is written', () => put('incidents/a/en.md', 'B')],
  [
    'an editor saves by renaming',
    () => {
      put('incidents/a/.en.md.swp', 'C');
      renameSync(join(root, 'incidents/a/.en.md.swp'), join(root, 'incidents/a/en.md'));
    },
  ],
  ['a folder appears with files in it', () => put('published/a/en/001.md', 'D')],
  ['a folder deep inside another new one appears', () => put('templates/messages/more/fr.yaml', 'E')],
  ['a folder goes', () => rmSync(join(root, 'incidents'), { recursive: true })],
  ['the settings change', () => put('site.yaml', 'name: B')],
  ['a file outside the usual folders changes', () => put('art/logo.png', 'F')],
  [
    'a file becomes a folder',
    () => {
      rmSync(join(root, 'incidents/a/en.md'));
      put('incidents/a/en.md/x', 'G');
    },
  ],
  ['a link appears', () => symlinkSync('../../site.yaml', join(root, 'incidents/a/fr.md'))],
])('%s: the model follows', async (_, act) => {
  await pause(300);
  act();
  expect(shown()).not.toEqual(onDisk());
  await settle();
});

test('of two writes at once the second is not lost', async () => {
  await pause(300);
  for (const text of ['1', '2', '3', '4', '5', '6']) {
    put('incidents/a/en.md', text);
    await pause(30);
    put('incidents/a/en.md', `${text}${text}`);
    await settle();
  }
  expect(changes).toBeGreaterThan(5);
});

test('files that are not part of the site do not matter', async () => {
  await settle();
  changes = 0;
  put('dist/index.html', 'x');
  put('node_modules/a/index.js', 'x');
  put('notes.txt', 'x');
  await pause(1_000);
  expect(changes).toBe(0);
});

const FOLDERS = [
  'incidents/a',
  'incidents/b',
  'incidents/b/c',
  'templates',
  'templates/page',
  'published/a/en',
  'art',
];
const FILES = ['en.md', 'fr.md', 'logo.png'];
const operation = fc.record({
  kind: fc.constantFrom(
    'write',
    'write',
    'write',
    'twice',
    'rename',
    'delete',
    'delete folder',
    'move folder',
    'settings',
  ),
  folder: fc.constantFrom(...FOLDERS),
  other: fc.constantFrom(...FOLDERS),
  file: fc.constantFrom(...FILES),
  text: fc.constantFrom('x', 'y', 'zz'),
  wait: fc.constantFrom(0, 0, 0, 5, 20, 45, 70, 120),
});

async function operate({
  kind,
  folder,
  other,
  file,
  text,
  wait,
}: {
  kind: string;
  folder: string;
  other: string;
  file: string;
  text: string;
  wait: number;
}): Promise<void> {
  const path = `${folder}/${file}`;
  try {
    if (kind === 'write') put(path, text);
    else if (kind === 'settings') put('site.yaml', `name: ${text}`);
    else if (kind === 'twice') {
      put(path, text);
      await pause(wait % 50);
      put(path, `${text}2`);
    } else if (kind === 'rename') renameSync(join(root, path), join(root, other, file));
    else if (kind === 'delete') rmSync(join(root, path), { force: true });
    else if (kind === 'delete folder') rmSync(join(root, folder), { recursive: true, force: true });
    else renameSync(join(root, folder), join(root, other));
  } catch (error) {
    // What an operation needs may not be there; then nothing has happened.
    expect(error).toHaveProperty('code');
  }
  await pause(wait);
}

test('after hundreds of random operations the model is what a cold start would read', async () => {
  const property = fc.asyncProperty(
    fc.array(operation, { minLength: 30, maxLength: 60 }),
    async (operations) => {
      for (const each of operations) await operate(each);
      await settle();
    },
  );
  await fc.assert(property, { numRuns: 10, seed: 20200915, endOnFailure: true });
}, 120_000);

test('a saved file is read at once, an empty one only after a quiet time', async () => {
  await pause(300);
  const heard: (readonly string[])[] = [];
  const other = watchSite({
    root,
    onHint: (hint) => {
      if (hint === 'all') return;
      heard.push(hint.map((path) => `${path}: ${readFileSync(join(root, path), 'utf8')}`));
    },
    onNote: (note) => expect.fail(note),
  });
  await pause(300);
  put('incidents/a/en.md', '');
  await expect.poll(() => heard.length, { timeout: 5_000, interval: 5 }).toBe(2);
  await pause(200);
  put('incidents/a/en.md', 'whole');
  await expect.poll(() => heard.length, { timeout: 5_000, interval: 5 }).toBe(5);
  await other.close();
  // After the quiet time and once more, the whole one also at once.
  expect(heard).toEqual([
    ['incidents/a/en.md: '],
    ['incidents/a/en.md: '],
    ['incidents/a/en.md: whole'],
    ['incidents/a/en.md: whole'],
    ['incidents/a/en.md: whole'],
  ]);
});
