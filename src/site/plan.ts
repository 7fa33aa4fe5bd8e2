import { languageName } from '../languages/autonym.ts';
import { directionOf } from '../languages/direction.ts';
import { territoryLocale } from '../languages/territory.ts';
import type { Instant } from '../model/instant.ts';
import { latest } from '../model/instant.ts';
import type { Language } from '../model/language.ts';
import type {
  ArticlePage,
  EditionPage,
  HistoryPage,
  LanguageLink,
  Page,
  PageBase,
  PageUrl,
  SiteView,
} from '../model/page.ts';
import type { HeldEdition, TextHistory } from '../model/history.ts';
import { recall } from '../model/recall.ts';
import type { LocalReport, Report } from '../model/report.ts';
import type { Alias, Site } from '../model/site.ts';
import type { Teaser } from '../model/page.ts';
import { articleView, textOf } from './article-view.ts';
import { existingLanguages, originalUrl } from './configured.ts';
import { feedLinks } from './feed-links.ts';
import { indexLists } from './index-lists.ts';
import { pastOf, sectionLinks } from './section.ts';
import type { Past, SectionTitle } from './section.ts';
import { sectionPages } from './section-pages.ts';
import { localise } from './localise.ts';
import { noticesOf } from './notices.ts';
import { editionLinks, editionPages, editionRelations } from './edition-pages.ts';
import type { PlannedEdition } from './edition-pages.ts';
import {
  absoluteUrl,
  aliasLanguage,
  aliasTarget,
  articleUrl,
  editionUrl,
  historyJsonUrl,
  historyUrl,
  indexUrl,
  ledgerUrl,
  notFoundUrl,
  outputPath,
  reportUrl,
  rootUrl,
} from './route.ts';
import { structuredData } from './structured-data.ts';
import { teaserOf } from './teaser.ts';

/** Addresses of the files that every page needs, known before any page is made. */
export interface SharedAssets {
  readonly style: PageUrl;
  readonly script?: PageUrl;
  readonly logo?: PageUrl;
  readonly icon?: PageUrl;
  /** The script of the search page and the folder of the index, where there is one. */
  readonly search?: { readonly script: PageUrl; readonly bundle: PageUrl };
}

/** An article before its `<article>` is rendered: frozen, or to be rendered from its view. */
export type PlannedArticle = Omit<ArticlePage, 'html' | 'hash'> & { readonly frozen?: string };

/** A history before the differences of its steps are worked out. */
export type PlannedHistory = Omit<HistoryPage, 'steps'> & { readonly history: TextHistory };

export type PlannedPage =
  Exclude<Page, ArticlePage | EditionPage | HistoryPage> | PlannedArticle | PlannedEdition | PlannedHistory;

export interface Plan {
  readonly pages: readonly PlannedPage[];
  /** What the site was computed as of; undefined in a site without reports. */
  readonly asOf?: Instant;
}

/** The texts that a plan needs and only a language knows. */
export type Titles = (
  language: Language,
  key:
    'index.title' | 'languages.title' | 'not-found.title' | 'history.title' | 'redirect.title' | SectionTitle,
) => string;

/**
 * Decides which pages there are, at which address, and everything each of them shows. Reports are taken
 * in the given order; `asOf` replaces the newest instant in the content.
 */
export function plan(
  site: Site,
  reports: readonly Report[],
  assets: SharedAssets,
  titles: Titles,
  asOf?: Instant,
): Plan {
  const now = asOf ?? newestInstant(reports);
  const ordered = reports.toSorted(newestFirst);
  const past = pastOf(site, ordered, now);
  const everywhere = surroundings(site, assets, titles);
  const world: World = { ...everywhere, ...(past && { past }) };
  const pages = site.languages.flatMap((language) => languagePages(world, everywhere, ordered, language));
  return {
    pages: [
      ...(site.outputs.includes('index') ? [rootPage(world, ordered)] : []),
      ...(hasReportPages(site) ? ordered.map((report) => reportPage(everywhere, report)) : []),
      ...site.aliases.map((alias) => redirectPage(world, alias)),
      ...pages,
    ],
    ...(now !== undefined && { asOf: now }),
  };
}

const surroundings = recall((site: Site, assets: SharedAssets, titles: Titles): World => ({
  site,
  assets,
  titles,
}));

interface World {
  readonly site: Site;
  readonly assets: SharedAssets;
  readonly titles: Titles;
  readonly past?: Past;
}

/**
 * The pages of reports in no language in particular. They choose between languages, are what the history for
 * programs lies beside, and where old addresses lead; a site with none of these has no use for them.
 */
function hasReportPages({ outputs, languages, aliases }: Site): boolean {
  if (!outputs.includes('articles')) return false;
  return languages.length > 1 || outputs.includes('history') || aliases.length > 0;
}

