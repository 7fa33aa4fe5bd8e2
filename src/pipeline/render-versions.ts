import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { directionOf } from '../languages/direction.ts';
import type { Original } from '../model/edition.ts';
import type { OutputFile } from '../model/file.ts';
import type { HeldEdition, TextHistory } from '../model/history.ts';
import type { Language } from '../model/language.ts';
import type { Difference, HistoryStep, Page, Text } from '../model/page.ts';
import type { Report } from '../model/report.ts';
import { formatVersion } from '../model/version.ts';
import { renderArticle } from '../render/pages/article.ts';
import type { RenderContext } from '../render/pages/context.ts';
import { rendererName } from '../render/pages/renderer-name.ts';
import { articleView } from '../site/pages/article-view.ts';
import { editionLinks, localEdition, publicationView } from '../site/pages/edition.ts';
import type { PlannedEdition } from '../site/pages/edition.ts';
import type { PlannedHistory } from '../site/pages/history.ts';
import { lineOf } from '../site/ledger-lines.ts';
import type { LedgerLines } from '../site/ledger-lines.ts';
import { editionFileUrl, ledgerUrl, outputPath } from '../site/route.ts';
import { sha256 } from '../source/content-hash.ts';
import { editionData } from '../versions/data.ts';
import { freezeEdition } from '../versions/freeze.ts';
import type { Frozen } from '../versions/freeze.ts';
import { publications } from './rendered-text.ts';
import type { RenderedText } from './rendered-text.ts';
import { differenceOf } from './changes/difference.ts';
import type { Side } from './changes/words.ts';

/** Articles that were rendered in a thread, by `<language> <version>`, and why others were not. */
export interface ArticlesMade {
  readonly articles: ReadonlyMap<string, string>;
  readonly faults: readonly Diagnostic[];
}

/**
 * Renders the editions of a report that are not frozen, in all languages or in some. `program` names the
 * program and its ICU. Articles that were `made` elsewhere are not rendered here.
 */
export function renderTexts(
  report: Report,
  context: RenderContext,
  program: string,
  languages?: readonly Language[],
  made?: ArticlesMade,
): Outcome<readonly RenderedText[]> {
  const diagnostics: Diagnostic[] = [];
  const wanted = report.history.filter(({ language }) => !languages || languages.includes(language));
  const texts = wanted.map((history): RenderedText => {
    const articles = new Map<string, string>();
    const told = new Map<string, Original>();
    let pending: Frozen | undefined;
    let faults: readonly Diagnostic[] = [];
    for (const held of history.editions) {
      const local = localEdition(report, held);
      if (!local) continue;
      const name = formatVersion(held.version);
      told.set(name, local.told);
      if (held.html !== undefined) articles.set(name, held.html);
      else {
        const article = made
          ? { value: made.articles.get(`${history.language} ${name}`), diagnostics: made.faults }
          : renderArticle(articleView(local, context.site), context);
        diagnostics.push(...article.diagnostics);
        if (article.value === undefined) {
          faults = article.diagnostics;
          continue;
        }
        articles.set(name, article.value);
        const renderer = rendererName(program, context, local.textLanguage);
        pending = freezeEdition(held, local.told, local.derived.state, article.value, renderer);
      }
    }
    return { history, articles, told, pending, faults };
  });
  return { value: texts, diagnostics };
}

/** The files next to the pages of a text: of each edition its exact source and its data, and the ledger. */
export function versionFiles({ history }: RenderedText): OutputFile[] {
  const { language, reference, editions } = history;
  const beside = editions.flatMap(({ version, edition, source }) => {
    if (!edition || source === undefined) return [];
    const path = (name: 'index.md' | 'index.json') =>
      outputPath(editionFileUrl(language, reference, version, name));
    return [
      { path: path('index.md'), body: source },
      { path: path('index.json'), body: editionData(edition) },
    ];
  });
  return [...beside, { path: outputPath(ledgerUrl(language, reference)), body: history.ledger }];
}

/** What is needed to finish a page besides its text. */
type Finishing = Pick<RenderContext, 'messages' | 'site'> & {
  readonly report: Report;
  readonly lines: LedgerLines;
};

/** Gives a planned page what only rendering knows: its article, or the differences between its versions. */
export function finishVersionPage(
  planned: PlannedHistory | PlannedEdition,
  text: RenderedText | undefined,
  finishing: Finishing,
): Page {
  if (planned.kind === 'edition') {
    const { history, held, local: _local, ...page } = planned;
    const html = text?.articles.get(formatVersion(held.version)) ?? '';
    const newest = history.editions.at(-1);
    const since = newest === held || !newest ? undefined : differenceBetween(held, newest, text, finishing);
    const line = lineOf(finishing.lines, history.language, held.version);
    return { ...page, since, html, hash: html === '' ? undefined : sha256(html), line };
  }
  const { history, ...page } = planned;
  return { ...page, steps: text ? historySteps(history, text, finishing) : [] };
}

/** The steps of a history, newest first, each with what it changed. */
function historySteps(history: TextHistory, text: RenderedText, finishing: Finishing): HistoryStep[] {
  const { editions } = history;
  const lines = new Map(publications(text).map((line) => [formatVersion(line.version), line]));
  return editions
    .map((held, index): HistoryStep => {
      const version = formatVersion(held.version);
      const line = lines.get(version);
      const before = editions[index - 1];
      return {
        version,
        ...publicationView(finishing.report, held),
        links: editionLinks(history, held),
        isNewest: index === editions.length - 1,
        said: held.changes !== '' ? textIn(held.changes, history) : undefined,
        redacted: held.redacted,
        hashes: { source: line?.source ?? '', article: line?.article ?? '' },
        difference: before && differenceBetween(before, held, text, finishing),
        isCompared: index < editions.length - 2 && [held, editions.at(-1)].every(isReadable),
      };
    })
    .toReversed();
}

function isReadable(held: HeldEdition | undefined): boolean {
  return held?.edition !== undefined;
}

/** What an edition changed compared with an earlier one, if both can be read. */
function differenceBetween(
  before: HeldEdition,
  after: HeldEdition,
  text: RenderedText | undefined,
  context: Pick<RenderContext, 'messages' | 'site'>,
): Difference | undefined {
  const [old, now] = [text && sideOf(before, text), text && sideOf(after, text)];
  if (!old || !now) return undefined;
  const { language } = now.edition;
  return { ...differenceOf(old, now, context), language, direction: directionOf(language) };
}

function sideOf({ edition, version }: HeldEdition, { told }: RenderedText): Side | undefined {
  const original = told.get(formatVersion(version));
  return edition && original && { edition, told: original };
}

function textIn(value: string, { language }: TextHistory): Text {
  return { value, language, direction: directionOf(language) };
}
