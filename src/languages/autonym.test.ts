import { expect, test } from 'vitest';
import type { Language } from '../model/language.ts';
import { languageName } from './autonym.ts';

test.each([
  ['en', 'English'],
  ['fr', 'Français'],
  ['it', 'Italiano'],
  ['ru', 'Русский'],
  ['pt-BR', 'Português (Brasil)'],
  ['ar', 'العربية'],
  ['ja', '日本語'],
  ['zh-Hant', '繁體中文'],
])('%s is called %s', (tag, name) => {
  expect(languageName(tag as Language)).toBe(name);
});

test('a Georgian name keeps its small letters', () => {
  expect(languageName('ka' as Language)).toBe('ქართული');
});

test('a language without data of its own is named in English, not in the language of the machine', () => {
  expect(languageName('dv' as Language)).toBe('Divehi');
});
