import type { HeldEdition, TextHistory } from '../../model/history.ts';
import type { Language } from '../../model/language.ts';
import type { ArticlePage, ArticleView, PageForm, Teaser } from '../../model/page.ts';
import type { LocalReport } from '../../model/report.ts';
import type { Standing } from '../../model/standing.ts';
import type { PageSettings } from '../page-settings.ts';
import type { Site } from '../../source/site-schema.ts';
import { articleView } from './article-view.ts';
import { compareVersions } from '../../model/version.ts';
import { automaticLanguages, existingLanguages, originalUrl } from '../configured.ts';
import type { ReportLanguages } from '../configured.ts';
import { lineOf } from '../ledger-lines.ts';
import type { LedgerLines } from '../ledger-lines.ts';
import { editionLinks, editionRelations } from './edition.ts';
import { leadOf } from './lead.ts';
import { noticesOf } from './notices.ts';
import { base } from './base.ts';
import type { Surroundings } from './base.ts';
import { absoluteUrl, articleTextUrl, articleUrl, historyUrl } from '../route.ts';
import { structuredData } from '../machines/structured-data.ts';
import { reportFeedLinks } from '../machines/feed-links.ts';
import { harmIn, teaserOf } from './teaser.ts';
import { timesOf } from '../when-published.ts';

/** An article page before its `<article>` is rendered: either frozen, or to be rendered from its view. */
export type PlannedArticle = Omit<ArticlePage, 'html' | 'hash' | 'contents'> & {
  readonly frozen: string | undefined;
};

/** What is around an article: the present state of its report, and the lines about other reports. */
export interface Around {
  readonly standing: Standing;
  readonly newer: Teaser | undefined;
  readonly older: Teaser | undefined;
  /** The ones that it names. */
  readonly related: readonly Teaser[];
}

/** The article of a report for readers of a language; `lines` are those about the report. */
export function articlePage(
  surroundings: Surroundings,
  local: LocalReport,
  around: Around,
  lines: LedgerLines,
): PlannedArticle {
  const { site, titles } = surroundings;
  const { report, language, textLanguage } = local;
  const { original } = report;
  const address = (each: Language) => articleUrl(each, report.reference);
  const existing = existingLanguages(site, report);
  const missing = !existing.includes(language);
  // Nobody should find sentences of a machine who looks for somebody's words.
  const automatic = automaticLanguages(report);
  const written = existing.filter((each) => !automatic.includes(each));
  const article = articleView(local, site);
  return {
    ...base(surroundings, language, address, local.title.value, existing),
    kind: 'article',
    ...(local.summary && { description: local.summary.value }),
    canonical: absoluteUrl(
      site,
      address(missing && site.languages.includes(textLanguage) ? textLanguage : language),
    ),
    forms: sourceOf(local) === undefined ? [] : [textForm(site, local)],
    noindex: !written.includes(language) || original.version.number === 0,
    alternates:
      written.length > 1 && !automatic.includes(language) ? articleAlternates(site, report, written) : [],
    article,
    ...aboveText(local, article, surroundings, around.standing),
    glance: glanceOf(local, site, around.standing),
    ...heldBy(local, site, lines),
    structured: structuredData(local, site, surroundings.assets.logo),
    times: timesOf(local),
    own: reportFeedLinks(site, local, titles(language, 'updates.title')),
    image: undefined,
    ...around,
  };
}

/** What readers get before the text: notices and, while the report is open, what is newest. */
function aboveText(
  local: LocalReport,
  article: ArticleView,
  { site, titles }: Pick<Surroundings, 'site' | 'titles'>,
  { open }: Pick<Standing, 'open'>,
): Pick<PlannedArticle, 'lead' | 'notices'> {
  const notices = noticesOf(local, site);
  const heading = titles(local.textLanguage, 'article.advice');
  return { notices, lead: open ? leadOf(local, article, notices, heading) : undefined };
}

/** Facts of the newest version, with the names of services in the reader's language. */
function glanceOf(
  local: LocalReport,
  site: Pick<Site, 'services'>,
  { state }: Pick<Standing, 'state'>,
): ArticlePage['glance'] {
  const { kind, severity, services, latest } = teaserOf(local, site);
  const { duration } = local.report.derived;
  return {
    kind,
    severity,
    services,
    harm: harmIn(state, { kind, severity }),
    duration: kind === 'notice' ? undefined : duration,
    latest: latest.at,
  };
}

/** Says where the source of an article is, for programs that read Markdown more easily. */
function textForm(site: PageSettings, { report, language }: LocalReport): PageForm {
  const url = absoluteUrl(site, articleTextUrl(language, report.reference));
  return { type: 'text/markdown', url, title: undefined };
}

/** What is known about the edition an article shows; undefined for a draft. */
function heldBy(
  local: LocalReport,
  { outputs }: PageSettings,
  lines: LedgerLines,
): Pick<PlannedArticle, 'relations' | 'links' | 'frozen' | 'line'> {
  const history = historyOf(local);
  const held = history && shownEdition(history, local);
  if (!held) return { relations: [], links: undefined, frozen: undefined, line: undefined };
  const line = lineOf(lines, history.language, held.version);
  if (!outputs.includes('history')) return { relations: [], links: undefined, frozen: held.html, line };
  return {
    relations: editionRelations(history, held).filter(({ rel }) => rel !== 'latest-version'),
    links: { ...editionLinks(history, held), history: historyUrl(local.language, local.report.reference) },
    frozen: held.html,
    line,
  };
}

/** The edition that an article shows; undefined for a draft. */
function shownEdition({ editions }: TextHistory, { version }: LocalReport): HeldEdition | undefined {
  // The live text still says what a damaged edition said.
  const own = editions.find((each) => compareVersions(each.version, version) === 0);
  return own && own.redacted === undefined ? own : editions.findLast(({ edition }) => edition !== undefined);
}

/** The source of the text that an article shows, without the comments of its writers; undefined for a draft. */
export function sourceOf(local: LocalReport): string | undefined {
  const history = historyOf(local);
  return history && shownEdition(history, local)?.source;
}

/** The history of the text that readers of a language get. */
export function historyOf({ report, textLanguage }: LocalReport): TextHistory | undefined {
  return report.history.find(({ language }) => language === textLanguage);
}

/** The article in the languages that it exists in. */
export function articleAlternates(
  site: Pick<Site, 'url' | 'languages'>,
  report: ReportLanguages,
  existing: readonly Language[],
) {
  const { reference } = report;
  const url = (language: Language) => absoluteUrl(site, articleUrl(language, reference));
  return [
    ...existing.map((language) => ({ tag: language as string, url: url(language) })),
    { tag: 'x-default', url: absoluteUrl(site, originalUrl(site, report)) },
  ];
}
