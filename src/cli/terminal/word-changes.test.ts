import { expect, test } from 'vitest';
import type { Language } from '../../model/language.ts';
import { wordRuns } from '../../versions/diff/word-runs.ts';
import { paragraphsWithChanges } from './word-changes.ts';

const changed = (before: string, after: string) =>
  paragraphsWithChanges(wordRuns(before, after, 'en' as Language));

test('only paragraphs with changes are shown, with marks that need no colour', () => {
  const before = 'First.\n\nSecond is slow.\n\nThird.\n\nFourth.\n\nFifth.';
  const after = 'First.\n\nSecond is fast.\n\nThird.\n\nFourth.\n\nFifth, and last.';
  expect(changed(before, after)).toEqual([
    '[…]',
    'Second is [-slow-]{+fast+}.',
    '[…]',
    expect.stringContaining('{+'),
  ]);
  expect(changed(before, before)).toEqual([]);
});

test('words added or removed next to each other are one change', () => {
  expect(changed('Words here.', 'Words, many, here.')).toEqual(['Words{+, many,+} here.']);
});

test('a mark never reaches over the end of a paragraph', () => {
  for (const paragraph of changed('Here.', 'Here.\n\nNew one.\n\nAnd another.')) {
    expect(paragraph.match(/\{\+/g)?.length ?? 0).toBe(paragraph.match(/\+\}/g)?.length ?? 0);
  }
});