/** `everywhere` is `world` without the past, which changes with any report. */
function languagePages(
  world: World,
  everywhere: World,
  reports: readonly Report[],
  language: Language,
): PlannedPage[] {
  const { site } = world;
  const locals = reports.map((report) => localise(report, language));
  const teasers = locals.map((local) => teaserOf(local, site));
  const articles = locals.map((local, index): PlannedArticle => {
    const named = local.report.original.facts.related;
    const related = named.length > 0 ? teasers.filter(({ reference }) => named.includes(reference)) : [];
    return articleAmong(everywhere, local, teasers[index - 1], teasers[index + 1], ...related);
  });
  const index = (): PlannedPage => ({
    ...base(world, language, indexUrl, world.titles(language, 'index.title')),
    kind: 'index',
    ...(site.description !== undefined && { description: site.description }),
    ...indexLists(site, reports, teasers, language, world.past),
  });
  const { outputs } = site;
  return [
    ...(outputs.includes('index') ? [index()] : []),
    ...sectionPages({
      ...world,
      language,
      reports,
      locals,
      teasers,
      title: (key) => world.titles(language, key),
      base: (address, title) => base(world, language, address, title),
    }),
    ...(outputs.includes('articles') ? articles : []),
    ...(outputs.includes('history')
      ? locals.flatMap((local, place) => versionPages(everywhere, local, teasers[place]))
      : []),
    {
      ...base(world, language, notFoundUrl, world.titles(language, 'not-found.title')),
      kind: 'not-found',
      noindex: true,
      alternates: [],
    },
  ];
}

const articleAmong = recall(
  (
    world: World,
    local: LocalReport,
    newer: Teaser | undefined,
    older: Teaser | undefined,
    ...related: readonly Teaser[]
  ): PlannedArticle => ({
    ...articlePage(world, local),
    related,
    ...(newer && { newer }),
    ...(older && { older }),
  }),
);

const articlePage = recall((world: World, local: LocalReport): Omit<PlannedArticle, 'related'> => {
  const { site } = world;
  const { report, language, textLanguage } = local;
  const { original } = report;
  const address = (each: Language) => articleUrl(each, report.reference);
  const existing = existingLanguages(site, report);
  const missing = !existing.includes(language);
  const description = local.summary?.value;
  const structured = structuredData(local, site);
  return {
    ...base(world, language, address, local.title.value, existing),
    kind: 'article',
    ...(description !== undefined && { description }),
    canonical: absoluteUrl(
      site,
      address(missing && site.languages.includes(textLanguage) ? textLanguage : language),
    ),
    noindex: missing || original.version.number === 0,
    alternates: existing.length > 1 ? articleAlternates(site, report, existing) : [],
    article: articleView(local, site),
    notices: noticesOf(local, site),
    ...heldBy(local, site),
    ...(structured && { structured }),
  };
});

/** What is known of the edition an article shows: nothing of a draft. */
function heldBy(
  local: LocalReport,
  { outputs }: Site,
): Pick<PlannedArticle, 'relations' | 'links' | 'frozen'> {
  const history = historyOf(local);
  const held = history?.editions.findLast(({ edition }) => edition !== undefined);
  if (!history || !held) return { relations: [] };
  const frozen = held.html !== undefined && { frozen: held.html };
  if (!outputs.includes('history')) return { relations: [], ...frozen };
  return {
    relations: editionRelations(history, held).filter(({ rel }) => rel !== 'latest-version'),
    links: { ...editionLinks(history, held), history: historyUrl(local.language, local.report.reference) },
    ...frozen,
  };
}

function historyOf({ report, textLanguage }: LocalReport): TextHistory | undefined {
  return report.history.find(({ language }) => language === textLanguage);
}

/** The history of a report for readers of a language, and the editions of its text in that language. */
const versionPages = recall((world: World, local: LocalReport, teaser: Teaser | undefined): PlannedPage[] => {
  const { report, language, textLanguage } = local;
  const history = historyOf(local);
  const first = history?.editions[0];
  if (!history || !first || !teaser) return [];
  const address = (each: Language) => historyUrl(each, report.reference);
  const title = `${world.titles(language, 'history.title')}: ${local.title.value}`;
  const page: PlannedHistory = {
    ...base(world, language, address, title),
    kind: 'history',
    noindex: language !== textLanguage,
    alternates: [],
    report: teaser,
    textLanguage,
    isCut: first.version.number > 1 || first.version.revision > 1,
    ledger: ledgerUrl(textLanguage, report.reference),
    data: historyJsonUrl(report.reference),
    history,
  };
  if (language !== textLanguage) return [page];
  const editionBase = (held: HeldEdition) => ({
    ...base(
      world,
      language,
      (each) => editionUrl(each, report.reference, held.version),
      held.edition?.title ?? local.title.value,
    ),
    languages: [],
  });
  return [page, ...editionPages(report, history, editionBase)];
});

