import type { Instant } from '../../model/instant.ts';
import { recall } from '../../model/recall.ts';
import { isSameJson, recallRows } from '../../model/recall-rows.ts';
import type { Site } from '../../model/site.ts';
import type { PlannedPage } from '../plan.ts';

/** A page that search engines should know. */
export interface SitemapEntry {
  readonly url: string;
  readonly lastmod?: Instant;
  /** The same page in other languages and, under `x-default`, for readers of none of them. */
  readonly alternates: readonly { readonly tag: string; readonly url: string }[];
}

/**
 * The pages to be found: all but those that ask not to be indexed, old editions among them, and those whose
 * content has another address. `updated` is the newest last update of the site.
 */
export function sitemapEntries(
  pages: readonly PlannedPage[],
  site: Pick<Site, 'url'>,
  updated: Instant | undefined,
): readonly SitemapEntry[] {
  return entriesOf(entryOfEach([site], [pages]), updated);
}

const entryOfEach = recallRows(
  ([site]: readonly [Pick<Site, 'url'>], [page]: readonly [PlannedPage]): SitemapEntry | undefined => {
    const { noindex, canonical, url, alternates } = page;
    if (noindex || canonical !== site.url + url.slice(1)) return undefined;
    const lastmod = lastUpdateOf(page);
    return { url: canonical, ...(lastmod !== undefined && { lastmod }), alternates };
  },
  isSameJson,
);

const entriesOf = recall(
  (all: readonly (SitemapEntry | undefined)[], updated: Instant | undefined): readonly SitemapEntry[] =>
    all.flatMap((entry) => (entry ? [updated === undefined ? entry : { lastmod: updated, ...entry }] : [])),
);

/** Of a page about one report, when that was last updated; other pages change whenever any report does. */
function lastUpdateOf(page: PlannedPage): Instant | undefined {
  if (page.kind === 'article') return page.article.lastUpdate;
  return page.kind === 'history' ? page.report.lastUpdate : undefined;
}
