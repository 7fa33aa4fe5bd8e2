import type { Formats } from '../../languages/format.ts';
import type { Instant } from '../../model/instant.ts';
import type { Language } from '../../model/language.ts';
import type { PageBase, PageUrl, SiteView, Teaser } from '../../model/page.ts';
import type { Derived } from '../../model/report.ts';
import type { Outline, PresentRow } from '../../model/row.ts';
import type { PageSettings } from '../page-settings.ts';
import type { Output, Site } from '../../source/site-schema.ts';
import type { Conditions } from '../figures/conditions.ts';
import { conditionsOf } from '../figures/conditions.ts';
import type { Overview } from './overview.ts';
import type { Present } from '../figures/present.ts';
import { archiveUrl, followUrl, indexUrl, postmortemsUrl, sectionUrl } from '../route.ts';

/** The data that the pages around the reports are made from, in one language. */
export interface Section {
  readonly site: PageSettings;
  readonly language: Language;
  /** Newest first. */
  readonly rows: readonly PresentRow[];
  /** The same as lines of lists, made when somebody asks: of many reports they take much memory. */
  readonly teasers: readonly Teaser[];
  /** Undefined in a site without reports. */
  readonly past: Past | undefined;
  readonly assets: {
    readonly search:
      { readonly script: PageUrl; readonly scriptIntegrity: string; readonly bundle: PageUrl } | undefined;
  };
  /** How dates are written in the language. */
  readonly dates: Formats;
  /** An interface text in the language. */
  readonly title: (key: SectionTitle) => string;
  readonly base: (address: (language: Language) => PageUrl, title: string) => PageBase;
}

export type SectionTitle =
  | 'archive.title'
  | 'postmortems.title'
  | 'postmortems.intro'
  | 'statistics.title'
  | 'search.title'
  | 'follow.title'
  | 'follow.intro'
  | 'updates.title';

/** The past, independent of language: worked out once for all of them. */
export interface Past {
  readonly asOf: Instant;
  /** The same if it was given, so that pages may show it. */
  readonly given: Instant | undefined;
  /** Midnight (UTC) before the oldest report: nothing is known before that. */
  readonly first: Instant;
  /** By the id of the service. */
  readonly conditions: ReadonlyMap<string, Conditions>;
  /** Reports that are not over, newest first. */
  readonly open: readonly Outline[];
}

/** The past of all services, as far as reports tell it. */
export function pastOf(
  site: Pick<Site, 'services'>,
  { ordered, open, oldest }: Overview<Outline>,
  { at: asOf, isGiven }: Present,
): Past | undefined {
  if (asOf === undefined || oldest === undefined) return undefined;
  const ids = site.services.map(({ id }) => id);
  const first = `${(oldest < asOf ? oldest : asOf).slice(0, 10)}T00:00:00Z` as Instant;
  const given = isGiven ? asOf : undefined;
  return { asOf, given, first, conditions: conditionsOf(ids, ordered, asOf), open };
}

/** What was worked out about the reports in rows, one after the other: it is not held for all of them. */
export function* derivedOf(rows: readonly PresentRow[]): Generator<Derived> {
  for (const { derived } of rows) yield derived;
}

/** True if site.yaml turns this kind of page on. */
export function isMade({ outputs }: Pick<Site, 'outputs'>, output: Output): boolean {
  return outputs.includes(output);
}

/** The links at the top of every page. */
export function sectionLinks(site: PageSettings, language: Language): SiteView['sections'] {
  const links: SiteView['sections'] = [
    { key: 'index', url: indexUrl(language) },
    { key: 'archive', url: archiveUrl(language) },
    ...(site.hasPostmortems === true ? [{ key: 'postmortems' as const, url: postmortemsUrl(language) }] : []),
    { key: 'statistics', url: sectionUrl(language, 'statistics') },
    { key: 'search', url: sectionUrl(language, 'search') },
    { key: 'follow', url: followUrl(language) },
  ];
  return links.filter(({ key }) => key === 'index' || isMade(site, key === 'follow' ? 'feed' : key));
}
