import { expect, test } from 'vitest';
import type { Report } from '../../model/report.ts';
import { emptyMemory, putLast, reportsInMemory } from './memory.ts';

const report = (reference: string) => ({ reference }) as unknown as Report;

test('the memory of a first build is empty, and takes reports', () => {
  const memory = emptyMemory();
  expect([memory.units, memory.pages, memory.checked, memory.values]).toEqual(Array(4).fill(new Map()));
  expect(memory.reports.get('a')).toBeUndefined();
  memory.reports.put('a', report('a'));
  expect(memory.reports.get('a')).toEqual(report('a'));
});

test('reports are kept on top of another store, which is left as it is', () => {
  const below = reportsInMemory();
  below.put('a', report('old'));
  below.put('b', report('b'));
  const above = reportsInMemory(below);
  above.put('a', report('new'));
  above.put('c', report('c'));
  expect(['a', 'b', 'c', 'd'].map((key) => above.get(key)?.reference)).toEqual(['new', 'b', 'c', undefined]);
  expect(['a', 'b', 'c'].map((key) => below.get(key)?.reference)).toEqual(['old', 'b', undefined]);
});

test('the oldest reports are dropped when there are more than are kept', () => {
  const store = reportsInMemory(undefined, 2);
  for (const key of ['a', 'b', 'c']) store.put(key, report(key));
  expect(['a', 'b', 'c'].filter((key) => store.get(key))).toEqual(['b', 'c']);
});

test('an item that is put again is the newest, and nothing is dropped for it', () => {
  const held = new Map<string, number>();
  putLast(held, 'a', 1, 2);
  putLast(held, 'b', 2, 2);
  putLast(held, 'a', 3, 2);
  expect([...held]).toEqual([
    ['b', 2],
    ['a', 3],
  ]);
  putLast(held, 'c', 4, 2);
  expect([...held]).toEqual([
    ['a', 3],
    ['c', 4],
  ]);
});
