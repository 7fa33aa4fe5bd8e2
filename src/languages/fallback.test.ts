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
] as const)('a reader of %s offered %j gets %s', (wanted, available, expected) => {
  expect(bestLanguage(wanted as Language, available as unknown as Language[])).toBe(expected);
});

test('the chain goes from the most exact tag to the least', () => {
  expect(fallbackChain('zh-TW' as Language)).toEqual(['zh-Hant-TW', 'zh-Hant', 'zh-TW', 'zh']);
});
