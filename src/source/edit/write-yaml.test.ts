import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { writeBlockItem, writeFlowItem, writeScalar, writeValue } from './write-yaml.ts';

test.each([
  ['web', 'web'],
  ['2026-03-04T10:00:00Z', '2026-03-04T10:00:00Z'],
  ['a+b.c', 'a+b.c'],
  ['a:', '"a:"'],
  ['-a', '"-a"'],
  ['a b', '"a b"'],
  ['', '""'],
  ['é', '"é"'],
  ['a"b\\\n', String.raw`"a\"b\\\n"`],
  ['a\u007fb\u007f', String.raw`"a\x7fb\x7f"`],
])('%j is written as %s', (value, written) => {
  expect(writeScalar(value)).toBe(written);
  expect(parse(writeScalar(value), { schema: 'failsafe' })).toBe(value);
});

test('a scalar keeps its quotation marks where they can hold it', () => {
  expect(writeScalar('web', 'single')).toBe("'web'");
  expect(writeScalar('web', 'double')).toBe('"web"');
  expect(writeScalar('a b', 'single')).toBe('"a b"');
});

test('prose is always quoted', () => {
  for (const key of ['title', 'summary', 'changes', 'text']) expect(writeValue(key, 'web')).toBe('"web"');
  expect(writeValue('state', 'resolved')).toBe('resolved');
});

test('an item between braces', () => {
  expect(
    writeFlowItem({ at: '2026-03-04', title: 'a', state: undefined, services: { web: 'b c', 'd e': 'f' } }),
  ).toBe('{at: 2026-03-04, title: "a", services: {web: "b c", "d e": f}}');
});

test.each([
  ['one line', 'a\n', '|\n    a'],
  ['several lines', 'a\n\n  b\nc\n', '|\n    a\n\n      b\n    c'],
  ['a first line with a space', ' a\nb\n', '|2\n     a\n    b'],
  ['a first line with a tab', '\ta\n', '|2\n    \ta'],
  ['no line end', 'a\nb', String.raw`"a\nb"`],
  ['a blank first line', '\na\n', String.raw`"\na\n"`],
  ['a blank last line', 'a\n\n', String.raw`"a\n\n"`],
  ['nothing but blanks', '  \n', String.raw`"  \n"`],
  ['a control character', 'a\u0007\n', String.raw`"a\u0007\n"`],
  ['a byte order mark', 'a\ufeff\n', '"a\ufeff\\n"'],
])('a text with %s is what was written', (_, value, written) => {
  const item = writeBlockItem({ text: value, state: 'resolved' }, '  ');
  expect(item).toBe(`text: ${written}\n  state: resolved`);
  expect(parse(`- ${item}\n`, { schema: 'failsafe' })).toEqual([{ text: value, state: 'resolved' }]);
});

test('an item below others has its keys below each other', () => {
  expect(writeBlockItem({ at: 'a', phase: undefined, services: { web: 'b' }, title: 'c' }, '    ')).toBe(
    'at: a\n    services: {web: b}\n    title: "c"',
  );
});
