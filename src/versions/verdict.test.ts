import { expect, test } from 'vitest';
import type { Instant } from '../model/instant.ts';
import { parseVersion } from '../model/version.ts';
import type { Version } from '../model/version.ts';
import { judge } from './verdict.ts';
import type { Case, LiveStand, PublishedStand, Verdict } from './verdict.ts';

const v = (text: string): Version => {
  const version = parseVersion(text);
  if (!version) throw new Error(`not a version: ${text}`);
  return version;
};
const at = (time: string) => `2020-09-15T${time}:00Z` as Instant;
/** A live text, and one that was published: with a last update at 12:00, at 12:30, after one of 11:30. */
const text = (
  version: string,
  content: string,
  facts = 'f',
  stated?: Instant,
): LiveStand & PublishedStand => ({
  version: v(version),
  content,
  facts,
  pictures: [],
  stated,
  lastUpdate: at('12:00'),
  published: at('12:30'),
  updates: [at('11:30'), at('12:00')],
});
const original = (version: string, ...published: number[]): NonNullable<Case['original']> => ({
  version: v(version),
  published,
  isTold: false,
});

test.each<[string, PublishedStand | undefined, LiveStand, Verdict]>([
  ['no ledger, 000', undefined, text('000', 'a'), { kind: 'draft' }],
  ['no ledger, 001', undefined, text('001', 'a'), { kind: 'new', imported: false }],
  [
    'no ledger, higher: an import that starts at 003',
    undefined,
    text('003', 'a'),
    { kind: 'new', imported: true },
  ],
  ['same, same', text('001', 'a'), text('001', 'a'), { kind: 'unchanged' }],
  [
    'a different last_update alone',
    text('001', 'a'),
    text('001', 'a', 'f', at('13:00')),
    { kind: 'last-update-alone', last: at('12:00') },
  ],
  [
    'the same last_update, stated',
    text('001', 'a'),
    text('001', 'a', 'f', at('12:00')),
    { kind: 'unchanged' },
  ],
  ['same, higher', text('001', 'a'), text('002', 'a'), { kind: 'bumped', next: v('001') }],
  ['same, next revision', text('001', 'a'), text('001r2', 'a'), { kind: 'bumped', next: v('001') }],
  ['changed, same', text('001', 'a'), text('001', 'b'), { kind: 'not-bumped', next: v('002') }],
  [
    'changed, lower: a published bump reverted',
    text('002', 'b'),
    text('001', 'a'),
    { kind: 'lower', last: v('002'), next: v('003') },
  ],
  ['same, lower', text('002', 'b'), text('001', 'b'), { kind: 'lower', last: v('002'), next: v('002') }],
  ['changed, facts same, next revision', text('002', 'a'), text('002r2', 'b'), { kind: 'revision' }],
  ['a revision after a revision', text('002r2', 'a'), text('002r3', 'b'), { kind: 'revision' }],
  ['a revision left out', text('002', 'a'), text('002r3', 'b'), { kind: 'gap', next: v('002r2') }],
  [
    'changed, facts differ, next revision',
    text('002', 'a'),
    text('002r2', 'b', 'g'),
    { kind: 'revised-facts', next: v('003') },
  ],
  ['changed, next version', text('002', 'a'), text('003', 'b', 'g'), { kind: 'version' }],
  ['the next version after a revision', text('002r4', 'a'), text('003', 'b'), { kind: 'version' }],
  [
    'a next version whose stated last_update goes back',
    text('002', 'a'),
    text('003', 'b', 'g', at('11:00')),
    { kind: 'last-update-back', last: at('12:00') },
  ],
  [
    'going back comes before the number',
    text('002', 'a'),
    text('002', 'b', 'g', at('11:00')),
    { kind: 'last-update-back', last: at('12:00') },
  ],
  [
    'a last_update of an earlier version states nothing of this one',
    text('002', 'a'),
    text('003', 'b', 'g', at('11:30')),
    { kind: 'version' },
  ],
  [
    'after a last_update in the future, the publication is what nothing may go behind',
    { ...text('002', 'a'), lastUpdate: at('16:00') },
    text('003', 'b', 'g', at('12:40')),
    { kind: 'version' },
  ],
  [
    'and that is said with its time',
    { ...text('002', 'a'), lastUpdate: at('16:00') },
    text('003', 'b', 'g', at('12:20')),
    { kind: 'last-update-back', last: at('12:30') },
  ],
  [
    'changed, further: two bumps squashed',
    text('001', 'a'),
    text('003', 'b'),
    { kind: 'gap', next: v('002') },
  ],
  [
    'a next version that begins as a revision',
    text('001', 'a'),
    text('002r2', 'b'),
    { kind: 'gap', next: v('002') },
  ],
  ['999 is followed by 1000', text('999', 'a'), text('1000', 'b'), { kind: 'version' }],
  [
    '1000 under the number 999',
    text('1000', 'a'),
    text('999', 'b'),
    { kind: 'lower', last: v('1000'), next: v('1001') },
  ],
])('%s', (_, last, live, expected) => {
  expect(judge({ live, last, original: undefined })).toEqual(expected);
});

test('the same words with another picture are a change', () => {
  const last = { ...text('001', 'a'), pictures: ['1.png'] };
  expect(judge({ live: { ...text('001', 'a'), pictures: ['2.png'] }, last, original: undefined })).toEqual({
    kind: 'not-bumped',
    next: v('002'),
  });
});

test.each<[string, PublishedStand | undefined, LiveStand, Case['original'], Verdict]>([
  [
    'above the original',
    undefined,
    text('003', 'a'),
    original('002', 1, 2),
    { kind: 'ahead', original: v('002') },
  ],
  [
    'new, of an older version',
    undefined,
    text('001', 'a'),
    original('003', 1, 2, 3),
    { kind: 'new', imported: false },
  ],
  [
    'changed, the same number: a new wording',
    text('001', 'a'),
    text('001', 'b'),
    original('001', 1),
    { kind: 'not-bumped', next: v('001r2') },
  ],
  [
    'changed, further, published by the original',
    text('001', 'a'),
    text('003', 'b'),
    original('004', 1, 2, 3, 4),
    { kind: 'version' },
  ],
  [
    'changed, further, what the original is about to publish',
    text('001', 'a'),
    text('003', 'b'),
    original('003', 1, 2),
    { kind: 'version' },
  ],
  [
    'changed, further, never published',
    text('001', 'a'),
    text('003', 'b'),
    original('005', 1, 5),
    { kind: 'gap', next: v('005') },
  ],
  [
    'reverted together with its original',
    text('002', 'b'),
    text('001', 'a'),
    { ...original('003', 1, 2), isTold: true },
    { kind: 'lower', last: v('002'), next: v('003') },
  ],
  [
    'reverted alone',
    text('002', 'b'),
    text('001', 'a'),
    original('002', 1, 2),
    { kind: 'lower', last: v('002'), next: v('002r2') },
  ],
  [
    'changed together with its original, both numbers forgotten',
    text('002', 'a'),
    text('002', 'b'),
    { ...original('003', 1, 2), isTold: true },
    { kind: 'not-bumped', next: v('003') },
  ],
  [
    'same text for newer facts',
    text('001', 'a'),
    text('002', 'a'),
    original('002', 1, 2),
    { kind: 'version' },
  ],
  [
    'a last update of its own means nothing',
    text('001', 'a'),
    text('001', 'a', 'f', at('13:00')),
    original('001', 1),
    { kind: 'unchanged' },
  ],
])('a translation: %s', (_, last, live, of, expected) => {
  expect(judge({ live, last, original: of })).toEqual(expected);
});
