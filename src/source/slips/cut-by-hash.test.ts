import { expect, test } from 'vitest';
import { diagnose } from '../../diagnostics/diagnose.ts';
import type { Code } from '../../diagnostics/catalogue.ts';
import type { SitePath } from '../../model/file.ts';
import { namedHashes, textsCutByHash } from './cut-by-hash.ts';

const FILE = 'en.md' as SitePath;

function cut(yaml: string): string[] {
  return textsCutByHash(FILE, yaml, 2).map(({ place: { line, column, end }, message, hint }) => {
    const got = /“(.*)”/.exec(message)?.[1];
    const offered = /: `(.*?)`\. If/.exec(hint?.text ?? '')?.[1];
    return `${line}:${column}-${end?.line}:${end?.column} ${got} | ${offered}`;
  });
}

test.each([
  ['title: Update #2', ['2:15-2:17 Update | "Update #2"']],
  ['title: Update   # two  ', ['2:17-2:24 Update | "Update   # two"']],
  ['  - text: a "b" #c', ['2:17-2:19 a "b" | \'a "b" #c\'']],
  ['version: 001\nsummary: a\t#b', []],
  ['version: 001\nsummary: a #b', ['3:12-3:14 a | "a #b"']],
  ['changes: a#b #c', ['2:14-2:16 a#b | "a#b #c"']],
  ['title: "a #b"', []],
  ["title: 'a' #b", []],
  ['title: [a] #b', []],
  ['title: #b', []],
  ['state: resolved #b', []],
  ['title: a#b', []],
  ['text: |\n  title: a #b\n\n    text: c #d', []],
  ['text: >- #e\n  title: a #b', []],
  ['text: |2\n   title: a #b', []],
  ['timeline:\n  - text: |\n      title: a #b\n    title: c #d', ['5:14-5:16 c | "c #d"']],
  ['timeline:\n  - at: b\n    title: c #d', ['4:14-4:16 c | "c #d"']],
])('of %j, readers get less than is written', (yaml, expected) => {
  expect(cut(yaml)).toEqual(expected);
});

const at = (line: number, code: Code = 'INC112') => diagnose(code, { file: FILE, line, column: 1 });

test('a value that is empty because of a # is named, and a colour is offered in quotation marks', () => {
  const text = 'accent: #C00  \nother: #0b6e4f\nthird: #c0\nfourth: #c00 red\nfifth: a #b';
  const found = namedHashes(
    [1, 2, 3, 4, 5, 6].map((line) => at(line)),
    text,
  );
  expect(found.map(({ message }) => message)).toEqual([
    ...['accent', 'other', 'third', 'fourth'].map(
      (key) => `\`${key}\` is empty: YAML takes what follows \`#\` for a comment`,
    ),
    at(5).message,
    at(6).message,
  ]);
  expect(found.map(({ hint }) => hint?.write?.text)).toEqual([
    '"#C00"',
    '"#0b6e4f"',
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(found[0]?.place).toEqual({ file: FILE, line: 1, column: 9, end: { line: 1, column: 13 } });
  expect(found[3]?.hint?.text).toBe('Quote it: `"#c00 red"`. If it is a comment, write a value before it.');
});

test('a key that is not known stays so, whatever is behind it', () => {
  const found = [at(1, 'INC110')];
  expect(namedHashes(found, 'accent: #c00')).toEqual(found);
  expect(namedHashes([at(1)], 'accent:#c00')).toEqual([at(1)]);
});