function articleAlternates(site: Site, report: Report, existing: readonly Language[]) {
  const { reference } = report;
  const url = (language: Language) => absoluteUrl(site, articleUrl(language, reference));
  return [
    ...existing.map((language) => ({ tag: language as string, url: url(language) })),
    { tag: 'x-default', url: absoluteUrl(site, originalUrl(site, report)) },
  ];
}

function rootPage(world: World, reports: readonly Report[]): PlannedPage {
  const { site } = world;
  const language = site.defaultLanguage;
  const open = reports.filter(({ derived }) => derived.open && derived.state !== 'scheduled');
  return {
    ...base(world, language, () => rootUrl, world.titles(language, 'languages.title')),
    kind: 'languages',
    languages: languageLinks(site, indexUrl, language, site.languages).map((link) => ({
      ...link,
      current: false,
    })),
    open: open.map((report) => teaserOf(localise(report, language), site)),
  };
}

const reportPage = recall((world: World, report: Report): PlannedPage => {
  const { site } = world;
  const language = site.defaultLanguage;
  const local = localise(report, language);
  const existing = existingLanguages(site, report);
  const links = languageLinks(site, (each) => articleUrl(each, report.reference), language, existing);
  return {
    ...base(world, language, () => reportUrl(report.reference), local.title.value),
    kind: 'report',
    canonical: absoluteUrl(site, originalUrl(site, report)),
    noindex: true,
    alternates: [],
    languages: links.map((link) => ({ ...link, current: false })),
    report: teaserOf(local, site),
    editions: links
      .filter((link) => link.translated)
      .map((link) => {
        const edition = localise(report, link.language);
        return {
          ...link,
          current: false,
          title: textOf(edition.title),
          version: teaserOf(edition, site).version,
        };
      }),
  };
});

/** What an old address of a report leads to: its article where the address names a language, else the report. */
function redirectPage(world: World, alias: Alias): PlannedPage {
  const { site } = world;
  const target = aliasTarget(site, alias);
  const language = aliasLanguage(site, alias) ?? site.defaultLanguage;
  return {
    ...base(world, language, () => alias.path as PageUrl, world.titles(language, 'redirect.title')),
    kind: 'redirect',
    canonical: absoluteUrl(site, target),
    noindex: true,
    alternates: [],
    languages: [],
    target,
  };
}

function base(
  { site, assets }: World,
  language: Language,
  address: (language: Language) => PageUrl,
  title: string,
  translated: readonly Language[] = site.languages,
): PageBase {
  const url = address(language);
  const alternates = site.languages.map((each) => ({
    tag: each as string,
    url: absoluteUrl(site, address(each)),
  }));
  const shared = { tag: 'x-default', url: absoluteUrl(site, address(site.defaultLanguage)) };
  const isNeutral = site.languages.every((each) => address(each) === url);
  return {
    path: outputPath(url),
    url,
    language,
    direction: directionOf(language),
    title,
    canonical: absoluteUrl(site, url),
    noindex: false,
    alternates: site.languages.length > 1 && !isNeutral ? [...alternates, shared] : [],
    languages: languageLinks(site, address, language, translated),
    relations: [],
    locale: territoryLocale(language),
    feeds: feedLinks(site, language),
    site: siteView(site, assets, language),
  };
}

function languageLinks(
  site: Site,
  address: (language: Language) => PageUrl,
  current: Language,
  translated: readonly Language[],
): LanguageLink[] {
  return site.languages.map((language) => ({
    language,
    direction: directionOf(language),
    name: languageName(language),
    url: address(language),
    current: language === current,
    translated: translated.includes(language),
  }));
}

function siteView(site: Site, assets: SharedAssets, language: Language): SiteView {
  return {
    name: site.name,
    ...(site.description !== undefined && { description: site.description }),
    home: indexUrl(language),
    ...ofEveryPage(assets),
    links: site.theme.links,
    sections: sectionLinks(site, language),
    ...(site.theme.footer !== undefined && { footer: site.theme.footer }),
  };
}

function ofEveryPage({ search: _search, ...assets }: SharedAssets): Omit<SharedAssets, 'search'> {
  return assets;
}

/** Newest start first; of two that started together, the higher reference first. */
function newestFirst(a: Report, b: Report): number {
  if (a.derived.start !== b.derived.start) return a.derived.start < b.derived.start ? 1 : -1;
  return a.reference < b.reference ? 1 : -1;
}

/** The newest instant anything in the content happened or was published at; plans do not count. */
function newestInstant(reports: readonly Report[]): Instant | undefined {
  return reports.reduce<Instant | undefined>(
    (newest, { original }) => latest(newest, latest(original.lastUpdate, original.timeline.at(-1)?.at)),
    undefined,
  );
}
