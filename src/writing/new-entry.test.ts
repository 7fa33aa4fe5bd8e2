import { expect, test } from 'vitest';
import type { Original } from '../model/edition.ts';
import type { Instant } from '../model/instant.ts';
import { parseVersion } from '../model/version.ts';
import type { PublishedText } from '../versions/published.ts';
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

/** A report with one entry; `stated` is its own `last_update`. */
const original = (version: string, entry: string, stated?: string): Original =>
  ({
    role: 'original',
    version: parseVersion(version)!,
    timeline: entries(entry),
    lastUpdate: time(stated ?? entry),
    places: stated === undefined ? {} : { last_update: [4, 1, 4, 20] },
  }) as never;
const item = { at: time('11:00:00'), title: 'Half of it works' };
const now = time('12:30:00');
const publishedAt = (version: string, published: string, lastUpdate = published): PublishedText => {
  const line = { version: parseVersion(version)!, published: time(published), lastUpdate: time(lastUpdate) };
  return { snapshots: [{ line }], ledger: { lines: [line] } } as never;
};
const lastUpdate = (value: string) => ({
  kind: 'set',
  key: 'last_update',
  value: time(value),
  after: 'version',
});
const updated = (before: Parameters<typeof entryEdits>[0]) =>
  entryEdits(before, item, now).filter((edit) => edit.key === 'last_update');

test('an entry to what is published raises the number, and says what is new', () => {
  expect(
    entryEdits(
      { original: original('001', '10:00:00'), published: publishedAt('001', '10:05:00') },
      item,
      now,
    ),
  ).toEqual([
    { kind: 'set', key: 'version', value: '002', after: 'version' },
    { kind: 'set', key: 'changes', value: 'Half of it works', after: 'version' },
    { kind: 'append', key: 'timeline', item },
  ]);
});

test('an entry to what nobody has seen leaves the number', () => {
  expect(entryEdits({ original: original('001', '10:00:00'), published: undefined }, item, now)).toEqual([
    { kind: 'append', key: 'timeline', item },
  ]);
});

test('where the newest entry was published later than it is, the report is updated now', () => {
  const published = publishedAt('001', '12:00:00');
  expect(updated({ original: original('001', '10:00:00'), published })).toEqual([lastUpdate('12:30:00')]);
});

test('an entry that was in the future by mistake, and published, is no limit', () => {
  const published = publishedAt('001', '10:05:00', '16:00:00');
  expect(updated({ original: original('001', '10:00:00'), published })).toEqual([]);
  // The time in the future is in the file, since the ledger has it: it goes with the entry.
  expect(updated({ original: original('001', '10:00:00', '16:00:00'), published })).toEqual([
    lastUpdate('11:00:00'),
  ]);
});

test('a last_update that is written by hand goes along with a newer entry, and else stays', () => {
  expect(updated({ original: original('001', '10:00:00', '10:30:00'), published: undefined })).toEqual([
    lastUpdate('11:00:00'),
  ]);
  expect(updated({ original: original('001', '10:00:00', '12:20:00'), published: undefined })).toEqual([]);
});
