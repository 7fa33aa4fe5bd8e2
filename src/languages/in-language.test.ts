import { expect, test } from 'vitest';
import type { Language } from '../model/language.ts';
import { inLanguage } from './in-language.ts';

const NAMES = { fr: 'Messagerie', 'zh-Hant': '郵件' };

test.each([
  ['en', 'Mail', 'en'],
  ['fr', 'Messagerie', 'fr'],
  ['fr-CA', 'Messagerie', 'fr'],
  ['zh-TW', '郵件', 'zh-Hant'],
  ['zh', 'Mail', 'en'],
  ['de', 'Mail', 'en'],
])('a reader of %s gets %s, which is in %s', (wanted, value, language) => {
  expect(inLanguage(wanted as Language, NAMES, 'Mail', 'en' as Language)).toEqual({ value, language });
});

test('the original is never replaced by a translation into its own language', () => {
  const found = inLanguage('en' as Language, { en: 'Post' }, 'Mail', 'en' as Language);
  expect(found).toEqual({ value: 'Mail', language: 'en' });
});
