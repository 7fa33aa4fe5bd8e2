import { expect, test } from 'vitest';
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
