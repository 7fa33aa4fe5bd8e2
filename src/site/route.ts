import { compactInstant } from '../model/instant.ts';
import type { Instant } from '../model/instant.ts';
import { languageSegment } from '../model/language.ts';
import type { Language } from '../model/language.ts';
import type { OutputPath } from '../model/file.ts';
import type { PageUrl } from '../model/page.ts';
import type { Reference } from '../model/reference.ts';
import type { Alias, Site } from '../source/site-schema.ts';
import { formatVersion } from '../model/version.ts';
import type { Version } from '../model/version.ts';

/** `/`: the index in the default language. */
export const rootUrl = '/' as PageUrl;

/** `/en/`: the index. */
export function indexUrl(language: Language): PageUrl {
  return `/${languageSegment(language)}/` as PageUrl;
}

/** `/en/incidents/<ref>/`: the newest text of a report in, or for readers of, a language. */
export function articleUrl(language: Language, reference: Reference): PageUrl {
  return `/${languageSegment(language)}/incidents/${reference}/` as PageUrl;
}

/** `/en/incidents/<ref>/index.md`: the source of the text that is shown next to it. */
export function articleTextUrl(language: Language, reference: Reference): PageUrl {
  return `${articleUrl(language, reference)}index.md` as PageUrl;
}

/** `/incidents/<ref>/`: the report, independent of language. */
export function reportUrl(reference: Reference): PageUrl {
  return `/incidents/${reference}/` as PageUrl;
}

/** `/en/incidents/<ref>/v/002/`: one edition, forever. */
export function editionUrl(language: Language, reference: Reference, version: Version): PageUrl {
  return `${articleUrl(language, reference)}v/${formatVersion(version)}/` as PageUrl;
}

/** A file next to an edition: its exact source, or its data. */
export function editionFileUrl(
  language: Language,
  reference: Reference,
  version: Version,
  name: 'index.md' | 'index.json',
): PageUrl {
  return `${editionUrl(language, reference, version)}${name}` as PageUrl;
}

/** `/en/incidents/<ref>/history/`: all editions of a text. */
export function historyUrl(language: Language, reference: Reference): PageUrl {
  return `${articleUrl(language, reference)}history/` as PageUrl;
}

/** A file at the root that programs know by its name: `/llms.txt`. */
export function rootFileUrl(name: RootFile): PageUrl {
  return `/${name}` as PageUrl;
}

type RootFile = 'changes.json' | 'checkpoint' | 'llms.txt' | 'sitemap.xml';

/**
 * `/ledger.jsonl`: all publications of the site in one chain, byte for byte; the checkpoint covers it. If it
 * is long, `/ledger-1.jsonl` and so on have the oldest lines, in full parts.
 */
export function siteLedgerUrl(part?: number): PageUrl {
  return (part === undefined ? '/ledger.jsonl' : `/ledger-${part}.jsonl`) as PageUrl;
}

/** `/en/incidents/<ref>/ledger.jsonl`: the ledger of a text, byte for byte. */
export function ledgerUrl(language: Language, reference: Reference): PageUrl {
  return `${articleUrl(language, reference)}ledger.jsonl` as PageUrl;
}

/** `/incidents/<ref>/history.json`: the history of a report in all languages, for programs. */
export function historyJsonUrl(reference: Reference): PageUrl {
  return `${reportUrl(reference)}history.json` as PageUrl;
}

/**
 * `/en/archive/`, `/en/archive/2020/`, `/en/archive/2020/09/`, and the further sheets of a very full month.
 */
export function archiveUrl(language: Language, month = '', sheet = 1): PageUrl {
  const parts = [...month.split('-').filter((part) => part !== ''), ...(sheet > 1 ? [String(sheet)] : [])];
  return `${indexUrl(language)}archive/${parts.map((part) => `${part}/`).join('')}` as PageUrl;
}

/**
 * `/en/record/`: the record of all publications; `/en/record/2020/` is a year of it, with further sheets if
 * there are many.
 */
export function recordUrl(language: Language, year = '', sheet = 1): PageUrl {
  const parts = [year, sheet > 1 ? String(sheet) : ''].filter((part) => part !== '');
  return `${indexUrl(language)}record/${parts.map((part) => `${part}/`).join('')}` as PageUrl;
}

/** `/en/services/<id>/`: one service. */
export function serviceUrl(language: Language, id: string): PageUrl {
  return `${indexUrl(language)}services/${id}/` as PageUrl;
}

/** `/en/about/`: one of the site's own pages. */
export function ownPageUrl(language: Language, name: string): PageUrl {
  return `${indexUrl(language)}${name}/` as PageUrl;
}

/** `/en/statistics/` and `/en/search/`. */
export function sectionUrl(language: Language, section: 'statistics' | 'search'): PageUrl {
  return `${indexUrl(language)}${section}/` as PageUrl;
}

/** `/en/postmortems/`: reports with a post-mortem, and the further sheets of a very long list. */
export function postmortemsUrl(language: Language, sheet = 1): PageUrl {
  return `${indexUrl(language)}postmortems/${sheet > 1 ? `${sheet}/` : ''}` as PageUrl;
}

/** `/en/follow/`: how to follow the site. */
export function followUrl(language: Language): PageUrl {
  return `${indexUrl(language)}follow/` as PageUrl;
}

