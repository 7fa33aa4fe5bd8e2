import { expect, test } from 'vitest';
import { diagnose } from '../../diagnostics/diagnose.ts';
import type { Code } from '../../diagnostics/catalogue.ts';
import type { SitePath } from '../../model/file.ts';
import { parseMatter } from '../matter.ts';
import type { Split } from '../split.ts';
import { withoutIgnored } from './ignore.ts';

const at = (line: number, code: Code = 'INC230') =>
  diagnose(code, { file: 'en.md' as SitePath, line, column: 1 });

const halves = (yaml: string, body: string): Split => {
  const bodyLine = yaml.split('\n').length + 3;
  const matter = parseMatter('en.md' as SitePath, yaml, 2);
  return { yaml, yamlLine: 2, matter, body, bodyLine };
};

/** The lines of a file for which warnings about blame are off. */
function silentLines(yaml: string, body = ''): number[] {
  const last = yaml.split('\n').length + body.split('\n').length + 4;
  const lines = Array.from({ length: last }, (_, index) => index + 1);
  const kept = withoutIgnored(
    lines.map((line) => at(line)),
    [],
    halves(yaml, body),
  );
  const loud = new Set(kept.map(({ place }) => place.line));
  return lines.filter((line) => !loud.has(line));
}

test.each([
  ['a value on the line below', '# incident-press-ignore blame\ntitle: a\nversion: 001', [2, 3]],
  [
    'a text of several lines, with the blank ones in it',
    'title: a\n# incident-press-ignore blame\nsummary: |\n  a\n\n  b\nversion: 001',
    [3, 4, 5, 6, 7],
  ],
  [
    'the first key of an entry, and not those below it',
    'timeline:\n  # incident-press-ignore: blame\n  - at: a\n    title: b\n  - at: c',
    [3, 4],
  ],
  [
    'a text that is the first key of an entry',
    'actions:\n  # incident-press-ignore blame\n  - text: |\n      a\n    owner: b',
    [3, 4, 5],
  ],
  ['a last value, to its last line', '# incident-press-ignore blame\nsummary: |\n  a\n  b', [2, 3, 4, 5]],
  ['several rules', '# incident-press-ignore actions, blame\ntitle: a\nversion: 001', [2, 3]],
  ['other rules, but not this one', '# incident-press-ignore actions\ntitle: a', []],
  ['nothing if more is said', 'title: a # incident-press-ignore blame\nversion: 001', []],
])('a comment in the front matter is for %s', (_, yaml, lines) => {
  expect(silentLines(yaml)).toEqual(lines);
});

test.each([
  ['the block below', '<!-- incident-press-ignore blame -->\nA\nB\n\nC', [4, 5, 6]],
  [
    'the block below blank lines',
    'A\n\n<!-- incident-press-ignore: blame -->\n\n \nB\nC\n\nD',
    [6, 7, 8, 9, 10],
  ],
  ['the last block', '[incident-press-ignore]: # (blame)\n\nA\nB', [4, 5, 6, 7]],
  ['several rules', '[incident-press-ignore]: # (actions,blame)\nA\n\nB', [4, 5]],
  ['a rule by its code', '  <!-- incident-press-ignore actions inc230 -->  \nA\n\nB', [4, 5]],
  ['nothing if more is on its line', 'A <!-- incident-press-ignore blame -->\nB', []],
])('a comment in the body is for %s', (_, body, lines) => {
  expect(silentLines('title: a', body)).toEqual(lines);
});

test('a rule that is off for the site is off everywhere, and others are not', () => {
  const found = [at(1), at(2, 'INC231'), at(3, 'INC232')];
  expect(withoutIgnored(found, ['blame', 'INC232'], undefined)).toEqual([at(2, 'INC231')]);
  expect(withoutIgnored(found, [], undefined)).toEqual(found);
});

test('an error stays, whatever is switched off', () => {
  const error = at(3, 'INC111');
  const yaml = '# incident-press-ignore INC111\ntitle: a';
  expect(withoutIgnored([error], ['INC111'], halves(yaml, ''))).toEqual([error]);
});
