import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { OutputFile } from '../model/file.ts';
import type { TextHistory } from '../model/history.ts';
import type { Page, PageUrl } from '../model/page.ts';
import { recallRows } from '../model/recall-rows.ts';
import { formatVersion } from '../model/version.ts';
import type { PlannedEdition } from '../site/pages/edition.ts';
import type { PlannedArticle } from '../site/pages/article.ts';
import type { PlannedHistory } from '../site/pages/history.ts';
import type { PlannedPage } from '../site/plan.ts';
import { sha256 } from '../source/content-hash.ts';
import type { Keeper, Recorded } from './remember/keeper.ts';
import { once } from '../publish/lazy-file.ts';
import { differencesOf, historySteps } from './render-versions.ts';
import type { RenderedText } from './rendered-text.ts';
import type { Renderer } from './render-versions.ts';
import { withShareImage } from './share-images.ts';
import type { ShareImages } from './share-images.ts';

/** A page as a file that is made when its bytes are asked for, and what was wrong while it was rendered. */
export type RenderedPage = Recorded<Outcome<OutputFile>>;

export interface RenderedPages {
  readonly rows: readonly RenderedPage[];
  /** The files of those rendered just now, with their bytes: the next build remembers rows, but no bytes. */
  readonly fresh: ReadonlyMap<RenderedPage, OutputFile>;
}

/** Renders all pages of a site; of those that are as they were in the build before, none is looked at. */
export function renderPages(
  renderer: Renderer,
  pages: readonly PlannedPage[],
  texts: readonly RenderedText[],
  images: ShareImages,
  keeper: Keeper,
): RenderedPages {
  const fresh = new Map<RenderedPage, OutputFile>();
  const byHistory = once(() => new Map(texts.map((text) => [text.history, text])));
  const using = { keeper, fresh, textOf: (history: TextHistory) => byHistory().get(history) };
  return { rows: renderEach(renderer, [pages, imagesOfPages(pages, images)], using), fresh };
}

function imagesOfPages(pages: readonly PlannedPage[], images: ShareImages): readonly (PageUrl | undefined)[] {
  if (images.files.length === 0) return [];
  return pages.map((page) =>
    page.kind === 'article' ? images.urlOf(page.article.reference, page.language) : undefined,
  );
}

interface Using {
  readonly keeper: Keeper;
  readonly fresh: Map<RenderedPage, OutputFile>;
  /** A history and the renderer decide what its text is rendered as. */
  readonly textOf: (history: TextHistory) => RenderedText | undefined;
}

const renderEach = recallRows(
  (
    [, site]: Renderer,
    [planned, image]: readonly [PlannedPage, PageUrl | undefined],
    { keeper, fresh, textOf }: Using,
    last: RenderedPage | undefined,
  ): RenderedPage => {
    const diagnostics: Diagnostic[] = [];
    const keep = <T>(outcome: Outcome<T>): T => {
      diagnostics.push(...outcome.diagnostics);
      return outcome.value;
    };
    const { value, ...kept } = keeper.record(
      () => {
        const page = finishPage(planned, textOf, keeper, keep);
        return keep(keeper.page(withShareImage(page, site, image)));
      },
      last?.value.value.path === planned.path ? last : undefined,
    );
    const row = { ...kept, value: { value: value.later, diagnostics } };
    if (value.now) fresh.set(row, value.now);
    return row;
  },
);

/** Gives a planned page what only rendering knows: its article, or the differences between its versions. */
function finishPage(
  planned: PlannedPage,
  textOf: Using['textOf'],
  keeper: Keeper,
  keep: <T>(outcome: Outcome<T>) => T,
): Page {
  switch (planned.kind) {
    case 'article':
      return finishArticle(planned, planned.frozen ?? keep(keeper.article(planned.article)));
    case 'edition':
      return finishEdition(
        planned,
        textOf(planned.history)?.articles.get(formatVersion(planned.held.version)) ?? '',
      );
    case 'history':
      return finishHistory(planned, textOf(planned.history), keeper);
    default:
      return planned;
  }
}

function finishArticle({ frozen: _frozen, ...page }: PlannedArticle, html: string): Page {
  return { ...page, html, hash: page.links && sha256(html) };
}

function finishEdition(
  { history: _history, held: _held, local: _local, ...page }: PlannedEdition,
  html: string,
): Page {
  return { ...page, html, hash: html === '' ? undefined : sha256(html) };
}

function finishHistory(
  { history: _history, ...page }: PlannedHistory,
  text: RenderedText | undefined,
  keeper: Keeper,
): Page {
  return { ...page, steps: text ? historySteps(text, differencesOf(text, keeper)) : [] };
}
