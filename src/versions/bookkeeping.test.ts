import { expect, test } from 'vitest';
import type { Edition, Original } from '../model/edition.ts';
import { sha256 } from '../source/content-hash.ts';
import { entry, original, translation } from '../site/testing.ts';
import {
  bookkeepingEdits,
  bookkeepingOf,
  dueUpdate,
  isInLedger,
  shownUpdate,
  statedUpdate,
} from './bookkeeping.ts';
import { readPublished } from './published.ts';
import { at, filesOf, publish } from '../../test/versions/in-memory.ts';

/** An original whose newest entry is at this time, with a stated last update. */
function live(newest: string, stated?: string, more: Partial<Original> = {}): Original {
  const places = stated === undefined ? {} : { last_update: [3, 1, 3, 2] as const };
  return original(
    [entry('10:00'), entry(newest)],
    {},
    {
      content: sha256(newest),
      places,
      ...(stated === undefined ? {} : { lastUpdate: at(stated) }),
      ...more,
    },
  );
}

/** A text whose versions were published at these times, each with the time of its last update. */
function published(edition: Edition, ...times: readonly (readonly [at: string, lastUpdate?: string])[]) {
  const files = publish(
    times.map(([time, lastUpdate], index) => {
      const version = { number: index + 1, revision: 1 };
      const each = lastUpdate === undefined ? edition : { ...edition, lastUpdate: at(lastUpdate) };
      return { edition: { ...each, version }, at: time, told: original([]) };
    }),
  );
  return readPublished(filesOf(files)).value.texts[0];
}

test('only an original with the line in its file states a last update', () => {
  expect(statedUpdate(live('11:00', '11:30'))).toBe(at('11:30'));
  expect(statedUpdate(live('11:00'))).toBeUndefined();
  expect(statedUpdate(translation('fr', { places: { last_update: [1, 1, 1, 2] } }))).toBeUndefined();
});

const PUBLISHED = published(live('11:00', '11:00'), ['11:10', '10:30'], ['11:40', '11:35']);

test.each<[what: string, edition: Original, due: 'now' | 'remove' | undefined]>([
  ['its own time, of the newest entry or later', live('11:50', '11:50'), undefined],
  ['its own time, after what is published', live('11:00', '11:45'), undefined],
  ['nothing, and a new entry', live('11:50'), undefined],
  ['nothing, and no new entry', live('11:00'), 'now'],
  ['nothing, and an entry of the time of publication', live('11:40'), 'now'],
  ['the time of the version before', live('11:50', '11:35'), 'remove'],
  ['the time of the version before, and no new entry', live('11:00', '11:35'), 'now'],
  ['the time of an older version', live('10:20', '10:30'), 'now'],
  ['a time before its newest entry', live('11:50', '11:45'), 'remove'],
])('a changed text that states %s', (_, edition, due) => {
  expect(dueUpdate(edition, PUBLISHED)).toBe(due);
});

test('a text that was never published keeps what it states', () => {
  expect(dueUpdate(live('11:00', '11:30'), undefined)).toBeUndefined();
  expect(dueUpdate(live('11:00'), undefined)).toBeUndefined();
  expect(dueUpdate(live('11:30', '11:00'), undefined)).toBe('remove');
  // Without entries, the newest is the last update itself.
  expect(dueUpdate(live('11:00', '11:45', { timeline: [] }), PUBLISHED)).toBeUndefined();
});

test('any version of a text counts as published with its last update', () => {
  expect(['10:30', '11:35', '11:40'].map((time) => isInLedger(at(time), PUBLISHED))).toEqual([
    true,
    true,
    false,
  ]);
  expect(isInLedger(at('10:30'), undefined)).toBe(false);
});

test.each<[due: 'now' | 'remove' | undefined, edition: Original, shown: string]>([
  [undefined, live('11:00', '11:45'), '11:45'],
  ['remove', live('11:50', '11:35'), '11:50'],
  ['now', live('11:00'), '11:40'],
  ['now', live('11:55'), '11:55'],
])('before a text is published, it is shown with a last update: %s', (lastUpdate, edition, shown) => {
  expect(shownUpdate(edition, { lastUpdate }, PUBLISHED)).toBe(at(shown));
});

