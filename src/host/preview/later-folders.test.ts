import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { laterFolders } from './later-folders.ts';

let root: string;
beforeEach(() => {
  vi.useFakeTimers();
  root = mkdtempSync(join(tmpdir(), 'incident-press-'));
  for (let day = 1; day <= 20; day += 1) mkdirSync(join(root, 'incidents', nameOf(day)), { recursive: true });
  for (const day of [1, 2]) mkdirSync(join(root, 'published', nameOf(day)), { recursive: true });
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(root, { recursive: true, force: true });
});

function nameOf(day: number): string {
  return `2026-05-${String(day).padStart(2, '0')}-mail`;
}

/** Starts, and notes what is watched and when a part is done. */
function begin(later = laterFolders(root), isBusy = () => false) {
  const seen: string[] = [];
  later.start({ watch: (paths) => seen.push(...paths), isBusy, onPart: () => seen.push('part') });
  return { later, seen };
}

test('new reports come first and what is published last, each once and a few at a time', () => {
  const { later, seen } = begin();
  expect(seen.length).toBeLessThan(20);
  expect(seen[0]).toBe(`incidents/${nameOf(20)}`);
  expect(later.has(`incidents/${nameOf(20)}`)).toBe(false);
  expect(later.has(`incidents/${nameOf(1)}`)).toBe(true);
  vi.runAllTimers();
  const days = Array.from({ length: 20 }, (_, at) => `incidents/${nameOf(20 - at)}`);
  expect(seen).toEqual([...days, 'part', `published/${nameOf(2)}`, `published/${nameOf(1)}`, 'part']);
});

test.each([
  ['before the start', true],
  ['after it', false],
])('a report that somebody looks at %s is next', (_, isBefore) => {
  const own = `incidents/${nameOf(3)}`;
  const later = laterFolders(root);
  if (isBefore) later.hurry(own);
  const { seen } = begin(later);
  if (!isBefore) later.hurry(own);
  expect(seen).toContain(own);
  later.hurry(own);
  vi.runAllTimers();
  expect(seen.filter((path) => path === own)).toHaveLength(1);
  expect(seen.filter((path) => path !== 'part')).toHaveLength(22);
});

test('nothing is watched while somebody saves files, nor after the end', () => {
  let isBusy = true;
  const { later, seen } = begin(laterFolders(root), () => isBusy);
  vi.advanceTimersByTime(5_000);
  expect(seen).toEqual([]);
  isBusy = false;
  vi.advanceTimersByTime(250);
  expect(seen.length).toBeGreaterThan(0);
  const before = seen.length;
  later.stop();
  vi.runAllTimers();
  expect(seen).toHaveLength(before);
});

test('a site without any reports has nothing to wait for', () => {
  rmSync(join(root, 'incidents'), { recursive: true });
  rmSync(join(root, 'published'), { recursive: true });
  expect(begin().seen).toEqual([]);
});
