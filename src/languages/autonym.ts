import type { Language } from '../model/language.ts';

/**
 * Scripts in which a name on its own starts with a capital. Georgian capitals are only used for whole
 * words.
 */
const WITH_CAPITALS: readonly string[] = ['Latn', 'Cyrl', 'Grek', 'Armn'];

/**
 * The name of a language in that language, as shown in a list of languages: `Français`, `العربية`, `日本語`. A
 * language that Unicode CLDR has no names for is named in English, never in the machine's own language.
 */
export function languageName(language: Language): string {
  const name = new Intl.DisplayNames([language, 'en'], { type: 'language' }).of(language) ?? language;
  const script = new Intl.Locale(language).maximize().script ?? '';
  return WITH_CAPITALS.includes(script) ? capitalise(name, language) : name;
}

function capitalise(name: string, language: Language): string {
  const first = String.fromCodePoint(name.codePointAt(0) ?? 0);
  return first.toLocaleUpperCase(language) + name.slice(first.length);
}
