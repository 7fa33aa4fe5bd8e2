import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../test/fuzz/runs.ts';
import { halvesByGrayMatter, split } from './split.ts';

const HEAD = 'title: "Pages fail"\nversion: 001\ntimeline:\n';
const ENTRY = '  - at: 2026-03-04T10:00:00Z\n    title: "Pages fail"\n';

const said = (text: string) =>
  split('en.md', text).diagnostics.map(({ code, place }) => `${code} ${place.line}:${place.column}`);

test('both halves are the lines that stand in the file', () => {
  const { value } = split('en.md', `---\n${HEAD}${ENTRY}---\n\n\nBody.\n\n---\n\nMore.\n`);
  expect(value).toMatchObject({
    yaml: `${HEAD}${ENTRY}`.trimEnd(),
    yamlLine: 2,
    body: '\n\nBody.\n\n---\n\nMore.\n',
    bodyLine: 8,
  });
  expect(value?.matter.value?.value).toMatchObject({ version: '001' });
  expect(value?.matter.value?.place('version')).toEqual([3, 10, 3, 13]);
});

test('blanks behind the marks are no part of either half', () => {
  const bare = split('en.md', '---\ntitle: x\n---\nBody.\n').value;
  const blank = split('en.md', '---  \ntitle: x\n---\t\nBody.\n').value;
  expect(blank?.body).toBe(bare?.body);
  expect(blank?.yaml).toBe(bare?.yaml);
});

test.each([
  ['nothing', ''],
  ['a comment', '# only a note\n'],
])('front matter that holds %s is said to hold no keys', (_, yaml) => {
  const { value } = split('en.md', `---\n${yaml}---\nBody.\n`);
  expect(value?.matter.value).toBeUndefined();
  expect(value?.matter.diagnostics.map(({ code }) => code)).toEqual(['INC106']);
});

test('a file that failed once fails again', () => {
  const text = '---\ntitle: [\n---\n';
  const failed = () => split('en.md', text).value?.matter.diagnostics.map(({ code }) => code);
  expect(failed()).toEqual(['INC106']);
  expect(failed()).toEqual(['INC106']);
});

test.each([
  ['four dashes', `---\n${HEAD}----\n${ENTRY}---\nBody.\n`, 'INC118 5:1'],
  ['dashes and a word', `---\n${HEAD}--- more\n${ENTRY}---\nBody.\n`, 'INC118 5:1'],
  ['a text', `---\n${HEAD}${ENTRY}    text: |\n      One.\n---\n      Two.\n---\nBody.\n`, 'INC118 9:1'],
  ['the start of a text', `---\nsummary: |\n---\n  One.\ntitle: x\n---\nBody.\n`, 'INC118 3:1'],
  ['quotation marks', `---\n${HEAD}${ENTRY}    text: "One.\n---\n      Two."\n---\n`, 'INC118 8:1'],
  [
    'a pasted text',
    `---\n${HEAD}${ENTRY}    text: |\n      One.\n---\nTwo.\nThree.\n---\nBody.\n`,
    'INC118 9:1',
  ],
  [
    'a pasted text with keys after it',
    `---\n${HEAD}${ENTRY}    text: |\n      One.\n---\nTwo.\n\nThree.\n    state: resolved\n---\nBody.\n`,
    'INC118 9:1',
  ],
  ['entries', `---\n${HEAD}${ENTRY}---\n${ENTRY}---\nBody.\n`, 'INC118 7:1'],
  ['keys', `---\n${HEAD}${ENTRY}---\nseverity: major\n---\nBody.\n`, 'INC118 7:1'],
])('a line that ends the front matter too early is found between %s', (_, text, expected) => {
  expect(said(text)).toEqual([expected]);
});

test.each([
  ['a line across', `---\n${HEAD}${ENTRY}---\n\nBody.\n\n---\n\nMore.\n`],
  ['a line across after a text', `---\n${HEAD}${ENTRY}    text: |\n      One.\n---\nBody.\n\n---\n\nMore.\n`],
  [
    'a heading with a line below after a text',
    `---\n${HEAD}${ENTRY}    text: |\n      One.\n---\n\nImpact\n---\n\nMore.\n`,
  ],
  [
    'a line across after a text and nothing else',
    `---\n${HEAD}${ENTRY}    text: |\n      One.\n---\n---\n\nMore.\n`,
  ],
  ['a heading with a line below', `---\n${HEAD}${ENTRY}---\nImpact\n---\n\nMore.\n`],
  ['indented code', `---\n${HEAD}${ENTRY}    text: |\n      One.\n---\n    code\n\n---\n\nMore.\n`],
  [
    'dashes in an indented text',
    `---\n${HEAD}${ENTRY}    text: |\n      One.\n      ---\n      Two.\n---\nBody.\n`,
  ],
])('%s in the text of a report is not its front matter', (_, text) => {
  expect(said(text)).toEqual([]);
});

test('no file is cut anywhere but at its marks, nor otherwise than by gray-matter', () => {
  const line = fc.constantFrom(
    '---',
    '----',
    '--- a',
    ' ---',
    'a: b',
    '  - c',
    'd: |',
    '  e',
    '',
    '# f',
    'g',
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const text = ['---', ...lines].join('\n');
      const { value } = split('en.md', text);
      if (!value) return;
      const before = text.split('\n').slice(0, value.bodyLine - 1);
      expect(before).toEqual(['---', ...(before.length > 2 ? value.yaml.split('\n') : []), '---']);
      expect(value.body).toBe(
        text
          .split('\n')
          .slice(value.bodyLine - 1)
          .join('\n'),
      );
      const { matter, ...halves } = halvesByGrayMatter('en.md', text, value.yamlLine);
      expect(halves).toEqual({ yaml: value.yaml, body: value.body });
      expect(matter.diagnostics).toEqual(value.matter.diagnostics);
      expect(matter.value?.value).toEqual(value.matter.value?.value);
    }),
    runs(2_000),
  );
});

test('front matter with more keys or items than any report has is refused before each is looked at', () => {
  const whole = (yaml: string) => split('en.md', `---\ntitle: "x"\n${yaml}---\nx\n`).diagnostics;
  const many = (line: (index: number) => string, count: number) =>
    Array.from({ length: count }, (_, index) => line(index)).join('');
  expect(whole(many((index) => `key${index}: x\n`, 15_000))).toMatchObject([{ code: 'INC104' }]);
  const keys = whole(many((index) => `key${index}: x\n`, 1_001));
  expect(keys).toMatchObject([{ code: 'INC104', message: expect.stringContaining('has 1002 parts') }]);
  const services = whole(`services:\n${many((index) => `  - s${index}\n`, 1_001)}`);
  expect(services).toMatchObject([{ code: 'INC104', place: { line: 3 } }]);
  expect(whole(`services:\n${many((index) => `  - s${index}\n`, 1_000)}`)).toEqual([]);
});
