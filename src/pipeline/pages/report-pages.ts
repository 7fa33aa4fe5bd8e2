import type { Language } from '../../model/language.ts';
import type { PageUrl, Teaser } from '../../model/page.ts';
import type { Report } from '../../model/report.ts';
import type { PresentRow } from '../../model/row.ts';
import type { Standing } from '../../model/standing.ts';
import { contentsOf } from '../../render/pages/contents.ts';
import { renderArticle } from '../../render/pages/article.ts';
import { renderPage } from '../../render/pages/page.ts';
import type { Templates } from '../../render/pages/template.ts';
import { isSettled } from '../../site/figures/standing.ts';
import { localise } from '../../site/localise.ts';
import { articlePage, sourceOf } from '../../site/pages/article.ts';
import type { LedgerLines } from '../../site/ledger-lines.ts';
import { reportPage } from '../../site/pages/report.ts';
import { teaserIn } from '../../site/pages/teaser.ts';
import { articleTextUrl, articleUrl, outputPath, reportUrl } from '../../site/route.ts';
import { sha256 } from '../../source/content-hash.ts';
import { page } from '../remember/pages.ts';
import type { Made, Page } from '../remember/pages.ts';
import { withArticleImage } from '../share-images.ts';
import { contextOf, surroundingsOf } from './common.ts';
import type { Common } from './common.ts';
import { fromOf, gathered, namesOf, placesOf } from './reports-plan.ts';
import type { ReportPagesPlan } from './reports-plan.ts';

/** The articles of all reports in a language, or of `only` one. */
export function* articlePages(plan: ReportPagesPlan, language: Language, only?: string): Generator<Page> {
  const { common, rows, reportOf, linesOf, imageOf } = plan;
  // The same neighbour is the newer one for one report and the older one for another.
  const teasers = new Map<number, Teaser | undefined>();
  const teaserAt = (place: number) => {
    const row = rows[place];
    const teaser = teasers.get(place) ?? (row && teaserIn(row, language));
    teasers.set(place, teaser);
    return teaser;
  };
  const keyAt = rowKeys(plan);
  for (const place of placesOf(plan, only)) {
    const row = rows[place] as PresentRow;
    const names = namesOf(common, [language, row.locals[language]?.textLanguage ?? language]);
    const image = imageOf(articleUrl(language, row.reference));
    const lines = linesOf(row.reference);
    const related = placesOfRelated(row, plan);
    teasers.delete(place - 2);
    yield page<ArticleInputs>({
      name: outputPath(articleUrl(language, row.reference)),
      beside: outputPath(articleTextUrl(language, row.reference)),
      from: fromOf(names, ...[place, place - 1, place + 1, ...related].map(keyAt), lines.key, image),
      get inputs() {
        return {
          ...names,
          language,
          report: reportOf(row.reference),
          lines,
          standing: row.standing,
          newer: teaserAt(place - 1),
          older: teaserAt(place + 1),
          related: related.map((each) => teaserIn(rows[each] as PresentRow, language)),
          image,
        };
      },
      make: makeArticle,
    });
  }
}

/** Identifies the row at an index: its unit, and the present while that makes a difference. */
function rowKeys({ rows, reportOf, present }: ReportPagesPlan): (place: number) => string | undefined {
  const keys: (string | undefined)[] = [];
  return (place) => {
    const row = rows[place];
    return (
      row && (keys[place] ??= reportOf(row.reference).key + (isSettled(row, present) ? '' : `@${present}`))
    );
  };
}

/** The places of the reports that a report names, newest first. */
function placesOfRelated(row: PresentRow, { placeOf }: ReportPagesPlan): readonly number[] {
  const { related } = row.original.facts;
  if (related.length === 0) return [];
  return [...new Set(related.flatMap((reference) => placeOf(reference) ?? []))].toSorted((a, b) => a - b);
}

interface ArticleInputs extends Common {
  readonly language: Language;
  readonly report: Report;
  readonly lines: LedgerLines;
  readonly standing: Standing;
  readonly newer: Teaser | undefined;
  readonly older: Teaser | undefined;
  readonly related: readonly Teaser[];
  readonly image: PageUrl | undefined;
}

export function makeArticle(inputs: ArticleInputs, templates: Templates): Made {
  const { report, lines, language, standing, newer, older, related, image, site } = inputs;
  const context = contextOf(inputs, templates);
  const around = { standing, related, newer, older };
  const local = localise(report, language);
  const { frozen, ...planned } = articlePage(surroundingsOf(inputs), local, around, lines);
  const source = sourceOf(local);
  const path = outputPath(articleTextUrl(language, report.reference));
  return gathered((keep) => {
    const html = frozen ?? keep(renderArticle(planned.article, context));
    const whole = { ...planned, html, contents: contentsOf(html), hash: planned.links && sha256(html) };
    const article = keep(renderPage(withArticleImage(whole, site, image), context));
    return [article, ...(source === undefined ? [] : [{ path, body: source }])];
  });
}

/** The pages of reports that belong to no single language. */
export function* neutralPages(plan: ReportPagesPlan, language: Language, only?: string): Generator<Page> {
  const { common, reportOf, rows } = plan;
  const keyAt = rowKeys(plan);
  const names = namesOf(common, [language]);
  for (const place of placesOf(plan, only)) {
    const row = rows[place] as PresentRow;
    yield page<NeutralInputs>({
      name: outputPath(reportUrl(row.reference)),
      from: fromOf(names, keyAt(place)),
      get inputs() {
        return { ...names, report: reportOf(row.reference), teaser: teaserIn(row, language) };
      },
      make: makeNeutral,
    });
  }
}

interface NeutralInputs extends Common {
  readonly report: Report;
  readonly teaser: Teaser;
}

export function makeNeutral(inputs: NeutralInputs, templates: Templates): Made {
  const view = reportPage(surroundingsOf(inputs), inputs.report, inputs.teaser);
  return gathered((keep) => [keep(renderPage(view, contextOf(inputs, templates)))]);
}
