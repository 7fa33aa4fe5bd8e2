import type { Language } from '../model/language.ts';

/**
 * A language with the territory where most of its readers live, as the Open Graph protocol names locales:
 * `en` → `en_US`, `pt-BR` → `pt_BR`, `zh-Hant` → `zh_TW`.
 */
export function territoryLocale(language: Language): string {
  const { language: base, region } = new Intl.Locale(language).maximize();
  return region === undefined ? base : `${base}_${region}`;
}
