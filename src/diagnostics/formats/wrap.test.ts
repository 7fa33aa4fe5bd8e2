import fc from 'fast-check';
import { expect, test } from 'vitest';
import { displayWidth } from './display.ts';
import { hang, indent, INDENT, NARROW, shorten, wrap } from './wrap.ts';

test('lines break between words, and inside one only if necessary', () => {
  expect(wrap('one two three four', 10)).toBe('one two\nthree four');
  expect(wrap('a\n\n  - point that is long', 14, '  ')).toBe('  a\n\n    - point\n    that is\n    long');
  expect(wrap('データベースの一部が応答しません', 10)).toBe('データベー\nスの一部が\n応答しませ\nん');
  expect(wrap(`see https://example.com/${'x'.repeat(20)}`, 20).split('\n')).toHaveLength(3);
  expect(shorten('Some uploads fail', 10)).toBe('Some uplo…');
  expect(shorten('Short', 10)).toBe('Short');
});

test.each([44, 80, 120])('a sentence in %i columns is broken between words, in colour too', (width) => {
  const words = 'The end of the maintenance is before its start, so nobody can say how long it took'.repeat(
    3,
  );
  const lines = wrap(words, width).split('\n');
  expect(lines.join(' ')).toBe(words);
  for (const [index, line] of lines.entries()) {
    expect(displayWidth(line)).toBeLessThanOrEqual(width);
    const next = lines[index + 1]?.split(' ')[0];
    if (next !== undefined) expect(displayWidth(`${line} ${next}`)).toBeGreaterThan(width);
  }
  const red = wrap(`\u001b[31m${words}\u001b[39m`, width);
  // eslint-disable-next-line no-control-regex
  expect(red.replaceAll(/\u001b\[\d+m/g, '')).toBe(lines.join('\n'));
});

test.each([44, 80, 120])('in %i columns neither a path nor code is broken that fits in a line', (width) => {
  const spans = [
    '`2026-07-08 10:30 Europe/Paris`',
    '`git restore -- published/2026-03-04-dns`',
    '``| a | `b \\| c` |``',
    'incidents/2026-03-04-databases/pt-BR.md',
  ];
  for (let before = 1; before < 30; before += 1) {
    const text = `${'word '.repeat(before)}${spans.join(', or ')}. ${'more '.repeat(20)}`.trim();
    const wrapped = wrap(text, width);
    for (const span of spans) expect(wrapped).toContain(span);
    expect(wrapped.replaceAll('\n', ' ')).toBe(text);
    for (const line of wrapped.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(width);
  }
  expect(wrap(`a \`${'long words '.repeat(12)}\``, 44).split('\n').length).toBeGreaterThan(2);
});

test('hanging lines begin below the first word, and there is only one line if no width is known', () => {
  expect(hang('  hint  ', 'one two three four', 20)).toBe('  hint  one two\n        three four');
  expect(hang('  hint  ', 'one two three four', undefined)).toBe('  hint  one two three four');
});

test('lines that are set in fit a narrow terminal, whatever the width of the letters', () => {
  const text = `${'word '.repeat(40)}${'网站 响应 '.repeat(30)}`.trim();
  for (const line of wrap(text, NARROW, INDENT).split('\n')) {
    expect(displayWidth(line)).toBeLessThanOrEqual(78);
    expect(line).toMatch(/^ {4}\S/);
  }
  expect(indent('one\n\n  two\n')).toBe('    one\n\n      two\n');
});

test('no line is wider than asked, and no letter is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 12, max: 40 }), (text, width) => {
      const wrapped = wrap(text, width, ' ');
      // The library writes letters and their marks in one way, which looks the same.
      expect(wrapped.replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, '').normalize());
      for (const line of wrapped.split('\n')) {
        const cluster = [...new Intl.Segmenter('en').segment(line)].map(({ segment }) =>
          displayWidth(segment),
        );
        // What is wider than a line by itself cannot be cut.
        if (Math.max(0, ...cluster) <= 10) expect(displayWidth(line.trimEnd())).toBeLessThanOrEqual(width);
      }
    }),
  );
});
