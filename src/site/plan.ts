import type { Instant } from '../model/instant.ts';
import type { Language } from '../model/language.ts';
import type { ArticlePage, EditionPage, HistoryPage, Page } from '../model/page.ts';
import type { Report } from '../model/report.ts';
import type { Alias, Site } from '../source/site-schema.ts';
import { articlePages } from './pages/article.ts';
import type { PlannedArticle } from './pages/article.ts';
import type { PlannedEdition } from './pages/edition.ts';
import { historyPages } from './pages/history.ts';
import type { PlannedHistory } from './pages/history.ts';
import { indexLists } from './pages/index-lists.ts';
import { localise } from './localise.ts';
import { overviewOf } from './pages/overview.ts';
import { base, languageLinks } from './pages/base.ts';
import type { SharedAssets, Surroundings, Titles } from './pages/base.ts';
import { reportPages } from './pages/report.ts';
import {
  absoluteUrl,
  aliasLanguage,
  aliasTarget,
  aliasUrl,
  indexUrl,
  notFoundUrl,
  rootUrl,
} from './route.ts';
import { pastOf } from './pages/section.ts';
import type { Past, Section } from './pages/section.ts';
import { sectionPages } from './pages/sections.ts';
import { teaserOf } from './pages/teaser.ts';

/** A page before what only rendering knows is in it. */
export type PlannedPage =
  Exclude<Page, ArticlePage | EditionPage | HistoryPage> | PlannedArticle | PlannedEdition | PlannedHistory;

export interface Plan {
  readonly pages: readonly PlannedPage[];
  /** What the site was computed as of; undefined in a site without reports. */
  readonly asOf: Instant | undefined;
  /** The newest last update of a report. */
  readonly updated: Instant | undefined;
}

/**
 * Decides which pages there are, at which address, and everything each of them shows. Reports are taken
 * in the given order; `asOf` replaces the newest time in the content.
 */
export function plan(
  site: Site,
  reports: readonly Report[],
  assets: SharedAssets,
  titles: Titles,
  asOf?: Instant,
): Plan {
  const overview = overviewOf(reports);
  const { ordered, open, updated } = overview;
  const now = asOf ?? overview.newest;
  const past = pastOf(site, overview, now);
  const world: Surroundings = { site, assets, titles };
  const pages = site.languages.map((language) => languagePages(world, past, ordered, language));
  return {
    pages: ([] as PlannedPage[]).concat(
      site.outputs.includes('index') ? [rootPage(world, open)] : [],
      hasReportPages(site) ? reportPages(world, ordered) : [],
      site.aliases.map((alias) => redirectPage(world, alias)),
      ...pages,
    ),
    asOf: now,
    updated,
  };
}

/**
 * The pages of reports in no language in particular. They choose between languages, are what the history for
 * programs lies beside, and where old addresses lead; a site with none of these has no use for them.
 */
function hasReportPages({ outputs, languages, aliases }: Site): boolean {
  if (!outputs.includes('articles')) return false;
  return languages.length > 1 || outputs.includes('history') || aliases.length > 0;
}

function languagePages(
  world: Surroundings,
  past: Past | undefined,
  reports: readonly Report[],
  language: Language,
): readonly PlannedPage[] {
  const { site, titles } = world;
  const { outputs } = site;
  const locals = reports.map((report) => localise(report, language));
  const teasers = locals.map((local) => teaserOf(local, site));
  const section: Section = {
    ...world,
    past,
    language,
    locals,
    teasers,
    title: (key) => titles(language, key),
    base: (address, title) => base(world, language, address, title),
  };
  return ([] as PlannedPage[]).concat(
    outputs.includes('index') ? [indexPage(world, section)] : [],
    sectionPages(section),
    outputs.includes('articles') ? articlePages(world, locals, teasers) : [],
    outputs.includes('history') ? historyPages(world, locals, teasers) : [],
    [notFoundPage(world, language)],
  );
}

function indexPage(world: Surroundings, { site, teasers, language, past }: Section): PlannedPage {
  return {
    ...base(world, language, indexUrl, world.titles(language, 'index.title')),
    kind: 'index',
    description: site.description,
    ...indexLists(site, teasers, language, past),
  };
}

function notFoundPage(world: Surroundings, language: Language): PlannedPage {
  return {
    ...base(world, language, notFoundUrl, world.titles(language, 'not-found.title')),
    kind: 'not-found',
    noindex: true,
    alternates: [],
  };
}

function rootPage(world: Surroundings, open: readonly Report[]): PlannedPage {
  const { site } = world;
  const language = site.defaultLanguage;
  const begun = open.filter(({ derived }) => derived.state !== 'scheduled');
  return {
    ...base(world, language, () => rootUrl, world.titles(language, 'languages.title')),
    kind: 'languages',
    languages: languageLinks(site, indexUrl, language, site.languages).map((link) => ({
      ...link,
      current: false,
    })),
    open: begun.map((report) => teaserOf(localise(report, language), site)),
  };
}

/** What an old address of a report leads to: its article where the address names a language, else the report. */
function redirectPage(world: Surroundings, alias: Alias): PlannedPage {
  const { site } = world;
  const target = aliasTarget(site, alias);
  const language = aliasLanguage(site, alias) ?? site.defaultLanguage;
  return {
    ...base(world, language, () => aliasUrl(alias), world.titles(language, 'redirect.title')),
    kind: 'redirect',
    canonical: absoluteUrl(site, target),
    noindex: true,
    alternates: [],
    languages: [],
    target,
  };
}
