/** A BCP 47 language tag in canonical form: `en`, `pt-BR`, `zh-Hant`. */
export type Language = string & { readonly brand: 'Language' };

/**
 * Makes a language from a tag that is already canonical (RFC 5646 as `Intl.getCanonicalLocales` has it).
 * Returns undefined for anything else; `canonicalTag` says what the right form would be.
 */
export function parseLanguage(tag: string): Language | undefined {
  return canonicalTag(tag) === tag ? (tag as Language) : undefined;
}

/**
 * The canonical form of a tag (`zh_CN` → `zh-CN`, `iw` → `he`, `deu` → `de`), or undefined if it is not a
 * tag.
 */
export function canonicalTag(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag.replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}

/** The form a tag has in addresses: lower case. */
export function languageSegment(language: Language): string {
  return language.toLowerCase();
}
