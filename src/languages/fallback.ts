import type { Language } from '../model/language.ts';

/**
 * The best available language for a reader of `wanted`, or undefined if only the original is left. Falls
 * back by truncation (RFC 4647, lookup), but never into another script: `zh-TW` is read as `zh-Hant-TW`, so
 * it may fall back to `zh-Hant` and never to `zh`.
 */
export function bestLanguage(wanted: Language, available: readonly Language[]): Language | undefined {
  if (available.includes(wanted)) return wanted;
  const script = scriptOf(wanted);
  return fallbackChain(wanted)
    .map((tag) => available.find((language) => language === tag))
    .find((language) => language !== undefined && scriptOf(language) === script);
}

/** The tags to try, longest first: `zh-TW` → `zh-TW, zh-Hant-TW, zh-Hant, zh`. */
export function fallbackChain(language: Language): readonly string[] {
  const locale = new Intl.Locale(language);
  const { language: base, script, region } = locale.maximize();
  const withScript = locale.region ? [`${base}-${script}-${region}`] : [];
  return [...new Set([...truncations(language), ...withScript, `${base}-${script}`, base])].toSorted(
    (a, b) => b.split('-').length - a.split('-').length || (a < b ? -1 : 1),
  );
}

/** The script of a language whose tag does not name it: ISO 15924, `Latn`. */
export function scriptOf(language: Language): string {
  return new Intl.Locale(language).maximize().script ?? '';
}

function truncations(tag: string): string[] {
  const parts = tag.split('-');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('-'));
}
