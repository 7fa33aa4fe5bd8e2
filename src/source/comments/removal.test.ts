import { expect, test } from 'vitest';
import { nothingRemoved, rangeFinder, remove } from './removal.ts';
import type { Spacing, Stretch } from './removal.ts';

/** Removes what stands between braces. */
function without(text: string, spacing: Spacing = 'as-it-is') {
  const parts = [...text.matchAll(/\{[^}]*\}/g)].map(({ index, 0: { length } }): Stretch => ({
    start: index,
    end: index + length,
  }));
  return remove(nothingRemoved(text), parts, spacing);
}

test.each([
  ['a{x}b', 'ab'],
  ['a {x} b', 'a b'],
  ['a {x}\nb', 'a\nb'],
  ['a\n  {x}\nb', 'a\nb'],
  ['a\n{x}', 'a\n'],
  ['{x} a', 'a'],
  ['  {x}  a', '  a'],
  ['a{x} b', 'a b'],
  ['a {x} {y}\nb', 'a\nb'],
  ['a\n{x} {y}\nb', 'a\nb'],
  ['a\n{x}\n{y}\nb', 'a\nb'],
  ['a {x\ny} b', 'a b'],
  ['{x}', ''],
  ['a{x}\n\nb', 'a\n\nb'],
  ['a\t{x}\t\nb', 'a\nb'],
  ['a {x}\tb', 'a b'],
  ['a {x}b', 'a b'],
  ['a\n  {x} b', 'a\n  b'],
  ['a\n  {x}  \n  b', 'a\n  b'],
  ['plain', 'plain'],
])('of %j, %j is left', (text, left) => {
  expect(without(text).text).toBe(left);
  expect(without(text).written).toBe(text);
});

test.each([
  ['a\n\n{x}\n\nb', 'a\n\nb'],
  ['a\n{x}\n\nb', 'a\n\nb'],
  ['a\n\n{x}\nb', 'a\n\nb'],
  ['{x}\n\nb', 'b'],
  ['a\n\n{x}\n', 'a\n\n'],
  ['a\n\n{x}\n\n\nb', 'a\n\n\nb'],
  ['a {x}\n\nb', 'a\n\nb'],
  ['a\n\n {x} \n\t\nb', 'a\n\nb'],
  ['a\n\n{x} b\n\nc', 'a\n\nb\n\nc'],
  ['a\n\n{x}', 'a\n\n'],
  ['a\n \n{x}\n\nb', 'a\n \nb'],
  ['{x} a\n\nb', 'a\n\nb'],
  ['{x}\na', 'a'],
])('of the blank lines around whole lines one is enough: %j becomes %j', (text, left) => {
  expect(without(text, 'closed-up').text).toBe(left);
});

test('a range of what is left is found in what was written', () => {
  const removal = without('one {x}\n{y}\ntwo {z} three\n');
  expect(removal.text).toBe('one\ntwo three\n');
  const find = rangeFinder(removal);
  expect(find([1, 1, 1, 4])).toEqual([1, 1, 1, 4]);
  expect(find([2, 1, 2, 4])).toEqual([3, 1, 3, 4]);
  expect(find([2, 5, 2, 10])).toEqual([3, 9, 3, 14]);
  expect(find([1, 1, 2, 4])).toEqual([1, 1, 3, 4]);
  expect(find([2, 5, 2, 5])).toEqual([3, 9, 3, 9]);
  // Behind the end there is only the end.
  expect(find([3, 1, 3, 1])).toEqual([4, 1, 4, 1]);
  expect(find([9, 1, 9, 1])).toEqual([4, 1, 4, 1]);
});

test('places survive two removals, and one that removes nothing', () => {
  const first = without('a {x}\nb {y} c\n');
  const second = remove(first, [{ start: 0, end: 1 }], 'as-it-is');
  expect(second.text).toBe('b c\n');
  expect(rangeFinder(second)([1, 3, 1, 4])).toEqual([2, 7, 2, 8]);
  expect(rangeFinder(nothingRemoved('a'))([5, 6, 7, 8])).toEqual([5, 6, 7, 8]);
});

test('parts may be given in any order', () => {
  const parts = [
    { start: 4, end: 5 },
    { start: 0, end: 1 },
  ];
  expect(remove(nothingRemoved('a b c d'), parts, 'as-it-is').text).toBe('b d');
});
