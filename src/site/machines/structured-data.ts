import type { Language } from '../../model/language.ts';
import type { PageUrl, StructuredData } from '../../model/page.ts';
import type { LocalEntry, LocalReport } from '../../model/report.ts';
import type { PageSettings } from '../page-settings.ts';
import { automaticLanguages } from '../configured.ts';
import { formatVersion } from '../../model/version.ts';
import { absoluteUrl, articleUrl, entryAnchor } from '../route.ts';
import { siteName } from '../site-texts.ts';
import { timesOf } from '../when-published.ts';

/**
 * An article as a `NewsArticle` (schema.org) and, while its report is open, a `LiveBlogPosting` that is part of
 * it. None if the page shows a text in another language: the page of that language has it. `logo` is that of
 * the site.
 */
export function structuredData(
  local: LocalReport,
  site: PageSettings,
  logo: PageUrl | undefined,
): StructuredData | undefined {
  const { report, language, textLanguage } = local;
  if (language !== textLanguage || report.original.version.number === 0) return undefined;
  return {
    '@context': 'https://schema.org',
    '@graph': [newsArticle(local, site, logo), ...(local.derived.open ? [liveBlog(local, site)] : [])],
  };
}

function newsArticle(local: LocalReport, site: PageSettings, logo: PageUrl | undefined): object {
  const { report, language, title, summary } = local;
  const { original } = report;
  const address = (each: Language) => absoluteUrl(site, articleUrl(each, report.reference));
  const automatic = automaticLanguages(report);
  const others = report.translations
    .map((each) => each.language)
    .filter((each) => site.languages.includes(each) && !automatic.includes(each));
  const isOriginal = language === original.language;
  const { first, modified } = timesOf(local);
  return {
    '@type': 'NewsArticle',
    '@id': address(language),
    url: address(language),
    headline: title.value,
    description: summary ? summary.value : undefined,
    inLanguage: language,
    datePublished: first,
    dateModified: modified,
    version: formatVersion(local.version),
    author: { '@id': publisherId(site) },
    publisher: publisher(site, language, logo),
    workTranslation:
      isOriginal && others.length > 0 ? others.map((each) => textIn(each, address(each))) : undefined,
    translationOfWork: isOriginal ? undefined : textIn(original.language, address(original.language)),
  };
}

/** Only what the article does not say. Coverage of planned work ends with it; else nobody knows when. */
function liveBlog({ report, language, told, entries }: LocalReport, site: PageSettings): object {
  const url = absoluteUrl(site, articleUrl(language, report.reference));
  return {
    '@type': 'LiveBlogPosting',
    '@id': `${url}#live`,
    isPartOf: { '@id': url },
    coverageStartTime: told.timeline[0]?.at,
    coverageEndTime: told.facts.planned?.end,
    liveBlogUpdate: entries.map((entry) => liveEntry(entry, language, url)).toReversed(),
  };
}

function liveEntry({ at, title, text }: LocalEntry, language: Language, url: string): object {
  return {
    '@type': 'BlogPosting',
    headline: title.value,
    articleBody: text ? text.value.text.trim() : title.value,
    datePublished: at,
    inLanguage: title.language === language ? undefined : title.language,
    url: `${url}#${entryAnchor(at)}`,
  };
}

function publisherId(site: PageSettings): string {
  return `${site.url}#publisher`;
}

function publisher(site: PageSettings, language: Language, logo: PageUrl | undefined): object {
  return {
    '@type': 'Organization',
    '@id': publisherId(site),
    name: site.publisher ?? siteName(site, language).value,
    url: site.url,
    logo: logo === undefined ? undefined : { '@type': 'ImageObject', url: absoluteUrl(site, logo) },
  };
}

function textIn(language: Language, id: string): object {
  return { '@type': 'NewsArticle', '@id': id, inLanguage: language };
}
