import type { Messages } from '../../languages/messages.ts';
import type { Instant } from '../../model/instant.ts';
import type { Report } from '../../model/report.ts';
import type { PresentRow } from '../../model/row.ts';
import { newestReportFirst } from '../../model/newest-first.ts';
import type { Present } from '../../site/figures/present.ts';
import type { PageSettings } from '../../site/page-settings.ts';
import type { Alias, Site } from '../../source/site-schema.ts';
import type { SharedAssets } from '../../site/pages/base.ts';
import { menuOf } from '../../site/pages/menu.ts';
import { overviewOf } from '../../site/pages/overview.ts';
import type { Overview } from '../../site/pages/overview.ts';
import { isPostmortem } from '../../site/pages/postmortems.ts';
import { hasReportPages, plan } from '../../site/plan.ts';
import type { ListPage, Plan } from '../../site/plan.ts';
import type { LedgerLines } from '../../site/ledger-lines.ts';
import type { SiteRecord } from '../../site/record.ts';
import { indexUrl, recordUrl } from '../../site/route.ts';
import { aliasesByPath } from './alias-pages.ts';
import { embedGroup } from './embed-pages.ts';
import { linesNamer, textsNamer } from './common.ts';
import type { CommonInputs } from './common.ts';
import { listPage, picturePages } from './list-pages.ts';
import { machineGroups } from './machine-groups.ts';
import { articlePages, neutralPages } from './report-pages.ts';
import type { ReportPagesPlan } from './reports-plan.ts';
import { historyJsonPages, versionPages } from './version-pages.ts';
import { recordPages } from './record-pages.ts';
import { here } from '../remember/named.ts';
import type { Named } from '../remember/named.ts';
import type { Footers } from './footers.ts';
import type { OwnPages } from './own-pages.ts';
import { withShareImage } from '../share-images.ts';
import type { ShareImages } from '../share-images.ts';
import type { Pause } from '../pause.ts';
import { below, folder, isBesideReports } from './page-groups.ts';
import type { PageGroup, PagePlan, Wanted } from './page-groups.ts';

/** What the pages of a site are planned from. */
export interface PagesInput {
  readonly site: Site;
  readonly rows: readonly PresentRow[];
  readonly overview: SiteOverview;
  readonly reportOf: (reference: string) => Named<Report>;
  readonly messages: Messages;
  readonly assets: SharedAssets;
  readonly images: ShareImages;
  readonly renderer: string;
  readonly present: Present;
  readonly own: OwnPages;
  readonly footers: Footers['shown'];
  readonly record: SiteRecord;
  /** The lines of the site's ledger about each report, by its reference. */
  readonly lines: ReadonlyMap<string, LedgerLines>;
  /** Set if the site is built as it stood at that time. */
  readonly at: Instant | undefined;
  /** The file of a picture, by its content address. */
  readonly pictureAt: (address: string) => (() => Uint8Array) | undefined;
}

/** What is known of all rows together: working it out takes longer than everything else after a save. */
export interface SiteOverview extends Overview<PresentRow> {
  readonly hasPostmortems: boolean;
  readonly placeOf: ReportPagesPlan['placeOf'];
}

export async function siteOverviewOf(rows: readonly PresentRow[], pause: Pause): Promise<SiteOverview> {
  const hasPostmortems = rows.some(isPostmortem);
  await pause();
  const ordered = rows.toSorted(newestReportFirst);
  await pause();
  return { ...overviewOf(ordered), hasPostmortems, placeOf: placeFinder(ordered) };
}

