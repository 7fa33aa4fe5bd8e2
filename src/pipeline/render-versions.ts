import { directionOf } from '../languages/direction.ts';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { Original } from '../model/edition.ts';
import type { HeldEdition, TextHistory } from '../model/history.ts';
import type { OutputFile } from '../model/file.ts';
import type { HistoryStep, Text } from '../model/page.ts';
import type { LocalReport, Report } from '../model/report.ts';
import type { Site } from '../source/site-schema.ts';
import { recall } from '../model/recall.ts';
import { recallRows } from '../model/recall-rows.ts';
import { formatVersion } from '../model/version.ts';
import type { RenderContext } from '../render/pages/context.ts';
import { rendererName } from '../render/pages/renderer-name.ts';
import { articleView } from '../site/pages/article-view.ts';
import { editionLinks, localEdition } from '../site/pages/edition.ts';
import { editionFileUrl, ledgerUrl, outputPath } from '../site/route.ts';
import { editionData } from '../versions/data.ts';
import { freezeEdition } from '../versions/freeze.ts';
import type { Frozen } from '../versions/freeze.ts';
import type { Side } from './difference.ts';
import type { Keeper, Recorded, Rules } from './remember/keeper.ts';
import { historyFiles } from './history-json.ts';
import type { RenderedText } from './rendered-text.ts';
import { lazyFile } from '../publish/lazy-file.ts';
import type { KeptDifference } from './remember/memory.ts';
import { publications } from './rendered-text.ts';

/** What rendering depends on, besides what is rendered: as long as these are the same, so is what comes out. */
export type Renderer = readonly [
  line: object,
  site: Site,
  context: RenderContext,
  rules: Rules,
  name: string,
];

/** The texts of a report, and what was wrong while they were rendered. */
export type RenderedTexts = Recorded<Outcome<readonly RenderedText[]>>;

/** Renders what is not frozen of each report's texts, the original first. */
export const renderTextsOfEach = recallRows(
  (
    [, site, context, , program]: Renderer,
    [report]: readonly [Report],
    keeper: Keeper,
    last: RenderedTexts | undefined,
  ): RenderedTexts =>
    keeper.record(
      () => {
        const diagnostics: Diagnostic[] = [];
        const keep = <T>(outcome: Outcome<T>): T => {
          diagnostics.push(...outcome.diagnostics);
          return outcome.value;
        };
        return { value: renderTexts(report, { site, keeper, context, program }, keep), diagnostics };
      },
      isOf(report, last) ? last : undefined,
    ),
);

function isOf({ reference }: Report, texts: RenderedTexts | undefined): boolean {
  return texts?.value.value[0]?.history.reference === reference;
}

interface Rendering {
  readonly site: Site;
  readonly keeper: Keeper;
  readonly context: RenderContext;
  /** Program and ICU. */
  readonly program: string;
}

function renderTexts(
  report: Report,
  { site, keeper, context, program }: Rendering,
  keep: <T>(outcome: Outcome<T>) => T,
): RenderedText[] {
  return report.history.map((history): RenderedText => {
    const articles = new Map<string, string>();
    const told = new Map<string, Original>();
    let pending: Parameters<typeof freeze> | undefined;
    for (const held of history.editions) {
      const local = localEdition(report, held);
      if (!local) continue;
      const article = held.html ?? keep(keeper.article(articleView(local, site)));
      articles.set(formatVersion(held.version), article);
      told.set(formatVersion(held.version), local.told);
      if (held.html === undefined) pending = [held, local, article, program, context];
    }
    return textWith({ history, articles, told }, pending);
  });
}

/**
 * On its own, because what it gives outlives the build: made where the keeper is in sight, it would hold on to
 * that, and so to all that was remembered of the build before, and of the one before that.
 */
function textWith(
  facts: Pick<RenderedText, 'history' | 'articles' | 'told'>,
  pending: Parameters<typeof freeze> | undefined,
): RenderedText {
  return {
    ...facts,
    get pending() {
      return pending && freeze(...pending);
    },
  };
}

const freeze = recall(
  (
    held: HeldEdition,
    local: LocalReport,
    article: string,
    program: string,
    context: RenderContext,
  ): Frozen => {
    const renderer = rendererName(program, context, local.textLanguage);
    return freezeEdition(held, local.told, local.derived.state, article, renderer);
  },
);

/** The files beside the pages of each report: of each text exact sources, data, ledger; of all together the history. */
export const versionFilesOfEach = recallRows(
  ([site]: readonly [Site], [report, { value }]: readonly [Report, RenderedTexts]): readonly OutputFile[] => [
    ...value.value.flatMap(versionFiles),
    ...historyFiles(report, value.value, site),
  ],
);

function versionFiles(text: RenderedText): OutputFile[] {
  const { history } = text;
  const { language, reference, editions } = history;
  const beside = editions.flatMap(({ version, edition, source }) => {
    if (!edition || source === undefined) return [];
    return [
      { path: outputPath(editionFileUrl(language, reference, version, 'index.md')), body: source },
      lazyFile(outputPath(editionFileUrl(language, reference, version, 'index.json')), () =>
        editionData(edition),
      ),
    ];
  });
  return [...beside, { path: outputPath(ledgerUrl(language, reference)), body: history.ledger }];
}

/** What each edition changed against the one before it, where both can be read; oldest first. */
export function differencesOf(text: RenderedText, keeper: Keeper): readonly (KeptDifference | undefined)[] {
  const { editions } = text.history;
  return editions.map((held, index) => stepDifference(editions[index - 1], held, text, keeper));
}

/** The steps of a history, newest first, each with what it changed. */
export function historySteps(
  text: RenderedText,
  differences: readonly (KeptDifference | undefined)[],
): HistoryStep[] {
  const { history } = text;
  const { language } = history;
  const lines = new Map(publications(text).map((line) => [formatVersion(line.version), line]));
  return history.editions
    .map((held, index): HistoryStep => {
      const version = formatVersion(held.version);
      const line = lines.get(version);
      const difference = differences[index];
      return {
        version,
        lastUpdate: held.lastUpdate,
        links: editionLinks(history, held),
        isNewest: index === history.editions.length - 1,
        said: held.changes !== '' ? textIn(held.changes, history) : undefined,
        redacted: held.redacted,
        hashes: { source: line?.source ?? '', article: line?.article ?? '' },
        difference: difference ? { ...difference, language, direction: directionOf(language) } : undefined,
      };
    })
    .toReversed();
}

function stepDifference(
  before: HeldEdition | undefined,
  after: HeldEdition,
  text: RenderedText,
  keeper: Keeper,
): KeptDifference | undefined {
  const [old, now] = [before && sideOf(before, text), sideOf(after, text)];
  return old && now && keeper.difference(old, now);
}

function sideOf({ edition, version }: HeldEdition, { told }: RenderedText): Side | undefined {
  const original = told.get(formatVersion(version));
  return edition && original && { edition, told: original };
}

function textIn(value: string, { language }: TextHistory): Text {
  return { value, language, direction: directionOf(language) };
}
