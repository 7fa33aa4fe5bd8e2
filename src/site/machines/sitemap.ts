import { latest } from '../../model/instant.ts';
import type { Instant } from '../../model/instant.ts';
import type { Language } from '../../model/language.ts';
import type { PageBase } from '../../model/page.ts';
import type { Row } from '../../model/row.ts';
import type { Site } from '../../source/site-schema.ts';
import { articleAlternates } from '../pages/article.ts';
import { absoluteUrl, articleUrl, historyUrl } from '../route.ts';

/** A page that search engines should know. */
export interface SitemapEntry {
  readonly url: string;
  readonly lastmod: Instant | undefined;
  /** The same page in other languages and, under `x-default`, for readers of none of them. */
  readonly alternates: readonly { readonly tag: string; readonly url: string }[];
}

/**
 * The entry of a page that changes whenever any report does; `updated` is when anything of the
 * site was last new.
 * None for a page that asks not to be indexed, or whose content has another address.
 */
export function listEntry(
  { noindex, canonical, url, alternates }: Pick<PageBase, 'noindex' | 'canonical' | 'url' | 'alternates'>,
  site: Pick<Site, 'url'>,
  updated: Instant | undefined,
): SitemapEntry[] {
  if (noindex || canonical !== absoluteUrl(site, url)) return [];
  return [entryOf(canonical, updated, alternates)];
}

/** When readers last got something new about any report. */
export function newestChange(rows: readonly Row[]): Instant | undefined {
  return rows
    .flatMap(({ locals }) => Object.values(locals))
    .reduce<Instant | undefined>((newest, { modified }) => latest(newest, modified), undefined);
}

/** The entry of an article, if it is in the language of its address and not a draft. */
export function articleEntry(
  row: Row,
  language: Language,
  site: Pick<Site, 'url' | 'languages'>,
): SitemapEntry[] {
  const { reference, original } = row;
  const written = row.existing.filter((each) => !row.automatic.includes(each));
  if (!written.includes(language) || original.version.number === 0) return [];
  const alternates = written.length > 1 ? articleAlternates(site, row, written) : [];
  const lastmod = row.locals[language]?.modified;
  return [entryOf(absoluteUrl(site, articleUrl(language, reference)), lastmod, alternates)];
}

/** The entry of a history, if it is in the language of its text. */
export function historyEntry(row: Row, language: Language, site: Pick<Site, 'url'>): SitemapEntry[] {
  const local = row.locals[language];
  if (!local || local.versions.length === 0 || local.textLanguage !== language) return [];
  if (row.automatic.includes(language)) return [];
  return [entryOf(absoluteUrl(site, historyUrl(language, row.reference)), local.modified, [])];
}

function entryOf(
  url: string,
  lastmod: Instant | undefined,
  alternates: SitemapEntry['alternates'],
): SitemapEntry {
  return { url, lastmod, alternates };
}
