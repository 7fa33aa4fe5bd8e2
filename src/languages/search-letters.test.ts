import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('the page splits questions by the same letters', () => {
  const script = readFileSync(new URL('../../templates/search.js', import.meta.url), 'utf8');
  const source = readFileSync(new URL('word-parts.ts', import.meta.url), 'utf8');
  const letters = (text: string) => /\[\\p\{sc=Han\}[^\]]*\]/.exec(text)?.[0];
  expect(letters(script)).toBeDefined();
  expect(letters(script)).toBe(letters(source));
});
