import type { Language } from '../model/language.ts';
import { recall } from '../model/recall.ts';

/**
 * A language with the territory most of its readers live in, as the Open Graph protocol names locales:
 * `en` → `en_US`, `pt-BR` → `pt_BR`, `zh-Hant` → `zh_TW`.
 */
export const territoryLocale = recall((language: Language): string => {
  const { language: base, region } = new Intl.Locale(language).maximize();
  return region === undefined ? base : `${base}_${region}`;
});
