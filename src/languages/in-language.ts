import type { Language } from '../model/language.ts';
import { bestLanguage } from './fallback.ts';

/**
 * The version of something that readers of a language get, and the language it is in: a translation, found as
 * those of reports are, or else the original. `original` is the language of `value`.
 */
export function inLanguage<T>(
  wanted: Language,
  translations: Readonly<Record<string, T>>,
  value: T,
  original: Language,
): { readonly value: T; readonly language: Language } {
  const tags = Object.keys(translations) as Language[];
  const best = bestLanguage(wanted, [original, ...tags]) ?? original;
  const translated = best === original ? undefined : translations[best];
  return translated === undefined ? { value, language: original } : { value: translated, language: best };
}
