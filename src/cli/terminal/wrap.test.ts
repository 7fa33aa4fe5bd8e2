import fc from 'fast-check';
import { expect, test } from 'vitest';
import { displayWidth } from '../../diagnostics/formats/display.ts';
import { indent, INDENT, NARROW, shorten, wrap } from './wrap.ts';

test('lines break between words, and inside one only where they must', () => {
  expect(wrap('one two three four', 10)).toBe('one two\nthree four');
  expect(wrap('a\n\n  - point that is long', 14, '  ')).toBe('  a\n\n    - point\n  that is long');
  expect(wrap('データベースの一部が応答しません', 10)).toBe('データベー\nスの一部が\n応答しませ\nん');
  expect(wrap(`see https://example.com/${'x'.repeat(20)}`, 20).split('\n')).toHaveLength(3);
  expect(shorten('Some uploads fail', 10)).toBe('Some uplo…');
  expect(shorten('Short', 10)).toBe('Short');
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
      expect(wrapped.replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
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
