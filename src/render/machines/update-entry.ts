import type { FeedEntry } from '../../model/feed.ts';
import type { HeldEdition } from '../../model/history.ts';
import type { Language } from '../../model/language.ts';
import type { ArticleView, EntryView, PageUrl, Text } from '../../model/page.ts';
import type { LocalReport, Report } from '../../model/report.ts';
import type { UpdateRow } from '../../model/row.ts';
import { compareVersions, parseVersion } from '../../model/version.ts';
import { stateOf } from '../../site/figures/derive.ts';
import { reportId } from '../../site/identity.ts';
import { lineOf } from '../../site/ledger-lines.ts';
import type { LedgerLines } from '../../site/ledger-lines.ts';
import { localiseEdition, translationFor } from '../../site/localise.ts';
import type { PageSettings } from '../../site/page-settings.ts';
import { articleView, textOf } from '../../site/pages/article-view.ts';
import { absoluteUrl, articleUrl, editionUrl, entryAnchor, entryUrl } from '../../site/route.ts';
import { editionsIn } from '../../site/when-published.ts';
import type { RenderContext } from '../pages/context.ts';
import { helpersFor } from '../pages/helpers.ts';
import type { Helpers } from '../pages/helpers.ts';
import { escapeHtml } from '../pages/safe-html.ts';
import { absolute } from './absolute.ts';
import { categoriesOf } from './feed.ts';
import { entryTexts, inLanguage } from './feed-content.ts';

/** A report with the lines of the site's ledger about it. */
export interface ReportWithLines {
  readonly report: Report;
  readonly lines: LedgerLines;
}

/** An update as announced to readers: its name, its headline, its text, and where to read it. */
interface Telling {
  /** The state from then on, or the kind of update. */
  readonly label: string;
  readonly state: ArticleView['state'];
  readonly headline: Text;
  /** HTML without the headline. */
  readonly html: string;
  readonly summary: string | undefined;
  readonly url: PageUrl;
  /** Its permanent address, relative to the report's: the end of its id. */
  readonly anchor: string;
  /** The text it was published in. */
  readonly publishedIn: Language;
}

/**
 * Makes the feed items of one report's updates in a language, using translated texts where they exist. Facts
 * and entries that the translation lacks come from the original. What items share is made once, since a
 * report may have hundreds.
 */
export function updateEntries(
  { report, lines }: ReportWithLines,
  { site, language }: { readonly site: PageSettings; readonly language: Language },
  messages: RenderContext['messages'],
): (update: UpdateRow) => FeedEntry {
  const local = localiseEdition(report, report.original, translationFor(report, language));
  const article = articleView(local, site);
  const helpers = helpersFor(article.language, { messages, site });
  return (update) => entryOf({ update, report, local, article, helpers, site, language }, lines);
}

function entryOf(all: Told, lines: LedgerLines): FeedEntry {
  const { update, report, article, helpers, site, language } = all;
  const told = update.at === undefined ? versionTelling(all) : entryTelling(all);
  const name = article.isCancelled && told.state === 'withdrawn' ? 'cancelled' : told.state;
  const version = parseVersion(update.version) ?? report.original.version;
  const url = absoluteUrl(site, told.url);
  return {
    id: `${reportId(site, report.reference, language)}${told.anchor}`,
    url,
    title: String(
      helpers.t('updates.item', {
        label: told.label === '' ? String(helpers.t(`state.${name}`)) : told.label,
        title: article.title.value,
        headline: told.headline.value,
      }),
    ),
    summary: told.summary,
    content: absolute(inLanguage(told.html, article), site.url, url),
    language: article.language,
    published: update.told,
    updated: update.told,
    categories: categoriesOf({ ...article, state: told.state }, (key) => String(helpers.t(key))),
    facts: { reference: report.reference, version: update.version, state: told.state },
    line: lineOf(lines, told.publishedIn, version),
  };
}

interface Told {
  readonly update: UpdateRow;
  readonly report: Report;
  readonly local: LocalReport;
  readonly article: ArticleView;
  readonly helpers: Helpers;
  readonly site: PageSettings;
  readonly language: Language;
}

/** The present text of the entry: a correction keeps its id. */
function entryTelling({ update, report, local, article, helpers, language }: Told): Telling {
  const { original, reference } = report;
  const view = article.entries.find(({ at }) => at === update.at);
  const text = local.entries.find(({ at }) => at === update.at)?.text?.value.text.trim();
  const moment = update.at ?? original.lastUpdate;
  const until = original.timeline.filter(({ at }) => at <= moment);
  return {
    label: '',
    state: stateOf(until, original.facts.kind),
    headline: view?.title ?? article.title,
    html: view ? entryHtml(view, article, helpers) : '',
    summary: text === '' ? undefined : text,
    url: entryUrl(language, reference, moment),
    anchor: `#${entryAnchor(moment)}`,
    publishedIn: original.language,
  };
}

function entryHtml(view: EntryView, article: ArticleView, helpers: Helpers): string {
  const parts = [
    `<p><strong>${helpers.text(view.title)}</strong></p>`,
    ...entryTexts(view, article, helpers),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

/**
 * A version's own description of its change, in the best language available; the whole text for a
 * post-mortem.
 */
function versionTelling({ update, report, local, article, helpers, site, language }: Told): Telling {
  const { original, reference, derived } = report;
  const [publishedIn, held] = editionOf(update, report, local);
  const changes = held?.changes ?? '';
  const name = String(helpers.t('article.version', { version: update.version }));
  const headline =
    changes === ''
      ? textOf({ value: name, language: article.language })
      : textOf({ value: changes, language: publishedIn });
  const { html: body, ...tongue } = article.body;
  const isPostmortem = update.kind === 'post-mortem';
  const parts = [
    `<p><strong>${helpers.text(headline)}</strong></p>`,
    changes === '' ? '' : `<p>${escapeHtml(name)}</p>`,
    isPostmortem && body !== '' ? inLanguage(body, tongue, article) : '',
  ];
  const isKept =
    site.outputs.includes('history') && held !== undefined && site.languages.includes(publishedIn);
  return {
    label: String(helpers.t(`updates.${update.kind}`)),
    state: derived.state,
    headline,
    html: parts.filter((part) => part !== '').join('\n'),
    summary: isPostmortem ? article.summary?.value : undefined,
    url: isKept ? editionUrl(publishedIn, reference, held.version) : articleUrl(language, reference),
    anchor: `/v/${update.version}`,
    publishedIn: held ? publishedIn : original.language,
  };
}

/** The edition of an update in the text that readers get, or in the original. */
function editionOf(
  { version, language }: UpdateRow,
  report: Report,
  { textLanguage }: LocalReport,
): [Language, HeldEdition | undefined] {
  const wanted = parseVersion(version);
  const find = (each: Language) =>
    editionsIn(report, each).find((held) => wanted && compareVersions(held.version, wanted) === 0);
  const inText = find(language ?? textLanguage);
  if (inText) return [language ?? textLanguage, inText];
  return [report.original.language, find(report.original.language)];
}