/** Groups the pages of a site and says where their files are; the pages themselves are planned later. */
export function planPages(input: PagesInput): PagePlan {
  const { site, overview, reportOf, messages, assets } = input;
  const settings = {
    ...pageSettings(site),
    menu: menuOf(input.own.pages),
    hasPostmortems: overview.hasPostmortems,
    foot: input.footers,
    asItStood: input.at,
  };
  const common: CommonInputs = {
    site: here(settings),
    assets: here(assets),
    textsOf: textsNamer(messages),
  };
  const surroundings = { site: settings, assets, titles: messages.t, formats: messages.formats };
  const planned = plan(surroundings, overview, input.present, input.own.pages);
  const linesOf = linesNamer(input.lines);
  const reports: ReportPagesPlan = {
    common,
    rows: planned.ordered,
    placeOf: overview.placeOf,
    reportOf,
    linesOf,
    imageOf: input.images.urlOf,
    renderer: input.renderer,
    present: input.present.at,
  };
  return [
    { mayMake: below('assets/'), pages: () => picturePages(input) },
    ...listGroups(planned, common, input),
    ...reportGroups(reports, site).map((group) => ({ ...group, areOfReports: true })),
    ...recordGroups(reports, input.record, site),
    ...machineGroups({ ...input, common, settings, surroundings, planned, linesOf }),
  ];
}

function placeFinder(rows: readonly PresentRow[]): ReportPagesPlan['placeOf'] {
  let places: Map<string, number> | undefined;
  return (reference) => {
    places ??= new Map(rows.map((row, place) => [row.reference, place]));
    return places.get(reference);
  };
}

function listGroups(planned: Plan, common: CommonInputs, { site, images }: PagesInput): PageGroup[] {
  const { languages, defaultLanguage, aliases } = site;
  const pageOf = (view: ListPage) =>
    listPage(common, withShareImage(view, site, images.urlOf), view.language === defaultLanguage);
  const redirect = (alias: Alias) => pageOf(planned.redirect(alias));
  let byPath: ReadonlyMap<string, readonly Alias[]> | undefined;
  const atPath = () => (byPath ??= aliasesByPath(aliases));
  return [
    { mayMake: below('index.html'), pages: () => planned.root().map(pageOf) },
    {
      mayMake: (path: string) => aliases.length > 0 && atPath().has(path),
      pages: (wanted) => (wanted ? (atPath().get(wanted.path) ?? []) : aliases).map(redirect),
    },
    ...(site.outputs.includes('index') ? [embedGroup(planned, common, site, images.urlOf)] : []),
    ...languages.map((language) => ({
      mayMake: (path: string) =>
        isBesideReports(path, language, true) || (path === '404.html' && language === defaultLanguage),
      pages: () => planned.listsIn(language).map(pageOf),
    })),
  ];
}

function reportGroups(reports: ReportPagesPlan, site: Site): PageGroup[] {
  const { outputs, languages, defaultLanguage } = site;
  const inLanguages = (pagesOf: typeof articlePages) =>
    languages.map((language) => ({
      mayMake: below(`${folder(indexUrl(language))}incidents/`),
      pages: (wanted?: Wanted) => pagesOf(reports, language, wanted?.reference),
    }));
  const neutral = below('incidents/');
  return [
    ...(hasReportPages(site)
      ? [
          {
            mayMake: neutral,
            pages: (wanted?: Wanted) => neutralPages(reports, defaultLanguage, wanted?.reference),
          },
        ]
      : []),
    ...(outputs.includes('articles') ? inLanguages(articlePages) : []),
    ...(outputs.includes('history')
      ? [
          ...inLanguages(versionPages),
          { mayMake: neutral, pages: (wanted?: Wanted) => historyJsonPages(reports, wanted?.reference) },
        ]
      : []),
  ];
}

function recordGroups(reports: ReportPagesPlan, record: SiteRecord, site: Site): PageGroup[] {
  if (!site.outputs.includes('history')) return [];
  const { common, rows, placeOf } = reports;
  const rowOf = (reference: string) => rows[placeOf(reference) ?? -1];
  return site.languages.map((language) => ({
    mayMake: below(folder(recordUrl(language))),
    pages: () => recordPages({ common, record, rowOf }, language),
  }));
}

function pageSettings(site: Site): PageSettings {
  const {
    limits: _limits,
    rulesOff: _rules,
    staleAfter: _stale,
    aliases: _aliases,
    headers: _headers,
    frameAncestors: _ancestors,
    compress: _compress,
    footers: _texts,
    ...settings
  } = site;
  return settings;
}