/** `/embed/en/`: how things stand, for frames of other sites. */
export function embedUrl(language: Language): PageUrl {
  return `/embed/${languageSegment(language)}/` as PageUrl;
}

/** `/embed/en/oembed.json`: how other sites may show the page next to it (oEmbed). */
export function embedFileUrl(language: Language): PageUrl {
  return `${embedUrl(language)}oembed.json` as PageUrl;
}

/** `/en/404.html`; without a language the one at the root, which static hosts look for. */
export function notFoundUrl(language?: Language): PageUrl {
  return (language === undefined ? '/404.html' : `/${languageSegment(language)}/404.html`) as PageUrl;
}

/** `/assets/<name>`: a file whose name contains the hash of its bytes. */
export function assetUrl(name: string): PageUrl {
  return `/assets/${name}` as PageUrl;
}

export type FeedFormat = 'atom' | 'rss' | 'json';

/** `/en/feed.atom`, or `/en/services/<id>/feed.atom` for one service. */
export function feedUrl(language: Language, format: FeedFormat, service?: string): PageUrl {
  return `${feedHome(language, service)}feed.${format}` as PageUrl;
}

/** `/en/feed-2020-1.atom`: older entries of a feed (RFC 5005), counted from 1 within a year. */
export function feedArchiveUrl(language: Language, year: string, sheet: number, service?: string): PageUrl {
  return `${feedHome(language, service)}feed-${year}-${sheet}.atom` as PageUrl;
}

/** `/en/updates.atom`, or `/en/services/<id>/updates.atom` for one service: one item for each update. */
export function updatesUrl(language: Language, format: 'atom' | 'rss', service?: string): PageUrl {
  return `${feedHome(language, service)}updates.${format}` as PageUrl;
}

/** `/en/incidents/<ref>/updates.atom`: all updates of one report, forever. */
export function reportUpdatesUrl(language: Language, reference: Reference): PageUrl {
  return `${articleUrl(language, reference)}updates.atom` as PageUrl;
}

/** The page a feed goes with. */
export function feedHome(language: Language, service?: string): PageUrl {
  return service === undefined ? indexUrl(language) : serviceUrl(language, service);
}

/** `/en/calendar.ics`. */
export function calendarUrl(language: Language): PageUrl {
  return `${indexUrl(language)}calendar.ics` as PageUrl;
}

/** `/api/v2/<name>.json` in the default language, `/api/v2/fr/<name>.json` in another. */
export function statusUrl(site: Pick<Site, 'defaultLanguage'>, language: Language, name: string): PageUrl {
  return `${statusFolder(site, language)}${name}.json` as PageUrl;
}

/** `/api/v2/incidents/<id>.json`: the answer of the status API about one report. */
export function incidentUrl(id: string): PageUrl {
  return `/api/v2/incidents/${id}.json` as PageUrl;
}

/** `/incidents/<id>/`: a report by its id in the status API, the form that hosted pages use. */
export function shortUrl(id: string): PageUrl {
  return `/incidents/${id}/` as PageUrl;
}

/** The folder of the status API in a language. */
export function statusFolder(site: Pick<Site, 'defaultLanguage'>, language: Language): PageUrl {
  const own = language === site.defaultLanguage ? '' : `${languageSegment(language)}/`;
  return `/api/v2/${own}` as PageUrl;
}

/** `/pagefind/`: the folder of the search index, whose files do not depend on their address. */
export const searchIndexUrl = '/pagefind/' as PageUrl;

/** The anchor of a timeline entry, the same in every language: `t-20200915T114500Z`. */
export function entryAnchor(at: Instant): string {
  return `t-${compactInstant(at)}`;
}

/** `/en/incidents/<ref>/#t-20200915T114500Z`: one entry on the page of its report. */
export function entryUrl(language: Language, reference: Reference, at: Instant): PageUrl {
  return `${articleUrl(language, reference)}#${entryAnchor(at)}` as PageUrl;
}

/** An old address of a report, as in site.yaml. */
export function aliasUrl({ path }: Pick<Alias, 'path'>): PageUrl {
  return path as PageUrl;
}

/** The language whose pages an old address of a report was among, if any. */
export function aliasLanguage({ languages }: Pick<Site, 'languages'>, { path }: Alias): Language | undefined {
  return languages.find((language) => path.toLowerCase().startsWith(`/${languageSegment(language)}/`));
}

/** Where an old address leads: the article in the language it names, else the report in all languages. */
export function aliasTarget(site: Pick<Site, 'languages'>, alias: Alias): PageUrl {
  const language = aliasLanguage(site, alias);
  return language === undefined ? reportUrl(alias.reference) : articleUrl(language, alias.reference);
}

/** The report that a file of the output belongs to, by its path; undefined for all other files. */
export function reportAt(path: string): string | undefined {
  return /^(?:[^/]+\/)?incidents\/([^/]+)\//.exec(path)?.[1];
}

/** Where the file behind an address is in the output folder. */
export function outputPath(url: PageUrl): OutputPath {
  const path = url.slice(1);
  return (url.endsWith('/') ? `${path}index.html` : path) as OutputPath;
}

/** A file with a fixed name, by its path in the output folder: `robots.txt`. */
export function fixedPath(name: string): OutputPath {
  return name as OutputPath;
}

/** The address with scheme, host and base path. */
export function absoluteUrl(site: Pick<Site, 'url'>, url: PageUrl): string {
  return site.url + url.slice(1);
}
