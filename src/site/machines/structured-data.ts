import type { Language } from '../../model/language.ts';
import type { StructuredData } from '../../model/page.ts';
import type { LocalReport } from '../../model/report.ts';
import type { PageSettings } from '../page-settings.ts';
import { automaticLanguages } from '../configured.ts';
import { formatVersion } from '../../model/version.ts';
import { absoluteUrl, articleUrl, entryAnchor } from '../route.ts';
import { siteName } from '../site-texts.ts';
import { timesOf } from '../when-published.ts';

/**
 * An article as a `NewsArticle` and, while its report is open, as a `LiveBlogPosting` too. None if the page
 * shows a text in another language: the page of that language has it.
 */
export function structuredData(local: LocalReport, site: PageSettings): StructuredData | undefined {
  const { report, language, textLanguage } = local;
  if (language !== textLanguage || report.original.version.number === 0) return undefined;
  return {
    '@context': 'https://schema.org',
    '@graph': [newsArticle(local, site), ...(local.derived.open ? [liveBlog(local, site)] : [])],
  };
}

function newsArticle(local: LocalReport, site: PageSettings): object {
  const { report, language } = local;
  const { original } = report;
  const address = (each: Language) => absoluteUrl(site, articleUrl(each, report.reference));
  const automatic = automaticLanguages(report);
  const others = report.translations
    .map((each) => each.language)
    .filter((each) => site.languages.includes(each) && !automatic.includes(each));
  const isOriginal = language === original.language;
  return {
    '@type': 'NewsArticle',
    '@id': address(language),
    ...shared(local, site),
    version: formatVersion(local.version),
    author: publisher(site, local.textLanguage),
    publisher: publisher(site, local.textLanguage),
    workTranslation:
      isOriginal && others.length > 0 ? others.map((each) => textIn(each, address(each))) : undefined,
    translationOfWork: isOriginal ? undefined : textIn(original.language, address(original.language)),
  };
}

function liveBlog(local: LocalReport, site: PageSettings): object {
  const { report, language, told } = local;
  const url = absoluteUrl(site, articleUrl(language, report.reference));
  const planned = told.facts.planned;
  return {
    '@type': 'LiveBlogPosting',
    '@id': `${url}#live`,
    ...shared(local, site),
    coverageStartTime: told.timeline[0]?.at,
    coverageEndTime: planned?.end,
    liveBlogUpdate: local.entries
      .map(({ at, title }) => ({
        '@type': 'BlogPosting',
        headline: title.value,
        datePublished: at,
        inLanguage: title.language,
        url: `${url}#${entryAnchor(at)}`,
      }))
      .toReversed(),
  };
}

function shared(local: LocalReport, site: PageSettings): object {
  const { report, language, title, summary } = local;
  const { first, modified } = timesOf(local);
  return {
    url: absoluteUrl(site, articleUrl(language, report.reference)),
    headline: title.value,
    description: summary ? summary.value : undefined,
    inLanguage: language,
    datePublished: first,
    dateModified: modified,
  };
}

function publisher(site: PageSettings, language: Language): object {
  return { '@type': 'Organization', name: siteName(site, language).value, url: site.url };
}

function textIn(language: Language, id: string): object {
  return { '@type': 'NewsArticle', '@id': id, inLanguage: language };
}
