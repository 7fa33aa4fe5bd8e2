import type { SitemapEntry } from '../../site/machines/sitemap.ts';
import { writeXml, xml } from './xml.ts';
import type { XmlElement } from './xml.ts';

/** The limits of one file (sitemaps.org): 50 000 addresses and 50 MiB. */
export interface SitemapLimits {
  readonly entries: number;
  readonly bytes: number;
}

export const SITEMAP_LIMITS: SitemapLimits = { entries: 50_000, bytes: 52_428_800 };

/** Generous allowance, in bytes, for what surrounds the entries of a file. */
const FRAME = 1_000;

const SITEMAP = 'http://www.sitemaps.org/schemas/sitemap/0.9';
const XHTML = 'http://www.w3.org/1999/xhtml';

/** A part of a sitemap, written on request. */
export interface SitemapFile {
  readonly name: string;
  readonly body: string;
}

/**
 * `sitemap.xml` with all entries, or, if there are too many for one file, an index of `sitemap-1.xml`,
 * `sitemap-2.xml` and so on. `siteUrl` ends in `/`.
 */
export function sitemapFiles(
  entries: readonly SitemapEntry[],
  siteUrl: string,
  limits: SitemapLimits = SITEMAP_LIMITS,
): SitemapFile[] {
  const parts = split(entries, limits);
  const [only, ...more] = parts;
  if (more.length === 0) return [written('sitemap.xml', only ?? [])];
  const files = parts.map((part, index) => written(`sitemap-${index + 1}.xml`, part));
  const index = xml(
    'sitemapindex',
    { xmlns: SITEMAP },
    ...files.map(({ name }, position) => {
      const newest = newestOf(parts[position] ?? []);
      return xml(
        'sitemap',
        {},
        xml('loc', {}, siteUrl + name),
        newest === undefined ? undefined : xml('lastmod', {}, newest),
      );
    }),
  );
  return [{ name: 'sitemap.xml', body: writeXml(index) }, ...files];
}

function split(entries: readonly SitemapEntry[], limits: SitemapLimits): SitemapEntry[][] {
  const parts: SitemapEntry[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = sizeOf(entry);
    const last = parts.at(-1);
    if (last && last.length < limits.entries && bytes + size <= limits.bytes) {
      last.push(entry);
      bytes += size;
    } else {
      parts.push([entry]);
      bytes = FRAME + size;
    }
  }
  return parts;
}

/**
 * Upper bound for the bytes of an entry: addresses are ASCII except aliases, whose characters take up to
 * three.
 */
function sizeOf({ url, alternates }: SitemapEntry): number {
  const ELEMENT = 100;
  const link = (each: { tag: string; url: string }) => ELEMENT + each.tag.length + 3 * each.url.length;
  return 2 * ELEMENT + 3 * url.length + alternates.reduce((sum, each) => sum + link(each), 0);
}

function written(name: string, entries: readonly SitemapEntry[]): SitemapFile {
  return {
    name,
    get body() {
      return urlSet(entries);
    },
  };
}

function urlSet(entries: readonly SitemapEntry[]): string {
  return writeXml(xml('urlset', { xmlns: SITEMAP, 'xmlns:xhtml': XHTML }, ...entries.map(urlElement)));
}

function urlElement({ url, lastmod, alternates }: SitemapEntry): XmlElement {
  return xml(
    'url',
    {},
    xml('loc', {}, url),
    lastmod === undefined ? undefined : xml('lastmod', {}, lastmod),
    ...alternates.map((each) => xml('xhtml:link', { rel: 'alternate', hreflang: each.tag, href: each.url })),
  );
}

function newestOf(entries: readonly SitemapEntry[]): string | undefined {
  return entries
    .flatMap(({ lastmod }) => (lastmod === undefined ? [] : [lastmod]))
    .toSorted()
    .at(-1);
}
