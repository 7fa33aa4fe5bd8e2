import { expect, test } from 'vitest';
import type { Original } from '../model/edition.ts';
import type { Instant } from '../model/instant.ts';
import { parseVersion } from '../model/version.ts';
import { entryEdits, freeTime } from './new-entry.ts';

const time = (text: string) => `2026-03-04T${text}Z` as Instant;
const entries = (...times: string[]) => times.map((at) => ({ at: time(at) }));

test.each([
  ['nothing is there', [], '10:00:00'],
  ['the newest is older', ['09:00:00'], '10:00:00'],
  ['somebody wrote in the same second', ['10:00:00'], '10:00:01'],
  ['and in the next one', ['10:00:00', '10:00:01'], '10:00:02'],
])('a new entry is at the present, or right behind it: %s', (_, times, at) => {
  expect(freeTime(time('10:00:00'), entries(...times))).toBe(time(at));
});

test('where the newest entry is ahead of the clock, no time is made up', () => {
  expect(freeTime(time('10:00:00'), entries('12:00:00'))).toBeUndefined();
});

const original = (version: string, lastUpdate: string, more: Partial<Original> = {}) =>
  ({ version: parseVersion(version)!, lastUpdate: time(lastUpdate), places: {}, ...more }) as Original;
const item = { at: time('11:00:00'), title: 'Half of it works' };
const published = (version: string, lastUpdate: string) =>
  ({ version: parseVersion(version)!, lastUpdate: time(lastUpdate) }) as never;

test('an entry to what is published raises the number, and says what is new', () => {
  const edits = entryEdits(
    { original: original('001', '10:00:00'), last: published('001', '10:00:00') },
    item,
    item.at,
  );
  expect(edits).toEqual([
    { kind: 'set', key: 'version', value: '002', after: 'version' },
    { kind: 'set', key: 'changes', value: 'Half of it works', after: 'version' },
    { kind: 'append', key: 'timeline', item },
  ]);
});

test('an entry to what nobody has seen leaves the number', () => {
  expect(entryEdits({ original: original('001', '10:00:00'), last: undefined }, item, item.at)).toEqual([
    { kind: 'append', key: 'timeline', item },
  ]);
});

test('where the newest entry was taken back, the report is updated now', () => {
  const last = published('001', '12:00:00');
  const now = time('12:30:00');
  expect(entryEdits({ original: original('001', '10:00:00'), last }, item, now)).toContainEqual({
    kind: 'set',
    key: 'last_update',
    value: now,
    after: 'version',
  });
});
