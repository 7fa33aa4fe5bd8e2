import { latest } from '../../model/instant.ts';
import type { Instant } from '../../model/instant.ts';
import type { Language } from '../../model/language.ts';
import type { PageBase } from '../../model/page.ts';
import type { Row } from '../../model/row.ts';
import type { Site } from '../../source/site-schema.ts';
import { impactsOf } from '../figures/services.ts';
import { articleAlternates } from '../pages/article.ts';
import { historyAlternates } from '../pages/history.ts';
import type { ListPage } from '../plan.ts';
import { absoluteUrl, articleUrl, historyUrl } from '../route.ts';

/** A page that search engines should know. */
export interface SitemapEntry {
  readonly url: string;
  readonly lastmod: Instant | undefined;
  /** The same page in other languages and, under `x-default`, for readers of none of them. */
  readonly alternates: readonly { readonly tag: string; readonly url: string }[];
}

/**
 * The entry of a page that shows several reports, or none; `changed` is when anything on it last changed. None for
 * a page that asks not to be indexed, or whose content has another address.
 */
export function listEntry(
  { noindex, canonical, url, alternates }: Pick<PageBase, 'noindex' | 'canonical' | 'url' | 'alternates'>,
  site: Pick<Site, 'url'>,
  changed: Instant | undefined,
): SitemapEntry[] {
  if (noindex || canonical !== absoluteUrl(site, url)) return [];
  return [entryOf(canonical, changed, alternates)];
}

/** When anything on a page last changed, as far as reports tell; undefined if it shows none. */
export function listChanges(rows: readonly Row[]): (view: ListPage) => Instant | undefined {
  const newest = new Map<string, Instant>();
  const note = (key: string, changed: Instant) => {
    const known = newest.get(key);
    if (known === undefined || known < changed) newest.set(key, changed);
  };
  for (const row of rows) {
    const changed = newestChange([row]);
    if (changed === undefined) continue;
    const month = row.derived.start.slice(0, 7);
    for (const key of ['', month, month.slice(0, 4)]) note(key, changed);
    for (const { id } of impactsOf(row.original)) note(id, changed);
  }
  return (view) => {
    switch (view.kind) {
      case 'service':
        return newest.get(view.service.id);
      case 'archive-year':
        return newest.get(view.year);
      case 'archive-month':
        return newest.get(view.calendar.month);
      case 'own':
      case 'follow':
      case 'search':
        return undefined;
      case 'index':
      case 'archive':
      case 'postmortems':
      case 'statistics':
      case 'embed':
      case 'redirect':
      case 'not-found':
        return newest.get('');
    }
  };
}

/** When readers last got something new about any report. */
export function newestChange(rows: readonly Row[]): Instant | undefined {
  let newest: Instant | undefined;
  for (const { locals } of rows)
    for (const { modified } of Object.values(locals)) newest = latest(newest, modified);
  return newest;
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
export function historyEntry(
  row: Row,
  language: Language,
  site: Pick<Site, 'url' | 'languages'>,
): SitemapEntry[] {
  const local = row.locals[language];
  const isTold = (each: Language) => {
    const own = row.locals[each];
    const isWritten = own !== undefined && own.versions.length > 0 && own.textLanguage === each;
    return isWritten && !row.automatic.includes(each);
  };
  if (!local || !isTold(language)) return [];
  const alternates = historyAlternates(site, row, site.languages.filter(isTold));
  return [entryOf(absoluteUrl(site, historyUrl(language, row.reference)), local.modified, alternates)];
}

function entryOf(
  url: string,
  lastmod: Instant | undefined,
  alternates: SitemapEntry['alternates'],
): SitemapEntry {
  return { url, lastmod, alternates };
}
