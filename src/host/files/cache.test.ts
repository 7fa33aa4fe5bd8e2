import { execFileSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPictures } from '../cache/pictures.ts';
import type { Report } from '../../model/report.ts';
import type { KeptUnit, Memory } from '../../pipeline/remember/memory.ts';
import { cacheFolder } from './cache-folder.ts';
import { openCache } from './cache.ts';

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'incident-press-'));
  folder = cacheFolder(root);
});
afterEach(() => rmSync(root, { recursive: true }));

const open = (program = 'key') => openCache(folder, program);
const report = (title: string) => ({ original: { title, summary: undefined } }) as unknown as Report;
const unit = (key: string): KeptUnit => ({
  look: 'look',
  settings: 'settings',
  key,
  unit: {
    isFound: true,
    diagnostics: [],
    row: undefined,
    mentions: [],
    anchors: [],
    pictures: [],
    shown: [],
    ledgers: [],
    ledgersKey: '',
    goneTexts: [],
    newTexts: [],
    dated: undefined,
    held: [],
    review: {},
  },
});
const page = (size: number) => ({
  from: 'a b',
  inputs: ['site a'],
  templates: ['page/index b'],
  files: [{ path: 'a', sha256: 'ab', size }],
});

/** Keeps units with their reports, as a build does. */
function keep(cache: ReturnType<typeof open>, keys: readonly string[], size = 1): string | undefined {
  for (const key of keys) cache.memory.reports.put(key, report(key));
  return cache.keep({
    units: new Map(keys.map((key) => [key, unit(key)])),
    pages: new Map([['en/index.html', page(size)]]),
    checked: new Map(),
    values: new Map(),
    reports: cache.memory.reports,
  });
}

function contentOf({ units, pages, reports }: Memory) {
  return { units, pages, reports: [...units.values()].map(({ key }) => reports.get(key)) };
}

test('what is saved comes back unchanged, and git ignores it', () => {
  expect(keep(open(), ['a', 'b'])).toBeUndefined();
  expect(contentOf(open().memory)).toEqual({
    units: new Map([
      ['a', unit('a')],
      ['b', unit('b')],
    ]),
    pages: new Map([['en/index.html', page(1)]]),
    reports: [report('a'), report('b')],
  });
  expect(open().memory.reports.get('a')).toStrictEqual(report('a'));
  expect(readFileSync(join(root, '.incident-press/.gitignore'), 'utf8')).toBe('*\n');
});

test('a run adds what is new, and does not rewrite what was saved', () => {
  keep(open(), ['a', 'b']);
  const [first] = packs();
  const before = readFileSync(join(folder, first ?? ''));
  keep(open(), ['a', 'b', 'c']);
  expect(packs()).toHaveLength(2);
  expect(readFileSync(join(folder, first ?? ''))).toEqual(before);
  expect(contentOf(open().memory).reports).toEqual([report('a'), report('b'), report('c')]);
});

test('lines of unchanged units are copied among new ones', () => {
  keep(open(), ['a', 'b']);
  keep(open(), ['a', 'b', 'c']);
  const cache = open();
  const { units, pages, ...rest } = cache.memory;
  cache.memory.reports.put('d', report('d'));
  cache.keep({
    ...rest,
    pages: new Map([...pages, ['en/other/index.html', { ...page(2), templates: ['page/other c'] }]]),
    units: new Map([...units].filter(([key]) => key !== 'b').concat([['d', unit('d')]])),
  });
  const { memory } = open();
  expect([...memory.units]).toEqual(['a', 'c', 'd'].map((key) => [key, unit(key)]));
  expect([...memory.pages]).toEqual([
    ['en/index.html', page(1)],
    ['en/other/index.html', { ...page(2), templates: ['page/other c'] }],
  ]);
});

test('only values that are plain data are saved', () => {
  const cache = open();
  const values = new Map([
    ['lasting', { inputs: ['a'], value: [{ code: 'INC510' }], isLasting: true }],
    ['held', { inputs: [1], value: 'x', isLasting: false }],
  ]);
  cache.keep({ ...cache.memory, values });
  expect([...open().memory.values]).toEqual([
    ['lasting', { inputs: ['a'], value: [{ code: 'INC510' }], isLasting: true }],
  ]);
});

test('what is no longer referenced is pruned, and many packs become one', () => {
  const keys = Array.from({ length: 30 }, (_, number) => `unit ${number}`);
  for (const [at] of keys.entries()) keep(open(), keys.slice(0, at + 1));
  expect(packs().length).toBeLessThan(14);
  expect(contentOf(open().memory).reports).toEqual(keys.map(report));
  keep(open(), ['new']);
  expect(packs()).toHaveLength(1);
  expect(contentOf(open().memory).reports).toEqual([report('new')]);
});

