import { expect, test } from 'vitest';
import { ledgerParts } from './ledger-parts.ts';

const rows = (count: number) => Array.from({ length: count }, (_, at) => `{"line":${at + 1}}\n`).join('');
const shape = (text: string) => ledgerParts(text, 3).map(({ number, first, last }) => [number, first, last]);

test('a short ledger is one part', () => {
  expect(ledgerParts(rows(2))).toEqual([{ number: undefined, first: 1, last: 2, text: rows(2) }]);
  expect(shape(rows(3))).toEqual([[undefined, 1, 3]]);
  expect(ledgerParts('')).toEqual([{ number: undefined, first: 1, last: 0, text: '' }]);
});

test('one that grows gets parts that stay as they are, and together are the whole', () => {
  const [before, after] = [ledgerParts(rows(7), 3), ledgerParts(rows(8), 3)];
  expect(shape(rows(7))).toEqual([
    [1, 1, 3],
    [2, 4, 6],
    [undefined, 7, 7],
  ]);
  expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
  expect(after.map(({ text }) => text).join('')).toBe(rows(8));
});