test('without a publication before, it is shown with its newest entry', () => {
  expect(shownUpdate(live('11:00'), { lastUpdate: 'now' }, undefined)).toBe(at('11:00'));
});

test('the number is written if it differs from that of the file', () => {
  const { version } = live('11:00');
  expect(bookkeepingOf(live('11:00'), version, undefined).version).toBeUndefined();
  for (const other of [
    { number: 2, revision: 1 },
    { number: 1, revision: 2 },
  ])
    expect(bookkeepingOf(live('11:00'), other, undefined).version).toEqual(other);
});

test('the last update of a translation is not kept', () => {
  const french = translation('fr');
  expect(bookkeepingOf(french, french.version, published(french, ['11:10'])).lastUpdate).toBeUndefined();
  expect(bookkeepingOf(live('11:00'), live('11:00').version, PUBLISHED).lastUpdate).toBe('now');
});

const SAID = { changes: 'Cause found' };
const BEFORE = live('11:00', undefined, SAID);

test.each<[what: string, edition: Edition, before: Edition, clears: boolean]>([
  ['the same words', live('11:00', undefined, SAID), BEFORE, true],
  ['other words', live('11:00', undefined, { changes: 'Over' }), BEFORE, false],
  ['no words', live('11:00'), BEFORE, false],
  ['no words, as before', live('11:00'), live('11:00'), false],
  [
    'the title of a new entry',
    { ...BEFORE, timeline: [entry('10:00'), entry('11:20', { title: 'Cause found' })] },
    BEFORE,
    false,
  ],
  [
    'the title of an entry that was there',
    { ...BEFORE, timeline: [entry('10:00'), entry('11:00', { title: 'Cause found' })] },
    BEFORE,
    true,
  ],
  ['a new entry with another title', { ...BEFORE, timeline: [entry('10:00'), entry('11:20')] }, BEFORE, true],
  [
    'the title of a new entry of a translation',
    translation('fr', { ...SAID, entries: [{ at: at('11:20'), title: 'Cause found', text: undefined }] }),
    translation('fr', SAID),
    false,
  ],
])('`changes` belongs to the version before if it says %s', (_, edition, before, clears) => {
  const text = published({ ...before, content: sha256('x') }, ['11:10']);
  expect(bookkeepingOf(edition, edition.version, text).clearsChanges).toBe(clears);
});

test('of a version that is damaged, the entries since its publication are new', () => {
  const text = published(BEFORE, ['11:10'])!;
  const damaged = { ...text, snapshots: text.snapshots.map((each) => ({ ...each, files: undefined })) };
  const clears = (time: string) => {
    const timeline = [entry('10:00'), entry(time, { title: 'Cause found' })];
    return bookkeepingOf({ ...BEFORE, timeline }, BEFORE.version, damaged).clearsChanges;
  };
  expect(['11:05', '11:10', '11:15'].map(clears)).toEqual([true, true, false]);
  expect(bookkeepingOf(BEFORE, BEFORE.version, undefined).clearsChanges).toBe(false);
});

test('what is to be kept becomes edits of the front matter', () => {
  const nothing = { version: undefined, lastUpdate: undefined, clearsChanges: false };
  const set = (key: string, value: string) => ({ kind: 'set', key, value, after: 'version' });
  expect(bookkeepingEdits(nothing, at('12:00'))).toEqual([]);
  const all = { version: { number: 2, revision: 1 }, lastUpdate: 'now', clearsChanges: true } as const;
  expect(bookkeepingEdits(all, at('12:00'))).toEqual([
    set('version', '002'),
    { kind: 'remove', key: 'changes' },
    set('last_update', at('12:00')),
  ]);
  expect(bookkeepingEdits({ ...nothing, lastUpdate: 'now' }, undefined)).toEqual([]);
  expect(bookkeepingEdits({ ...nothing, lastUpdate: 'remove' }, at('12:00'))).toEqual([
    { kind: 'remove', key: 'last_update' },
  ]);
  for (const clearsChanges of [true, false])
    expect(bookkeepingEdits({ ...nothing, clearsChanges }, undefined, 'Over')).toEqual([
      set('changes', 'Over'),
    ]);
});
