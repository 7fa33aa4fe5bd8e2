import { nearest } from '../../diagnostics/nearest.ts';
import { canonicalTag } from '../../model/language.ts';
import type { Language } from '../../model/language.ts';
import { Refused } from '../../host/refused.ts';

/** The language of the site that a tag names, in any spelling (`pt_br`). Throws Refused for any other. */
export function nameLanguage(tag: string, languages: readonly Language[]): Language {
  const canonical = canonicalTag(tag);
  const language = languages.find((each) => each === canonical);
  if (language !== undefined) return language;
  const guess = nearest(tag, languages);
  throw new Refused(
    'usage',
    `\`${tag}\` is no language of this site`,
    guess !== undefined
      ? `Did you mean ${guess}?`
      : `Its languages are ${languages.join(', ')}; others are added in site.yaml.`,
  );
}
