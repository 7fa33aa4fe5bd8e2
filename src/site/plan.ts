import type { Instant } from '../model/instant.ts';
import type { Language } from '../model/language.ts';
import type {
  ArticlePage,
  EditionPage,
  HistoryPage,
  IndexPage,
  Page,
  PageUrl,
  RecordPage,
  RecordYearPage,
  ReportPage,
  Teaser,
} from '../model/page.ts';
import type { Reference } from '../model/reference.ts';
import type { OwnPageTexts } from '../model/own-page.ts';
import type { PresentRow } from '../model/row.ts';
import type { Alias, Site } from '../source/site-schema.ts';
import type { Present } from './figures/present.ts';
import { base } from './pages/base.ts';
import type { Surroundings } from './pages/base.ts';
import { embedForm, embedPage } from './pages/embed.ts';
import { indexLists } from './pages/index-lists.ts';
import type { Overview } from './pages/overview.ts';
import { ownPages } from './pages/own.ts';
import { pastOf } from './pages/section.ts';
import type { Past, Section } from './pages/section.ts';
import { sectionPages } from './pages/sections.ts';
import { teaserIn } from './pages/teaser.ts';
import { descriptionIn } from './site-texts.ts';
import { describeVerdict, verdictOf } from './pages/verdict.ts';
import {
  absoluteUrl,
  aliasLanguage,
  aliasTarget,
  aliasUrl,
  articleUrl,
  indexUrl,
  notFoundUrl,
  outputPath,
  rootUrl,
} from './route.ts';

/** A page that is not about a single report: everything it shows comes from rows. */
export type ListPage = Exclude<
  Page,
  ArticlePage | EditionPage | HistoryPage | RecordPage | RecordYearPage | ReportPage
>;

/** Pages are planned on request: a writer looks at only a few of them. */
export interface Plan {
  /** The index in the default language, at `/`. */
  readonly root: () => readonly ListPage[];
  /** The redirect for an old address. */
  readonly redirect: (alias: Alias) => ListPage;
  /** The same for the kind of address that hosted pages use. */
  readonly shortAddress: (url: PageUrl, reference: Reference) => ListPage;
  /** The pages of a language. */
  readonly listsIn: (language: Language) => readonly ListPage[];
  /** The page of a language for frames of other sites; none where site.yaml turns the status page off. */
  readonly embedIn: (language: Language) => readonly ListPage[];
  /** All reports, newest start first. */
  readonly ordered: readonly PresentRow[];
}

/** Decides which pages there are besides those of single reports, and what each of them shows. */
export function plan(
  world: Surroundings,
  overview: Overview<PresentRow>,
  present: Present,
  own: readonly OwnPageTexts[],
): Plan {
  const { site } = world;
  const { ordered } = overview;
  let past: Past | undefined;
  const lists = new Map<Language, readonly ListPage[]>();
  const listsIn = (language: Language) => {
    past ??= pastOf(site, overview, present);
    const planned = lists.get(language) ?? [
      ...languagePages(world, past, overview, language),
      ...ownPages(world, own, language),
    ];
    lists.set(language, planned);
    return planned;
  };
  const indexIn = (language: Language) =>
    listsIn(language).flatMap((page) => (page.kind === 'index' ? [page] : []));
  return {
    root: () => indexIn(site.defaultLanguage).map(atRoot),
    embedIn: (language) => indexIn(language).map((index) => embedPage(world, index)),
    redirect: (alias) => aliasPage(world, alias),
    shortAddress: (url, reference) =>
      redirectPage(world, site.defaultLanguage, url, articleUrl(site.defaultLanguage, reference)),
    listsIn,
    ordered,
  };
}

/** The same page, which search engines know at its other address. */
function atRoot(index: IndexPage): ListPage {
  return { ...index, path: outputPath(rootUrl), url: rootUrl, isRoot: true };
}

/**
 * Pages about reports that belong to no single language: the choice of a language, the history for programs,
 * and old addresses. A site with none of these does not need them.
 */
export function hasReportPages({
  outputs,
  languages,
  aliases,
}: Pick<Site, 'outputs' | 'languages' | 'aliases'>): boolean {
  if (!outputs.includes('articles')) return false;
  return languages.length > 1 || outputs.includes('history') || aliases.length > 0;
}

function languagePages(
  world: Surroundings,
  past: Past | undefined,
  { ordered: rows, updated }: Overview<PresentRow>,
  language: Language,
): readonly ListPage[] {
  const { site, titles, formats } = world;
  let teasers: readonly Teaser[] | undefined;
  const section: Section = {
    ...world,
    past,
    language,
    rows,
    get teasers() {
      return (teasers ??= rows.map((row) => teaserIn(row, language)));
    },
    dates: formats(language),
    title: (key) => titles(language, key),
    base: (address, title) => base(world, language, address, title),
  };
  return [
    ...(site.outputs.includes('index') ? [indexPage(world, section, updated)] : []),
    ...sectionPages(section),
    notFoundPage(world, language),
  ];
}

function indexPage(
  world: Surroundings,
  { site, rows, language, past }: Section,
  updated: Instant | undefined,
): IndexPage {
  const about = descriptionIn(site, language, site.defaultLanguage);
  const lists = indexLists(site, rows, language, past);
  const verdict = verdictOf(lists);
  const title = world.titles(language, `index.${verdict.condition}`, { count: verdict.count });
  return {
    ...base(world, language, indexUrl, title),
    kind: 'index',
    forms: [embedForm(site, language)],
    description: describeVerdict(title, lists.open, about?.value, world.titles(language, 'signs.dot')),
    verdict,
    isRoot: false,
    image: undefined,
    lastReport: updated,
    ...lists,
  };
}

function notFoundPage(world: Surroundings, language: Language): ListPage {
  return {
    ...base(world, language, notFoundUrl, world.titles(language, 'not-found.title')),
    kind: 'not-found',
    noindex: true,
    alternates: [],
  };
}

/** Where an old address of a report leads: its article if the address names a language, else the report. */
function aliasPage(world: Surroundings, alias: Alias): ListPage {
  const { site } = world;
  const language = aliasLanguage(site, alias) ?? site.defaultLanguage;
  return redirectPage(world, language, aliasUrl(alias), aliasTarget(site, alias));
}

function redirectPage(world: Surroundings, language: Language, url: PageUrl, target: PageUrl): ListPage {
  return {
    ...base(world, language, () => url, world.titles(language, 'redirect.title')),
    kind: 'redirect',
    canonical: absoluteUrl(world.site, target),
    noindex: true,
    alternates: [],
    languages: [],
    target,
  };
}
