import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clockOf, lookAround, waitForClock } from './looks.ts';
import type { Folders } from './looks.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'looks-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const look = () => lookAround(root, ['site.yaml', 'incidents'], clockOf(root)).looks;

/** Paths of which the looks cannot say that they stayed as they were, and those that are gone. */
function changed(before: ReadonlyMap<string, string | undefined>) {
  const now = look();
  return [...new Set([...before.keys(), ...now.keys()])]
    .filter((path) => before.get(path) === undefined || before.get(path) !== now.get(path))
    .toSorted();
}

test('files are found in order, those of other programs are not', () => {
  put('incidents/b/en.md', 'x');
  put('incidents/a-b/en.md', 'x');
  put('incidents/a/en.md', 'x');
  put('incidents/node_modules/x.md', 'x');
  put('incidents/.git/x.md', 'x');
  put('elsewhere/x.md', 'x');
  put('site.yaml', 'x');
  const paths = ['incidents/a-b/en.md', 'incidents/a/en.md', 'incidents/b/en.md', 'site.yaml'];
  expect([...look().keys()]).toEqual(paths);
});

test('any change to a file changes its look', () => {
  const names = ['same', 'longer', 'shorter', 'other', 'touched', 'replaced', 'rights', 'gone', 'set-back'];
  for (const name of names) put(`incidents/${name}`, 'text');
  waitForClock(performance.now());
  const before = look();
  expect(changed(before)).toEqual([]);
  const place = (name: string) => join(root, 'incidents', name);
  writeFileSync(place('longer'), 'texts');
  writeFileSync(place('shorter'), 't');
  writeFileSync(place('other'), 'Text');
  utimesSync(place('touched'), 1, 1);
  writeFileSync(place('draft'), 'text');
  renameSync(place('draft'), place('replaced'));
  chmodSync(place('rights'), 0o600);
  rmSync(place('gone'));
  writeFileSync(place('set-back'), 'TEXT');
  utimesSync(place('set-back'), 1, 1);
  put('incidents/new', 'text');
  const kinds = names.filter((name) => name !== 'same');
  expect(changed(before)).toEqual([...kinds, 'new'].map((name) => `incidents/${name}`).toSorted());
});

test('the look of a file written just now proves nothing: it may be written again within a step of the clock', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 40 }), (texts) => {
      let seen: ReadonlyMap<string, string | undefined> = new Map();
      let read = '';
      for (const text of texts) {
        put('incidents/x', text);
        const now = look();
        const isKnown =
          seen.get('incidents/x') !== undefined && seen.get('incidents/x') === now.get('incidents/x');
        if (!isKnown) read = readFileSync(join(root, 'incidents/x'), 'utf8');
        expect(read).toBe(text);
        seen = now;
      }
    }),
    { numRuns: 50 },
  );
});

test('a time in the future, as a copied file may have, does not make a file doubtful forever', () => {
  put('incidents/x', 'text');
  utimesSync(join(root, 'incidents/x'), 4_000_000_000, 4_000_000_000);
  waitForClock(performance.now());
  expect(changed(look())).toEqual([]);
});

test('links, endless folders and folders nobody may read prove nothing; a missing part is none', () => {
  put('outside/x', 'x');
  mkdirSync(join(root, 'incidents'));
  symlinkSync('../outside', join(root, 'incidents/folder-link'));
  symlinkSync('../outside/x', join(root, 'incidents/file-link'));
  symlinkSync('nowhere', join(root, 'incidents/broken-link'));
  put(`incidents/${'d/'.repeat(20)}x`, 'x');
  waitForClock(performance.now());
  expect([...look()]).toEqual([
    ['incidents/broken-link', undefined],
    [`incidents/${'d/'.repeat(15)}d`, undefined],
    ['incidents/file-link', undefined],
    ['incidents/folder-link', undefined],
  ]);
});

test('if the clock cannot be read, nothing is certain', () => {
  put('site.yaml', 'x');
  waitForClock(performance.now());
  expect(clockOf(join(root, 'missing'))).toBeUndefined();
  expect([...lookAround(root, ['site.yaml'], undefined).looks]).toEqual([['site.yaml', undefined]]);
});

test('folders with an unchanged look are not listed, and any change in one is noticed', () => {
  for (const name of ['a', 'b', 'c', 'd']) put(`incidents/${name}/en.md`, 'text');
  put('incidents/x.md', 'text');
  waitForClock(performance.now());
  const around = (folders?: Folders) => lookAround(root, ['incidents'], clockOf(root), folders);
  const before = around();
  expect(before.folders.get('incidents')?.names).toEqual(['a/', 'b/', 'c/', 'd/', 'x.md']);
  // Nothing would be found in a folder that is remembered as empty: it is not listed.
  const emptied = [...before.folders].map(([path, folder]) => [path, { ...folder, names: [] }] as const);
  expect(around(new Map(emptied)).looks.size).toBe(0);
  put('incidents/a/fr.md', 'text');
  rmSync(join(root, 'incidents/b/en.md'));
  rmSync(join(root, 'incidents/c'), { recursive: true });
  writeFileSync(join(root, 'incidents/c'), 'now a file');
  renameSync(join(root, 'incidents/d'), join(root, 'incidents/e'));
  writeFileSync(join(root, 'incidents/x.md'), 'TEXT');
  const after = around(before.folders);
  expect([...after.looks.keys()].map((path) => path.slice('incidents/'.length))).toEqual([
    'a/en.md',
    'a/fr.md',
    'c',
    'e/en.md',
    'x.md',
  ]);
});
