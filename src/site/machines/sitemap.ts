import type { Instant } from '../../model/instant.ts';
import type { Site } from '../../source/site-schema.ts';
import type { PlannedPage } from '../plan.ts';

/** A page that search engines should know. */
export interface SitemapEntry {
  readonly url: string;
  readonly lastmod: Instant | undefined;
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
  return pages.flatMap((page) => {
    const { noindex, canonical, url, alternates } = page;
    if (noindex || canonical !== site.url + url.slice(1)) return [];
    const lastmod = lastUpdateOf(page) ?? updated;
    return [{ url: canonical, lastmod, alternates }];
  });
}

/** Of a page about one report, when that was last updated; other pages change whenever any report does. */
function lastUpdateOf(page: PlannedPage): Instant | undefined {
  if (page.kind === 'article') return page.article.lastUpdate;
  return page.kind === 'history' ? page.report.lastUpdate : undefined;
}
