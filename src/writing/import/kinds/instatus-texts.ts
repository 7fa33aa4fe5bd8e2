import { canonicalTag, parseLanguage } from '../../../model/language.ts';
import type { Language } from '../../../model/language.ts';
import { isObject, textOf } from '../json-values.ts';
import type { ImportOptions } from '../told.ts';

/** A text, or texts by language; a plain text is in the language of the site. */
export function byLanguage(
  value: unknown,
  { languages: [original] }: ImportOptions,
): ReadonlyMap<string, string> {
  const plain = textOf(value);
  if (plain !== undefined) return new Map([[original, plain]]);
  if (!isObject(value)) return new Map();
  const texts = Object.entries(value).flatMap(([tag, text]): [string, string][] => {
    const language: Language | undefined = parseLanguage(
      canonicalTag(tag === 'default' ? original : tag) ?? '',
    );
    const words = textOf(text);
    return language === undefined || words === undefined ? [] : [[language, words]];
  });
  return new Map(texts);
}
