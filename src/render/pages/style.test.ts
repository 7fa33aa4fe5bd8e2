import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const TEMPLATES = new URL('../../../templates/', import.meta.url);

const STYLE = readdirSync(TEMPLATES)
  .filter((name) => name.endsWith('.css'))
  .map((name) => readFileSync(new URL(name, TEMPLATES), 'utf8'))
  .join('\n')
  .replaceAll(/\/\*[\s\S]*?\*\//g, '')
  .replaceAll(/(["'])(?:(?!\1).)*\1/g, '""');

test('the style sheet knows start and end, and never left and right', () => {
  const physical = [
    ...STYLE.matchAll(
      /(?:^|[\s;{])([\w-]*(?:left|right)[\w-]*\s*:[^;}]*|[\w-]+\s*:\s*(?:left|right)\b[^;}]*)/g,
    ),
  ].map(([, found = '']) => found.trim());
  expect(physical).toEqual([]);
});

test('the test above finds what it looks for', () => {
  const pattern = /(?:^|[\s;{])([\w-]*(?:left|right)[\w-]*\s*:[^;}]*|[\w-]+\s*:\s*(?:left|right)\b[^;}]*)/;
  for (const bad of [
    'a { margin-left: 1px }',
    'a{left:0}',
    'a { float: right; }',
    'p { text-align: left }',
    'a { border-top-right-radius: 1px }',
  ]) {
    expect(bad).toMatch(pattern);
  }
  expect('.align-right { text-align: end }').not.toMatch(pattern);
});

// Not borders: a tick is drawn with two of them, and is the same sign in every direction.
test('margins and paddings with four values have the same on both sides', () => {
  const four = [...STYLE.matchAll(/\b(?:margin|padding|inset)\s*:\s*([^;{}]+)/g)].map(([, value = '']) =>
    splitValues(value),
  );
  const lopsided = four.filter((values) => values.length === 4 && values[1] !== values[3]);
  expect(lopsided.map((values) => values.join(' '))).toEqual([]);
});

test('code reads from left to right', () => {
  for (const selector of ['code', 'pre']) {
    expect(STYLE).toMatch(new RegExp(`(?:^|\\n)${selector} \\{[^}]*direction: ltr`));
  }
});

function splitValues(value: string): string[] {
  return value.trim().match(/(?:[^\s(]+\([^)]*\)|[^\s(]+)+/g) ?? [];
}

test('rings are round on screens of every density: their sizes are whole pixels there too', () => {
  for (const [selector, size] of [
    ['.entry::after', '0.75rem'],
    ['.service-state::before', '0.5rem'],
  ] as const) {
    const rules = STYLE.split('}').filter((rule) =>
      rule
        .split('{')[0]
        ?.split(',')
        .some((each) => each.trim() === selector),
    );
    expect(rules.join(), selector).toContain(`inline-size: ${size};`);
    // Of 16 px to the rem, times 1.25, 1.5 and 1.75.
    for (const density of [1.25, 1.5, 1.75])
      expect(Number.isInteger(parseFloat(size) * 16 * density)).toBe(true);
  }
});
