import {
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Memory } from '../../pipeline/remember/memory.ts';
import { NOTHING_KEPT } from '../../pipeline/remember/memory.ts';
import { cacheFolder, readCache, writeCache } from './cache.ts';

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'incident-press-'));
  folder = cacheFolder(root);
});
afterEach(() => rmSync(root, { recursive: true }));

const made = { view: { title: '"A"' }, templates: { 'page/index': 'x' }, messages: 'm', settings: 's' };
const page = (size: number) => ({ made, sha256: 'ab', size });

function memoryOf(pages: Memory['pages']): Memory {
  return {
    editions: new Map([['e', { value: undefined, diagnostics: [] }]]),
    articles: new Map([['a', { html: '<article>\n\u2028</article>', made }]]),
    differences: new Map([['d', { facts: [], entries: [], prose: '' }]]),
    pages,
  };
}

test('what is kept comes back as it was, and git is told to ignore it', () => {
  const memory = memoryOf(new Map([['en/index.html', page(1)]]));
  expect(writeCache(folder, 'key', NOTHING_KEPT, memory)).toBeUndefined();
  expect(readCache(folder, 'key')).toEqual({ memory });
  expect(readFileSync(join(root, '.incident-press/.gitignore'), 'utf8')).toBe('*\n');
});

test('equal memories give equal files, whatever the order they were filled in', () => {
  const pages = ['a', 'b', 'c', 'd'].map((name): [string, ReturnType<typeof page>] => [name, page(2)]);
  writeCache(folder, 'key', NOTHING_KEPT, memoryOf(new Map(pages)));
  const bytes = () =>
    readdirSync(folder)
      .toSorted()
      .map((name) => readFileSync(join(folder, name), 'utf8'));
  const first = bytes();
  rmSync(folder, { recursive: true });
  writeCache(folder, 'key', NOTHING_KEPT, memoryOf(new Map(pages.toReversed())));
  expect(bytes()).toEqual(first);
});

test('only parts in which something changed are written again', () => {
  const before = memoryOf(new Map(Array.from({ length: 99 }, (_, number) => [`page ${number}`, page(3)])));
  writeCache(folder, 'key', NOTHING_KEPT, before);
  const old = new Date(2020, 1);
  for (const name of readdirSync(folder)) utimesSync(join(folder, name), old, old);
  const after = { ...before, pages: new Map([...before.pages, ['page 7', page(4)] as const]) };
  writeCache(folder, 'key', before, after);
  const { memory } = readCache(folder, 'key');
  expect(memory.pages.get('page 7')?.size).toBe(4);
  expect(memory.pages.size).toBe(99);
});

test.each([
  ['cut short', (text: string) => text.slice(0, -9)],
  ['empty', () => ''],
  ['edited', (text: string) => text.replace('"size":5', '"size":6')],
  ['rubbish', () => '\0\0\0\n'],
])('a part that is %s is left aside, with a note', (_, damage) => {
  writeCache(folder, 'key', NOTHING_KEPT, memoryOf(new Map([['en/index.html', page(5)]])));
  const path = readdirSync(folder)
    .map((name) => join(folder, name))
    .find((each) => readFileSync(each, 'utf8').includes('"size":5'));
  if (path === undefined) throw new Error('the page is kept nowhere');
  writeFileSync(path, damage(readFileSync(path, 'utf8')));
  const { memory, note } = readCache(folder, 'key');
  expect(memory.pages.size).toBe(0);
  expect(note).toContain('damaged');
});

test('what another program has kept is left aside without a word', () => {
  writeCache(folder, 'key', NOTHING_KEPT, memoryOf(new Map([['en/index.html', page(5)]])));
  expect(readCache(folder, 'other key')).toEqual({ memory: NOTHING_KEPT });
});

test('a half-written file of a process that died is swept, that of a living one is not', () => {
  writeCache(folder, 'key', NOTHING_KEPT, NOTHING_KEPT);
  const [dead, living] = [join(folder, 'part-1.99999.new'), join(folder, 'part-1.99998.new')];
  for (const path of [dead, living]) writeFileSync(path, 'half');
  const old = new Date(2020, 1);
  utimesSync(dead, old, old);
  writeCache(folder, 'key', NOTHING_KEPT, NOTHING_KEPT);
  expect([dead, living].map((path) => existsSync(path))).toEqual([false, true]);
});

test('a cache that cannot be written costs nothing but time', () => {
  writeFileSync(join(root, '.incident-press'), 'a file');
  expect(writeCache(folder, 'key', NOTHING_KEPT, NOTHING_KEPT)).toMatch(/^E[A-Z]+$/);
  expect(readCache(folder, 'key')).toEqual({ memory: NOTHING_KEPT });
});
