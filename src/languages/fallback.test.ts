import { expect, test } from 'vitest';
import type { Language } from '../model/language.ts';
import { bestLanguage, fallbackChain } from './fallback.ts';

test.each([
  ['fr-CA', ['en', 'fr'], 'fr'],
  ['fr', ['en', 'fr-CA'], undefined],
  ['zh-TW', ['zh'], undefined],
  ['zh-TW', ['zh', 'zh-Hant'], 'zh-Hant'],
  ['zh-Hant-TW', ['zh'], undefined],
  ['zh-Hant-TW', ['zh-Hant', 'zh-Hant-TW'], 'zh-Hant-TW'],
  ['zh-CN', ['zh-Hant', 'zh'], 'zh'],
  ['sr-Latn', ['sr'], undefined],
  ['sr-RS', ['sr'], 'sr'],
  ['pt-BR', ['pt'], 'pt'],
  ['az-Arab', ['az'], undefined],
  ['zh-TW', ['zh-Hant-TW', 'zh-TW'], 'zh-TW'],
  ['sl-rozaj-biske', ['sl-rozaj'], 'sl-rozaj'],
] as const)('a reader of %s offered %j gets %s', (wanted, available, expected) => {
  expect(bestLanguage(wanted as Language, available as unknown as Language[])).toBe(expected);
});

test.each([
  ['zh-TW', ['zh-Hant-TW', 'zh-Hant', 'zh-TW', 'zh']],
  ['pt-BR', ['pt-Latn-BR', 'pt-BR', 'pt-Latn', 'pt']],
  ['de', ['de-Latn', 'de']],
  ['sl-rozaj-biske', ['sl-rozaj-biske', 'sl-Latn', 'sl-rozaj', 'sl']],
])('the chain of %s goes from the most exact tag to the least', (tag, chain) => {
  expect(fallbackChain(tag as Language)).toEqual(chain);
});
