import { canonicalTag } from '../../model/language.ts';

/** True if the tag is a real language: `jp` and `index` are well-formed tags, but nobody speaks them. */
export function isLanguage(tag: string): boolean {
  const subtag = canonicalTag(tag)?.split('-')[0];
  return subtag !== undefined && nameIn('en', subtag) !== undefined;
}

/**
 * The language somebody meant by a file name: its name in English or in itself (`english`, `français`), or
 * a country instead of its language (`jp`, `cz`). Languages of the site are preferred.
 */
export function languageMeant(word: string, preferred: readonly string[]): string | undefined {
  const plain = fold(word);
  const named = [...preferred, ...twoLetters()].find((tag) =>
    ['en', tag].some((inLanguage) => fold(nameIn(inLanguage, tag) ?? '') === plain),
  );
  return named ?? (/^[a-z]{2}$/.test(plain) ? languageOfCountry(plain) : undefined);
}

function languageOfCountry(code: string): string | undefined {
  const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  if (regions.of(code.toUpperCase()) === undefined) return undefined;
  return new Intl.Locale(`und-${code.toUpperCase()}`).maximize().language;
}

/** Undefined for a tag that no registry has. */
function nameIn(inLanguage: string, tag: string): string | undefined {
  return namesIn(inLanguage).of(tag);
}

function namesIn(language: string): Intl.DisplayNames {
  return new Intl.DisplayNames([language], { type: 'language', fallback: 'none' });
}

/** All languages with a code of two letters. */
function twoLetters(): string[] {
  const names = namesIn('en');
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  return letters.flatMap((a) => letters.map((b) => a + b)).filter((tag) => names.of(tag) !== undefined);
}

function fold(name: string): string {
  return name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
