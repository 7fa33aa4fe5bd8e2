import type { ReportPage, Teaser } from '../../model/page.ts';
import type { Report } from '../../model/report.ts';
import { formatVersion } from '../../model/version.ts';
import { textOf } from './article-view.ts';
import { existingLanguages, originalUrl } from '../configured.ts';
import { localise } from '../localise.ts';
import { base, languageLinks } from './base.ts';
import type { Surroundings } from './base.ts';
import { absoluteUrl, articleUrl, reportUrl } from '../route.ts';

/** The page of a report that belongs to no single language: it links to the report in each language. */
export function reportPage(surroundings: Surroundings, report: Report, teaser: Teaser): ReportPage {
  const { site } = surroundings;
  const language = site.defaultLanguage;
  const local = localise(report, language);
  const existing = existingLanguages(site, report);
  const links = languageLinks(surroundings, (each) => articleUrl(each, report.reference), language, existing);
  return {
    ...base(surroundings, language, () => reportUrl(report.reference), local.title.value),
    kind: 'report',
    canonical: absoluteUrl(site, originalUrl(site, report)),
    noindex: true,
    alternates: [],
    languages: links.map((link) => ({ ...link, current: false })),
    report: teaser,
    editions: links
      .filter((link) => link.translated)
      .map((link) => {
        const edition = localise(report, link.language);
        return {
          ...link,
          current: false,
          title: textOf(edition.title),
          version: formatVersion(edition.version),
        };
      }),
  };
}
