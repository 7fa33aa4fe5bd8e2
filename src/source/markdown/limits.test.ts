import { expect, test } from 'vitest';
import { findExcess } from './limits.ts';
import { options } from './testing.ts';

/** Where a text has more than three lists or quotes in each other, or too many brackets or marks. */
function excessIn(text: string, more = {}): string | undefined {
  const found = findExcess(text, options({ limits: { nesting: 3 }, ...more }));
  return found && `${found.place.line}:${found.place.column}-${found.place.end?.column} ${found.message}`;
}
const NESTED = 'This text has more than 3 nested lists or quotes';

test.each([
  ['> > > x', undefined],
  ['> > > > x', `1:1-2 ${NESTED}`],
  ['>>>>x', `1:1-2 ${NESTED}`],
  ['- * + x', undefined],
  ['- * + - x', `1:1-2 ${NESTED}`],
  ['- * + -', `1:1-2 ${NESTED}`],
  ['- - - -x', undefined],
  ['1. 2) 3. x', undefined],
  ['1. 2) 3. 123456789. x', `1:1-2 ${NESTED}`],
  ['1. 2) 3. 4.', `1:1-2 ${NESTED}`],
  ['1. 2) 3. 4.x', undefined],
  ['1. 2) 3. 1234567890. x', undefined],
  ['> - 1. > x', `1:1-2 ${NESTED}`],
  ['x > > > > x', undefined],
  [`${' '.repeat(15)}x`, undefined],
  [`${' '.repeat(16)}x`, `1:1-2 ${NESTED}`],
  ['\t\t\tx', undefined],
  ['\t\t\t\tx', `1:1-2 ${NESTED}`],
  ['x\n\n- a\n  > > > x', undefined],
])('%j is nested as deep as it is', (text, expected) => {
  expect(excessIn(text)).toBe(expected);
});

test('an excess is told at its place in the file', () => {
  expect(excessIn('x\n>>>> x', { firstLine: 10, indent: 4 })).toBe(`11:5-6 ${NESTED}`);
});

test.each([
  ['in a fence', '```\n>>>> x\n```', undefined],
  ['in a fence of tildes', '~~~ a`b\n>>>> x\n~~~', undefined],
  ['in a fence in a list', '- ```\n>>>> x\n', undefined],
  ['after a fence', '```\nx\n```\n>>>> x', 4],
  ['after a fence with a longer end', '```\nx\n`````\n>>>> x', 4],
  ['below backticks in a sentence', '```a`b\n>>>> x', 2],
  ['below a shorter fence', '````\n```\n>>>> x', undefined],
  ['below a fence of the other kind', '```\n~~~\n>>>> x', undefined],
  ['below the beginning of another fence', '```\n``` js\n>>>> x', undefined],
])('code may be as deep as it likes: %s', (_, text, line) => {
  expect(excessIn(text)?.split(':')[0]).toBe(line?.toString());
});

const OPEN = 'This text has more than 500 open square brackets';
const MARKS = 'This text has more than 5000 emphasis marks in one paragraph';
const open = '['.repeat(300);
const stars = '*a '.repeat(3_000);

test.each([
  ['500 brackets', '['.repeat(500), undefined],
  ['501 brackets', '['.repeat(501), `1:1-2 ${OPEN}`],
  ['brackets in two lines', `${open}\n${open}`, `2:1-2 ${OPEN}`],
  ['brackets with a line without any between', `${open}\nx\n${open}`, `3:1-2 ${OPEN}`],
  ['brackets in two paragraphs', `${open}\n\n${open}`, undefined],
  ['brackets in two items', `- ${open}\n- ${open}`, undefined],
  ['brackets in two numbered items', `1. ${open}\n2) ${open}`, undefined],
  ['brackets before and after code', `${open}\n\`\`\`\n\`\`\`\n${open}`, undefined],
  ['brackets in code', `\`\`\`\n${open}\n${open}\n\`\`\``, undefined],
  ['brackets that are closed', '[]'.repeat(600), undefined],
  ['brackets after others that close nothing', `${']'.repeat(9)}${'['.repeat(501)}`, `1:1-2 ${OPEN}`],
  ['escaped brackets', String.raw`\[`.repeat(600), undefined],
  ['brackets behind escaped backslashes', String.raw`\\[`.repeat(501), `1:1-2 ${OPEN}`],
  ['marks in two lines', `${stars}\n${stars}`, `2:1-2 ${MARKS}`],
  ['marks in two paragraphs', `${stars}\n\n${stars}`, undefined],
  ['marks side by side', `${'***a '.repeat(3_000)}`, undefined],
  ['marks of two kinds', `${'*_a '.repeat(3_000)}`, `1:1-2 ${MARKS}`],
  ['marks in a row of a table', `| ${'*_a '.repeat(3_000)}`, undefined],
])('%s', (_, text, expected) => {
  expect(excessIn(text)).toBe(expected);
});
