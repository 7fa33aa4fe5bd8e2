import { expect, test } from 'vitest';
import type { SitePath } from '../../model/file.ts';
import { findEarlyEnd } from './early-end.ts';

/** The line that ends front matter too early, in a file that begins with `---`. */
function earlyEnd(text: string): string | undefined {
  const lines = `---\n${text}`.split('\n');
  const found = findEarlyEnd('en.md' as SitePath, lines, lines.indexOf('---', 1));
  if (!found) return undefined;
  const { line, column, end } = found.place;
  return `${line}:${column}-${end?.line}:${end?.column} ${found.message}`;
}

const said = (line: number, text = '---') =>
  `${line}:1-${line}:${text.length + 1} The line \`${text.trimEnd().slice(0, 40)}\` ends the front matter in the middle`;
const TITLE = 'title: a\n';
const BLOCK = `timeline:\n  - at: 2026-03-04T10:00:00Z\n    text: |\n      A line.\n`;
const QUOTED = 'summary: "A line.\n';

test.each([
  ['a line that only begins with three dashes', `${TITLE}---x: 1\nversion: 001\n---\nText.`, 3, '---x: 1'],
  [
    'a rule of more dashes',
    `${TITLE}${'-'.repeat(50)}  \nversion: 001\n---\nText.`,
    3,
    `${'-'.repeat(50)}  `,
  ],
  ['another entry below', `${TITLE}---\n  - at: 2026-03-04T10:00:00Z\n---\nText.`, 3],
  ['another entry with a quoted time below', `${TITLE}---\nText.\n\n- at: "2026-03-04"\n---\nText.`, 3],
  ['a key that is not there yet below', `${TITLE}---\nversion: 001\n---\nText.`, 3],
  ['a key without a value below blank lines', `${TITLE}---\n\n\ntimeline:\n---\nText.`, 3],
  ['the rest of a text, as far indented', `${BLOCK}---\n      More.\n---\nText.`, 6],
  ['the rest of a text whose lines are all blank', `text: |\n\n---\n  More.\n---\nText.`, 4],
  ['the rest of a text in quotation marks', `${QUOTED}---\n  More."\n\n---\nText.`, 3],
  ['the rest of a text in single marks', `summary: 'It''s\n---\n  more.'\n\n---\nText.`, 3],
  ['one block without indentation after a text', `${BLOCK}---\nMore.\nAnd more.\n---\nText.`, 6],
  [
    'keys of the entry after a text without indentation',
    `${BLOCK}---\nMore.\n\n    state: resolved\n---\nText.`,
    6,
  ],
  ['a mark with blanks behind the next end', `${TITLE}---\nversion: 001\n---  \nText.`, 3],
])('front matter does not end before %s', (_, text, line, shown = '---') => {
  expect(earlyEnd(text)).toBe(said(line, shown));
});

test.each([
  ['the only mark', `${TITLE}---\nText.`],
  ['a rule between paragraphs', `${TITLE}---\nText.\n\n---\n\nMore.`],
  ['a sentence that begins like an entry', `${TITLE}---\nText - at: 2026\n---\n`],
  ['an entry without a time', `${TITLE}---\nText\n  - at: noon\n---\n`],
  ['a key that is there already', `${TITLE}---\ntitle: b\n---\nText.`],
  ['a key there already, after a text', `${TITLE}${BLOCK}---\ntitle: b\n\nText.\n\n---\nText.`],
  ['a word with a colon that is not a key', `${TITLE}---\nnote: b\n\n---\nText.`],
  ['a key without a blank', `${TITLE}---\nversion:001\n\n---\nText.`],
  ['text that is less indented than the one before', `${BLOCK}---\n   More.\n\n---\nText.`],
  ['text that is deeper than the one before', `${BLOCK}---\n          More.\n\n---\nText.`],
  ['text after a text, with blank lines in it', `${BLOCK}---\nMore.\n\nAnd more.\n\n---\nText.`],
  ['other keys than those of entries after a text', `${BLOCK}---\nMore.\n\n  owner: b\n---\nText.`],
  ['nothing after a text', `${BLOCK}---\n---\nText.`],
  ['text after a closed quotation', `summary: "A line."\n---\nMore.\n---\nText.`],
  ['text after a quotation with escaped marks', `summary: "A \\" line."\n---\nMore.\n---\nText.`],
  ['text after a value on one line', `${BLOCK}tags: [a]\n---\nMore.\n---\nText.`],
])('it may end before %s', (_, text) => {
  expect(earlyEnd(text)).toBeUndefined();
});
