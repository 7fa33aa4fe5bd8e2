import type { TextHistory } from '../../model/history.ts';
import type { Language } from '../../model/language.ts';
import type { ArticlePage, Teaser } from '../../model/page.ts';
import type { LocalReport, Report } from '../../model/report.ts';
import type { Site } from '../../source/site-schema.ts';
import { articleView } from './article-view.ts';
import { existingLanguages, originalUrl } from '../configured.ts';
import { editionLinks, editionRelations } from './edition.ts';
import { noticesOf } from './notices.ts';
import { base } from './base.ts';
import type { Surroundings } from './base.ts';
import { absoluteUrl, articleUrl, historyUrl } from '../route.ts';
import { structuredData } from '../machines/structured-data.ts';

/** An article before its `<article>` is rendered: frozen, or to be rendered from its view. */
export type PlannedArticle = Omit<ArticlePage, 'html' | 'hash'> & { readonly frozen: string | undefined };

/** The articles of all reports in a language. `teasers` go together with `locals`, newest first. */
export function articlePages(
  surroundings: Surroundings,
  locals: readonly LocalReport[],
  teasers: readonly Teaser[],
): readonly PlannedArticle[] {
  return locals.map((local, place) => {
    return {
      ...articlePage(surroundings, local),
      related: relatedOf(local, teasers),
      newer: teasers[place - 1],
      older: teasers[place + 1],
    };
  });
}

function articlePage(
  surroundings: Surroundings,
  local: LocalReport,
): Omit<PlannedArticle, 'related' | 'newer' | 'older'> {
  const { site } = surroundings;
  const { report, language, textLanguage } = local;
  const { original } = report;
  const address = (each: Language) => articleUrl(each, report.reference);
  const existing = existingLanguages(site, report);
  const missing = !existing.includes(language);
  return {
    ...base(surroundings, language, address, local.title.value, existing),
    kind: 'article',
    description: local.summary?.value,
    canonical: absoluteUrl(
      site,
      address(missing && site.languages.includes(textLanguage) ? textLanguage : language),
    ),
    noindex: missing || original.version.number === 0,
    alternates: existing.length > 1 ? articleAlternates(site, report, existing) : [],
    article: articleView(local, site),
    notices: noticesOf(local, site),
    ...heldBy(local, site),
    structured: structuredData(local, site),
    image: undefined,
  };
}

/** The reports that a report names. */
function relatedOf({ report }: LocalReport, teasers: readonly Teaser[]): readonly Teaser[] {
  const named = report.original.facts.related;
  return named.length === 0 ? [] : teasers.filter(({ reference }) => named.includes(reference));
}

/** What is known of the edition an article shows: nothing of a draft. */
function heldBy(
  local: LocalReport,
  { outputs }: Site,
): Pick<PlannedArticle, 'relations' | 'links' | 'frozen'> {
  const history = historyOf(local);
  const held = history?.editions.findLast(({ edition }) => edition !== undefined);
  if (!history || !held) return { relations: [], links: undefined, frozen: undefined };
  if (!outputs.includes('history')) return { relations: [], links: undefined, frozen: held.html };
  return {
    relations: editionRelations(history, held).filter(({ rel }) => rel !== 'latest-version'),
    links: { ...editionLinks(history, held), history: historyUrl(local.language, local.report.reference) },
    frozen: held.html,
  };
}

/** The history of the text that readers of a language get. */
export function historyOf({ report, textLanguage }: LocalReport): TextHistory | undefined {
  return report.history.find(({ language }) => language === textLanguage);
}

function articleAlternates(site: Site, report: Report, existing: readonly Language[]) {
  const { reference } = report;
  const url = (language: Language) => absoluteUrl(site, articleUrl(language, reference));
  return [
    ...existing.map((language) => ({ tag: language as string, url: url(language) })),
    { tag: 'x-default', url: absoluteUrl(site, originalUrl(site, report)) },
  ];
}
