import { expect, test } from 'vitest';
import type { SitePath } from '../model/file.ts';
import { parseMatter, parseYaml } from './matter.ts';

const FILE = 'en.md' as SitePath;
const parsed = (yaml: string) => parseYaml({ file: FILE, yaml, firstLine: 2 });
const said = (yaml: string) =>
  parseMatter(FILE, yaml, 2).diagnostics.map(
    ({ code, place, message }) =>
      `${place.line}:${place.column}${place.end ? `-${place.end.line}:${place.end.column}` : ''} ${code} ${message}`,
  );
const TOO_DEEP = 'INC109 Lists and maps are nested too deeply';

test.each([
  ['20 dashes', `a: b\n  ${'- '.repeat(20)}c\n`, undefined],
  ['21 dashes', `a:\n  ${'- '.repeat(21)}c\n`, `3:1 ${TOO_DEEP}`],
  ['21 marks of keys and values', `${'? '.repeat(11)}${':  '.repeat(10)}c\n`, `2:1 ${TOO_DEEP}`],
  ['100 brackets', `a: ${'['.repeat(100)}${']'.repeat(100)}\n`, undefined],
  ['101 brackets', `a: b\nc: ${'['.repeat(101)}${']'.repeat(101)}\n`, `3:1 ${TOO_DEEP}`],
  ['101 braces', `a: ${'{'.repeat(101)}${'}'.repeat(101)}\n`, `2:1 ${TOO_DEEP}`],
  ['brackets of several lines', `a:\n${' ['.repeat(60)}\n${' {'.repeat(41)}\n`, `4:1 ${TOO_DEEP}`],
  ['brackets that are closed again', `a: "${'[]{}'.repeat(200)}"\n`, undefined],
  ['brackets that were closed before', `a: "${']'.repeat(50)}${'['.repeat(100)}"\n`, undefined],
  [
    'brackets after others that close nothing',
    `a: "${'}'.repeat(9)}${'['.repeat(101)}"\n`,
    `2:1 ${TOO_DEEP}`,
  ],
])('%s are as deep as they are', (_, yaml, expected) => {
  const deep = said(yaml).filter((each) => each.includes('INC109'));
  expect(deep).toEqual(expected === undefined ? [] : [expected]);
});

test.each([
  ['a: &name b\n', '2:10-2:11 INC108 `&name` gives a value a name, to repeat it elsewhere'],
  ['a: b\nc: *a\n', '3:4-3:6 INC108 `*a` repeats another value'],
  ['a: !own b\n', '2:4-2:8 INC108 The `!` before this value is a YAML tag, and tags are not allowed here'],
  ['a: ! b\n', '2:6-2:7 INC108 `!` is a YAML tag, and tags are not allowed here'],
  ['a: !!int 5\n', '2:4-2:9 INC108 The `!` before this value is a YAML tag, and tags are not allowed here'],
  ['- a\n- b\n', '2:1 INC106 There are no keys here'],
  ['a\n', '2:1 INC106 There are no keys here'],
])('%j is refused', (yaml, expected) => {
  expect(said(yaml)).toEqual([expected]);
});

test('of many values that repeat others, the first five are told', () => {
  const yaml = `a: &x b\n${Array.from({ length: 9 }, (_, index) => `k${index}: *x\n`).join('')}`;
  expect(said(yaml).map((each) => each.split(' ')[0])).toHaveLength(5);
});

test('tags that change nothing are fine', () => {
  expect(parsed('a: !!str b\nc: !!seq [d]\ne: !!map {f: g}\n')).toMatchObject({
    value: { value: { a: 'b', c: ['d'], e: { f: 'g' } } },
    diagnostics: [],
  });
});

test('values are texts, in lists and maps; without one it is empty', () => {
  const { value } = parsed('a: 001\nb: [true, null, {c: 2.50}]\nd:\ne: ""\n? [x]\n: y\n');
  expect(value?.value).toEqual({ a: '001', b: ['true', 'null', { c: '2.50' }], d: '', e: '', '': 'y' });
  expect(Object.getPrototypeOf(value?.value)).toBeNull();
});

test('each value has its place, and each text that is parsed further has its origin', () => {
  const { value } = parsed(
    'title: "Pages fail"\ntimeline:\n  - at: x\n    text: |\n\n      One\n      two\n  - text: >-\n     Three\nempty:\n',
  );
  expect(value?.place('title')).toEqual([2, 8, 2, 20]);
  expect(value?.keyPlace('title')).toEqual([2, 1, 2, 6]);
  expect(value?.place('timeline')).toEqual([4, 3, 4, 10]);
  expect(value?.place('timeline.0.at')).toEqual([4, 9, 4, 10]);
  expect(value?.keyPlace('timeline.0')).toEqual([4, 5, 4, 10]);
  expect(value?.place('timeline.0.text')).toEqual([5, 11, 5, 12]);
  expect(value?.place('empty')).toEqual([11, 7, 11, 7]);
  expect(value?.place('nothing')).toEqual([2, 1, 2, 1]);
  expect(value?.place('')).toEqual([2, 1, 2, 1]);
  expect(value?.keyPlace('nothing')).toEqual([2, 1, 2, 1]);
  expect(value?.origin('title')).toEqual({ line: 2, indent: 8 });
  expect(value?.origin('timeline.0.at')).toEqual({ line: 4, indent: 8 });
  expect(value?.origin('timeline.0.text')).toEqual({ line: 6, indent: 6 });
  expect(value?.origin('timeline.1.text')).toEqual({ line: 10, indent: 5 });
  expect(value?.origin('nothing')).toEqual({ line: 2, indent: 0 });
});
