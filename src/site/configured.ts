import { isAutomatic } from '../model/automatic.ts';
import type { Language } from '../model/language.ts';
import type { PageUrl } from '../model/page.ts';
import type { Report } from '../model/report.ts';
import type { Site } from '../source/site-schema.ts';
import { articleUrl, reportUrl } from './route.ts';

type Languages = Pick<Site, 'languages'>;

/**
 * A report without its texts in languages the site no longer has: they have no pages, so nothing may link
 * to them. The original stays whatever its language, since it holds the facts; versions of translations
 * need the versions of the original.
 */
export function configuredOnly({ languages }: Languages, report: Report): Report {
  const has = ({ language }: { readonly language: Language }) => languages.includes(language);
  if (report.translations.every(has) && report.history.every(has)) return report;
  return {
    ...report,
    translations: report.translations.filter(has),
    history: has(report.original) ? report.history.filter(has) : [],
  };
}

/** Languages that are configured and have a text of the report. */
export function existingLanguages({ languages }: Languages, { original, translations }: Report): Language[] {
  const texts = [original.language, ...translations.map(({ language }) => language)];
  return languages.filter((language) => texts.includes(language));
}

/** Those in which nobody has written it yet: the page is made of vetted sentences. */
export function automaticLanguages({ translations }: Pick<Report, 'translations'>): Language[] {
  return translations.filter(isAutomatic).map(({ language }) => language);
}

/** What is known about a report, in any of the forms that have it. */
export interface ReportLanguages extends Pick<Report, 'reference'> {
  readonly original: Pick<Report['original'], 'language'>;
}

/**
 * The address of the original; if its language is no longer configured, the page that lists all languages.
 */
export function originalUrl({ languages }: Languages, { original, reference }: ReportLanguages): PageUrl {
  return languages.includes(original.language)
    ? articleUrl(original.language, reference)
    : reportUrl(reference);
}
