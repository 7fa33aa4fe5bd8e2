import { expect, test } from 'vitest';
import { indentOf, insideTexts, pairOf } from './line.ts';

test.each([
  ['title: a', { lead: '', key: 'title', gap: ': ', value: 'a' }],
  ['  - at:  b c ', { lead: '  - ', key: 'at', gap: ':  ', value: 'b c ' }],
  ['- - data_loss-2:', { lead: '- - ', key: 'data_loss-2', gap: ':', value: '' }],
  ['title:a', undefined],
  ['title : a', undefined],
  ['-at: a', undefined],
  ['2a: b', undefined],
  ['"a": b', undefined],
  ['', undefined],
])('%j is a key with a value, or not', (line, pair) => {
  expect(pairOf(line)).toEqual(pair);
});

test('indentation is what is before the first other character', () => {
  expect(['a', '  a', ' \ta ', '   '].map(indentOf)).toEqual([0, 2, 2, 3]);
});

test.each([
  ['text: |\n  a\n\n   b\nc: d', ' xxx '],
  ['a: >-2  # b\n  c\nd: e', ' x '],
  ['  - text: |\n      a\n    b: c', ' x '],
  ['- - a: |\n     b\n    c', ' x '],
  ['text: | a\n  b', '  '],
  ['text:|\n  b', '  '],
  ['text: |\n\n  \na: |\n b', ' xx x'],
  ['a\n  b', '  '],
])('of %j, these lines are inside a text: %j', (text, inside) => {
  expect(
    insideTexts(text.split('\n'))
      .map((is) => (is ? 'x' : ' '))
      .join(''),
  ).toBe(inside);
});