function packs(): string[] {
  return readdirSync(folder).filter((name) => name.startsWith('reports-'));
}

test.each([
  ['cut short', (bytes: Buffer) => bytes.subarray(0, -9)],
  ['empty', () => Buffer.alloc(0)],
  [
    'edited',
    (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replace('page/index', 'page/inbox'), 'latin1'),
  ],
  ['rubbish', () => Buffer.from('\0\0\0\n')],
])('an index that is %s is ignored, with a note', (_, damage) => {
  keep(open(), ['a']);
  const path = join(folder, 'memory');
  writeFileSync(path, damage(readFileSync(path)));
  const { memory, note } = open();
  expect(memory.units.size + memory.pages.size).toBe(0);
  expect(note).toContain('damaged');
});

test.each([
  ['gone', (path: string) => rmSync(path)],
  ['edited', (path: string) => writeFileSync(path, readFileSync(path).fill(1, 3, 9))],
  ['cut short', (path: string) => writeFileSync(path, readFileSync(path).subarray(0, 9))],
])('a pack that is %s is not used, and its reports are parsed again', (_, damage) => {
  keep(open(), ['a']);
  damage(join(folder, packs()[0] ?? ''));
  const cache = open();
  expect(cache.memory.units.size).toBe(1);
  expect(cache.memory.reports.get('a')).toBeUndefined();
});

test('the cache of another program is ignored, with a note', () => {
  keep(open(), ['a']);
  const other = open('other');
  expect(other.memory.units.size).toBe(0);
  expect(other.note).toContain('of another version of incident-press or Node');
  keep(other, ['b']);
  expect(open('other').note).toBeUndefined();
});

test('a half-written file of a dead process is removed, that of a living one is not', () => {
  keep(open(), []);
  const [dead, living] = [join(folder, '.memory.99999.new'), join(folder, '.memory.99998.new')];
  for (const path of [dead, living]) writeFileSync(path, 'half');
  const old = new Date(2020, 1);
  utimesSync(dead, old, old);
  keep(open(), []);
  expect([dead, living].map((path) => existsSync(path))).toEqual([false, true]);
});

test('a cache that cannot be written costs nothing but time', () => {
  writeFileSync(join(root, '.incident-press'), 'a file');
  const cache = open();
  expect(keep(cache, ['a'])).toMatch(/^E[A-Z]+$/);
  expect(cache.memory.reports.get('a')).toEqual(report('a'));
  expect(open().memory.units.size).toBe(0);
});

test('a link in place of a folder of the cache leads nowhere, and what is there stays', () => {
  const outside = join(root, 'outside');
  mkdirSync(outside);
  writeFileSync(join(outside, 'old'), 'mine');
  utimesSync(join(outside, 'old'), 0, 0);
  keep(open(), ['a']);
  symlinkSync(outside, join(folder, 'pictures'));
  openPictures(join(folder, 'pictures')).put('one', Buffer.from('drawn'));
  expect(Buffer.from(openPictures(join(folder, 'pictures')).get('one')!).toString()).toBe('drawn');
  rmSync(folder, { recursive: true });
  symlinkSync(outside, folder);
  expect(keep(open(), ['a'])).toBeUndefined();
  expect(readdirSync(folder)).toContain('memory');
  expect(readdirSync(outside)).toEqual(['old']);
});

test('a pipe, a link or a device in the folder is not opened, and is replaced', () => {
  const outside = join(root, 'outside');
  writeFileSync(outside, 'mine');
  keep(open(), ['a']);
  const own = (prefix: string) => readdirSync(folder).filter((name) => name.startsWith(prefix));
  for (const put of [
    (path: string) => execFileSync('sh', ['-c', 'mkfifo "$0"', path]),
    (path: string) => symlinkSync(outside, path),
    (path: string) => symlinkSync('/dev/zero', path),
  ]) {
    for (const prefix of ['memory', 'reports-']) {
      const names = own(prefix);
      expect(names).not.toEqual([]);
      for (const name of names) {
        rmSync(join(folder, name));
        put(join(folder, name));
      }
      expect(contentOf(open().memory).reports.filter(Boolean)).toEqual([]);
      expect(keep(open(), ['a'])).toBeUndefined();
    }
    expect(lstatSync(join(folder, 'memory')).isFile()).toBe(true);
  }
  expect(readFileSync(outside, 'utf8')).toBe('mine');
});
