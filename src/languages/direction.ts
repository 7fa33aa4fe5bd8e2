import type { Language } from '../model/language.ts';
import type { Direction } from '../model/page.ts';

/** ISO 15924 codes of the scripts whose letters run from right to left (Unicode Bidi_Class R and AL). */
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(
  (
    'Adlm Arab Aran Armi Avst Chrs Cprt Elym Gara Hatr Hebr Hung Khar Lydi Mand Mani Mend Merc Mero Narb ' +
    'Nbat Nkoo Orkh Ougr Palm Phli Phlp Phnx Prti Rohg Samr Sarb Sogd Sogo Syrc Syre Syrj Syrn Thaa Todr Yezi'
  ).split(' '),
);

/**
 * Common languages, so that script data need not be looked up, which would take longer than everything else.
 */
export const LEFT_TO_RIGHT: ReadonlySet<string> = new Set(
  'bg ca cs da de el en es et fi fr hr hu id it ja ko lt lv nb nl no pl pt ro ru sk sl sr sv th tr uk vi zh'.split(
    ' ',
  ),
);

/**
 * The direction a language is written in, by the script its tag names or implies (`az-Arab` → `rtl`).
 * `Intl.Locale.textInfo` is not used: older engines get it wrong, and newer ones no longer have it.
 */
export function directionOf(language: Language): Direction {
  if (LEFT_TO_RIGHT.has(language)) return 'ltr';
  const script = new Intl.Locale(language).maximize().script;
  return script !== undefined && RIGHT_TO_LEFT.has(script) ? 'rtl' : 'ltr';
}
