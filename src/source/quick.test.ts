import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isQuick } from './quick.ts';

const EXAMPLES = join(import.meta.dirname, '../../incidents');
const bytes = (text: string) => new TextEncoder().encode(text);

test('the reports of the example site are quick', () => {
  const files = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.md'),
  );
  expect(files.length).toBeGreaterThan(10);
  expect(files.filter((path) => !isQuick(readFileSync(join(EXAMPLES, path))))).toEqual([]);
});

test.each([
  ['a long text', 'word '.repeat(4_000)],
  ['lists inside each other', '- '.repeat(100)],
  ['quotes inside each other', '>'.repeat(50)],
  ['numbers inside each other', '1.'.repeat(20)],
  [
    'a list that is indented deeper and deeper',
    Array.from({ length: 20 }, (_, at) => `${' '.repeat(2 * at)}- a`).join('\n'),
  ],
  ['many lines in a quote in a quote', '> > a\n'.repeat(600)],
  ['open brackets', '['.repeat(500)],
  ['emphases', '*_'.repeat(300)],
  ['a ladder of backticks', Array.from({ length: 40 }, (_, at) => '`'.repeat(at)).join(' ')],
  ['maps in braces', '{a: '.repeat(500)],
  ['tags', '<a '.repeat(500)],
  ['many headings', 'a\n==\n'.repeat(300)],
])('%s is not taken for quick', (_, text) => {
  expect(isQuick(bytes(text))).toBe(false);
});
