import { expect, test } from 'vitest';
import { startCosting } from './cost.ts';
import { findExcess } from './limits.ts';
import type { MarkdownOptions } from './options.ts';

const options = { limits: { nesting: 100 }, file: 'x.md', firstLine: 1, indent: 0 } as MarkdownOptions;
const codeOf = (text: string) => findExcess(text, options)?.code;

/** A megabyte of it, as much as a file may have. */
const fill = (unit: string) => unit.repeat(Math.floor(1_040_000 / Buffer.byteLength(unit)));
const row = (columns: number, cell: string) => `|${`${cell}|`.repeat(columns)}\n`;
const nested = (mark: string, most: number) =>
  Array.from({ length: most }, (_, depth) => `${mark.repeat(depth + 1)}x\n`).join('');

/** Each took from 2 to more than 60 s of a processor, or up to 2.5 GB, when it was parsed. */
test.each(
  Object.entries({
    'rows of a table': row(2, 'a') + row(2, '-') + fill(row(2, 'x')),
    'rows of one cell': row(1, 'a') + row(1, '-') + fill('|x\n'),
    'rows of one cell between spaces': `| a |\n| - |\n${fill('| x |\n')}`,
    'short rows of a wide table': row(1_000, 'a') + row(1_000, '-') + '|x\n'.repeat(1_000),
    'rows without cells': row(2, 'a') + row(2, '-') + fill('||\n'),
    tables: fill('|a|\n|-|\n|x|\n\n'),
    'tables with spaces': fill('| a |\n| - |\n| x |\n\n'),
    backslashes: fill('\\'),
    'escaped marks': fill('\\*'),
    'broken lines': fill('a\\\n'),
    'lines broken by spaces': fill('a  \n'),
    definitions: fill('[d]: /x\n'),
    footnotes: fill('[^a]: x\n'),
    'uses of a footnote': `[^a]: x\n\n${fill('[^a]\n\n')}`,
    items: fill('- x\n'),
    'items with spaces between': fill('- x\n\n'),
    'numbered items': fill('1. x\n'),
    tasks: fill('- [ ] x\n'),
    'items in each other': fill(nested('- ', 90)),
    quotes: fill('> x\n\n'),
    'quotes in each other': fill(`${'>'.repeat(99)} x\n\n`),
    'deeper and deeper quotes': fill(nested('>', 99)),
    'lines that go on with a quote': `> a\n${fill('x\n')}`,
    headings: fill('# x\n'),
    'underlined headings': 'x\n=\n\n'.repeat(2_600),
    links: fill('[a](/b) '),
    addresses: fill('https://e.org/ '),
    'names of hosts': fill('www.e.org '),
    'mail addresses': fill('a@b.co '),
    'what could become a mail address': fill('a.'),
    tags: fill('<b>x</b> '),
    references: fill('&amp;'),
    code: fill('`a` '),
    emphasis: fill('*a*\n\n'),
    pictures: fill('![a](b.png)\n'),
    alerts: fill('> [!NOTE]\n> x\n\n'),
    'two thousand and more alerts': '> [!NOTE]\n> x\n\n'.repeat(2_100),
    'quotes of two lines': '> x\n> x\n\n'.repeat(2_600),
    'deep quotes of two lines': '>>> x\n>>> x\n\n'.repeat(1_300),
  }),
)('too much of %s is refused before it is parsed', (_, text) => {
  expect(codeOf(text)).toBe('INC310');
});

