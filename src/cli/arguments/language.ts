import { nearest } from '../../diagnostics/nearest.ts';
import { Refused } from '../../host/refused.ts';
import { canonicalTag } from '../../model/language.ts';
import type { Language } from '../../model/language.ts';

/**
 * The language of the site that a tag means, in any spelling (`FR`, `pt_br`). Throws Refused for any other: a
 * similar tag is suggested, never used.
 */
export function findLanguage(tag: string, languages: readonly Language[]): Language {
  const canonical = canonicalTag(tag.trim());
  const language = languages.find((each) => each === canonical);
  if (language !== undefined) return language;
  const all = `The languages of this site are ${languages.join(', ')}.`;
  // All two-letter tags are similar to each other: only longer tags are worth a guess.
  const guess = tag.length > 2 ? nearest(tag, languages) : undefined;
  throw new Refused(
    'usage',
    `\`${tag}\` is not a language of this site`,
    guess === undefined ? all : `Did you mean \`${guess}\`? ${all}`,
  );
}
