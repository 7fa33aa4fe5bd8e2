import type { Feed, FeedCategory, FeedEntry } from '../../model/feed.ts';
import type { Language } from '../../model/language.ts';
import type { ArticleView } from '../../model/page.ts';
import type { PageSettings } from '../../site/page-settings.ts';
import { articleView, serviceName } from '../../site/pages/article-view.ts';
import { descriptionIn, siteName } from '../../site/site-texts.ts';
import { feedId, reportId } from '../../site/identity.ts';
import { feedArchiveUrl, feedHome, feedUrl } from '../../site/route.ts';
import type { FeedFormat } from '../../site/route.ts';
import { noticesOf } from '../../site/pages/notices.ts';
import type { Publication } from '../../site/publications.ts';
import { absoluteUrl, articleUrl } from '../../site/route.ts';
import { lineOf } from '../../site/ledger-lines.ts';
import type { LedgerLines } from '../../site/ledger-lines.ts';
import { feedContent } from './feed-content.ts';
import { helpersFor } from '../pages/helpers.ts';
import type { RenderContext } from '../pages/context.ts';

/** Entries of a feed and of one of its archives. */
export const FEED_ENTRIES = 50;

/** Which feed: that of a language, or of one service in it. */
export interface FeedSubject {
  readonly site: PageSettings;
  readonly language: Language;
  readonly service: string | undefined;
}

/** A sheet of old publications by its name. */
export interface FeedSheet {
  readonly year: string;
  /** Counted from 1 within the year. */
  readonly sheet: number;
}

/** A full sheet of old publications, which will never grow. */
export interface FeedArchive<P> extends FeedSheet {
  readonly publications: readonly P[];
}

/** The entry of a publication in a feed of a language; `lines` are those of its report. */
export function entryOf(
  publication: Publication,
  { site, language }: Pick<FeedSubject, 'site' | 'language'>,
  lines: LedgerLines,
  messages: RenderContext['messages'],
): FeedEntry {
  const { local, report, updated, first } = publication;
  const article = articleView(local, site);
  const url = absoluteUrl(site, articleUrl(language, report.reference));
  const helpers = helpersFor(article.language, { messages, site });
  const content = { article, notices: noticesOf(local, site), siteUrl: site.url, pageUrl: url };
  return {
    id: reportId(site, report.reference, language),
    url,
    title: article.title.value,
    summary: article.summary ? article.summary.value : undefined,
    content: feedContent(content, helpers),
    language: article.language,
    published: first,
    updated,
    categories: categoriesOf(article, (key) => String(helpers.t(key))),
    facts: { reference: article.reference, version: article.version, state: article.state },
    line: lineOf(lines, local.textLanguage, local.version),
  };
}

/** The categories of a report, each with its name in a language. */
export function categoriesOf(
  article: Pick<ArticleView, 'kind' | 'state' | 'severity' | 'services' | 'tags'>,
  t: (key: string) => string,
): FeedCategory[] {
  const { kind, state, severity, services, tags } = article;
  return [
    { scheme: 'kind', term: kind, label: t(`kind.${kind}`) },
    { scheme: 'state', term: state, label: t(`state.${state}`) },
    ...(severity ? [{ scheme: 'severity', term: severity, label: t(`severity.${severity}`) } as const] : []),
    ...services.map(({ id, name }) => ({ scheme: 'service', term: id, label: name }) as const),
    ...tags.map((tag) => ({ scheme: 'tag', term: tag, label: tag }) as const),
  ];
}

/** The Unix epoch: a feed must have a date, and an empty one has none. */
export const NEVER = '1970-01-01T00:00:00Z' as Publication['updated'];

/**
 * A feed, or an archive of one, with its entries oldest first; `before` is the sheet that holds what is
 * older.
 */
export function feedOf(
  { site, language, service }: FeedSubject,
  entries: readonly FeedEntry[],
  before: FeedSheet | undefined,
  checkpoint: string | undefined,
): Feed {
  const self = (format: FeedFormat) => absoluteUrl(site, feedUrl(language, format, service));
  const idName = service === undefined ? language : `${language}/services/${service}`;
  const previous = before && feedArchiveUrl(language, before.year, before.sheet, service);
  const name = service === undefined ? '' : `${serviceName(service, site.services, language)} · `;
  return {
    id: feedId(site, self('atom'), `feed/${idName}`),
    title: `${name}${siteName(site, language).value}`,
    description: descriptionIn(site, language, site.defaultLanguage)?.value,
    language,
    author: { name: siteName(site, language).value, url: site.url },
    home: absoluteUrl(site, feedHome(language, site.outputs.includes('services') ? service : undefined)),
    self: { atom: self('atom'), rss: self('rss'), json: self('json') },
    updated: entries.at(-1)?.updated ?? NEVER,
    checkpoint,
    entries: entries.toReversed(),
    previous: previous !== undefined ? absoluteUrl(site, previous) : undefined,
  };
}

/**
 * The archives of a feed (RFC 5005, section 4), oldest first. Publications fill sheets in the order of time,
 * each year starting a new sheet. A sheet is published once it is full or its year is over, so it never
 * changes. Everything that is not on a sheet yet is in the feed itself.
 */
export function archivesOf<P extends Pick<Publication, 'updated'>>(
  publications: readonly P[],
): readonly FeedArchive<P>[] {
  const sheets: { year: string; sheet: number; publications: P[] }[] = [];
  for (const publication of publications) {
    const year = publication.updated.slice(0, 4);
    const last = sheets.at(-1);
    if (last?.year === year && last.publications.length < FEED_ENTRIES) last.publications.push(publication);
    else sheets.push({ year, sheet: last?.year === year ? last.sheet + 1 : 1, publications: [publication] });
  }
  const last = sheets.at(-1);
  return last && last.publications.length < FEED_ENTRIES ? sheets.slice(0, -1) : sheets;
}