test.each(
  Object.entries({
    prose: fill('Some words of prose that people read, in lines of a usual length, and so on.\n'),
    paragraphs: fill('Some words of prose that people read, *and* some of them are [links](/x/).\n\n').slice(
      0,
      200_000,
    ),
    'one line': fill('word '),
    'a log': `\`\`\`\n${fill('2026-03-04T10:00:00Z ERROR [main] a.b.C - failed: <x> {y} | z\n')}\`\`\`\n`,
    'a table of 1 000 rows': row(6, 'a') + row(6, '-') + row(6, 'some words').repeat(1_000),
    'a quote of 2 000 lines': '> Some words that somebody else has said.\n'.repeat(2_000),
    '500 alerts': '> [!NOTE]\n> Some words of advice, *in two lines*\n> of a usual length.\n\n'.repeat(500),
    'a list of 2 500 items': '- Something happened, and `a.b` was *restarted*.\n'.repeat(2_500),
    '2 000 links': '[The ticket](https://example.com/tickets/1) says more.\n'.repeat(2_000),
  }),
)('%s is not', (_, text) => {
  expect(codeOf(text)).toBeUndefined();
});

/** What each line of a text adds. */
function costsOf(text: string, isCode = false): number[] {
  const count = startCosting();
  const sums = text.split('\n').map((line) => count(line, isCode));
  return sums.map((sum, index) => sum - (sums[index - 1] ?? 0));
}

test.each([
  ['word', [2]],
  ['', [2]],
  ['a *b* `c` \\d', [2 + 5 * 6]],
  ['a [b](/c) <d>', [2 + 2 * 6 + 6 + 14]],
  ['[a]: /b', [2 + 2 * 6 + 14]],
  ['[^a]', [2 + 3 * 6 + 14]],
  ['https://a.example www.b.example c@d.example', [2 + 3 * 14]],
  ['a  ', [2 + 6]],
  ['a\\', [2 + 2 * 6]],
  ['\\a', [2 + 6]],
  ['  a', [2 + 6]],
  ['# a', [2 + 6 + 44]],
  ['#a', [2 + 6]],
  ['####### a', [2 + 7 * 6]],
  ['a\n==', [2, 2 + 44]],
  ['a\n--', [2, 2 + 44 + 60 + 12 + 16]],
  ['> ## a', [2 + 1.5 * 6 + 2 * 6 + 44]],
  ['- a', [2 + 16 + 0.5 * 6]],
  ['1. 2) a', [2 + 2 * 16 + 6]],
  ['- - -', [2 + 3 * 16 + 6 + 60 + 12]],
  ['-', [2 + 16 + 44]],
  ['-a', [2]],
  ['> a\n> b\n>> c\nd', [2 + 9, 2 + 9 + 36, 2 + 15 + 36, 2 + 12]],
  ['> a\n\nb', [2 + 9, 2, 2]],
  ['- a\nb\nc\n\nd', [2 + 19, 2 + 12, 2 + 12, 2, 2]],
  ['a|b\n-|-\nc|d\n\ne', [2, 2 + 60 + 24, 2 + 24, 2, 2]],
  ['|a|\n| :-: |\n|c|', [2, 2 + 60 + 12, 2 + 12]],
  ['|-|-|-|\nx', [2 + 60 + 36, 2 + 36]],
  ['|||\n:::', [2, 2]],
  ['a'.repeat(199), [2]],
  [`${'a'.repeat(100)}-${'a'.repeat(98)}`, [2]],
  [`${'a'.repeat(100)}-${'a'.repeat(99)}`, [2 + 0.2]],
  [`${'a.b+c-'.repeat(50)}`, [2 + 150 * 0.3]],
  [`${'a '.repeat(300)}b-c`, [2]],
])('the lines of %j cost this much: %j', (text, costs) => {
  for (const [index, cost] of costsOf(text).entries())
    expect(cost, `line ${index}`).toBeCloseTo(costs[index] ?? 0);
});

test('a line of code costs as little as any, and ends the quote before it', () => {
  expect(costsOf('> *a* [b](/c)\n# d', true)).toEqual([2, 2]);
  const count = startCosting();
  const [quoted, code, after] = [count('> a', false), count('> b', true), count('> c', false)];
  expect([quoted, code - quoted, after - code]).toEqual([11, 2, 11]);
});
