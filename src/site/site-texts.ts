import { inLanguage } from '../languages/in-language.ts';
import type { Language } from '../model/language.ts';
import type { Localised } from '../model/report.ts';
import type { Service } from '../source/site-schema.ts';
import type { PageSettings } from './page-settings.ts';

/** The name of the site for readers of a language. */
export function siteName(
  { name, names, defaultLanguage }: Pick<PageSettings, 'name' | 'names' | 'defaultLanguage'>,
  language: Language,
): Localised<string> {
  return inLanguage(language, names, name, defaultLanguage);
}

/** What the site, or a service of it, is said to be for readers of a language. */
export function descriptionIn(
  { description, descriptions }: Pick<PageSettings | Service, 'description' | 'descriptions'>,
  language: Language,
  defaultLanguage: Language,
): Localised<string> | undefined {
  const { value, language: own } = inLanguage<string | undefined>(
    language,
    descriptions,
    description,
    defaultLanguage,
  );
  return value === undefined ? undefined : { value, language: own };
}
