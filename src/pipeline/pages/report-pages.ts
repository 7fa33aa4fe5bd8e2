import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import type { Instant } from '../../model/instant.ts';
import type { Language } from '../../model/language.ts';
import type { PageUrl, Teaser } from '../../model/page.ts';
import type { Report } from '../../model/report.ts';
import type { PresentRow } from '../../model/row.ts';
import type { Standing, StandingWord } from '../../model/standing.ts';
import { renderArticle } from '../../render/pages/article.ts';
import { renderPage } from '../../render/pages/page.ts';
import type { Templates } from '../../render/pages/template.ts';
import { isSettled } from '../../site/figures/standing.ts';
import { localise } from '../../site/localise.ts';
import { articlePage } from '../../site/pages/article.ts';
import { historyPages } from '../../site/pages/history.ts';
import { reportPage } from '../../site/pages/report.ts';
import { teaserIn } from '../../site/pages/teaser.ts';
import { articleUrl, historyJsonUrl, historyUrl, outputPath, reportUrl } from '../../site/route.ts';
import { sha256 } from '../../source/content-hash.ts';
import { historyFiles } from '../history-json.ts';
import { page } from '../remember/pages.ts';
import type { Made, Page } from '../remember/pages.ts';
import type { Named } from '../remember/named.ts';
import { finishVersionPage, renderTexts, versionFiles } from '../render-versions.ts';
import { withShareImage } from '../share-images.ts';
import { contextOf, surroundingsOf } from './common.ts';
import type { Common, CommonInputs } from './common.ts';

/** What the pages of reports are planned with. */
export interface ReportPagesPlan {
  readonly common: CommonInputs;
  /** Newest first. */
  readonly rows: readonly PresentRow[];
  /** Where a report is among them. */
  readonly placeOf: (reference: string) => number | undefined;
  readonly reportOf: (reference: string) => Named<Report>;
  readonly imageOf: (row: PresentRow, language: Language) => PageUrl | undefined;
  /** The program, as ledgers name it. */
  readonly renderer: string;
  readonly present: Instant | undefined;
}

/** The articles of all reports in a language, or of `only` one. */
export function* articlePages(plan: ReportPagesPlan, language: Language, only?: string): Generator<Page> {
  const { common, rows, reportOf, imageOf } = plan;
  // A neighbour is newer for one and older for another.
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
    const image = imageOf(row, language);
    const related = placesOfRelated(row, plan);
    teasers.delete(place - 2);
    yield page<ArticleInputs>({
      name: outputPath(articleUrl(language, row.reference)),
      from: fromOf(names, ...[place, place - 1, place + 1, ...related].map(keyAt), image),
      get inputs() {
        return {
          ...names,
          language,
          report: reportOf(row.reference),
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

/** Stands for the inputs that nearly every page has, and for anything else a page is planned from. */
function fromOf(
  { site, assets, texts }: ReturnType<typeof namesOf>,
  ...more: (string | undefined)[]
): string {
  return [site.key, assets.key, texts.key, ...more].join(' ');
}

/** Stands for the row at an index: for its unit, and for the present while that makes a difference. */
function rowKeys({ rows, reportOf, present }: ReportPagesPlan): (place: number) => string | undefined {
  const keys: (string | undefined)[] = [];
  return (place) => {
    const row = rows[place];
    return (
      row && (keys[place] ??= reportOf(row.reference).key + (isSettled(row, present) ? '' : `@${present}`))
    );
  };
}

/** The indexes of the rows that are meant: all, or one report's. */
function placesOf({ rows, placeOf }: ReportPagesPlan, only: string | undefined): Iterable<number> {
  if (only === undefined) return rows.keys();
  const place = placeOf(only);
  return place === undefined ? [] : [place];
}

function* meant(plan: ReportPagesPlan, only: string | undefined): Generator<PresentRow> {
  for (const place of placesOf(plan, only)) yield plan.rows[place] as PresentRow;
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
  readonly standing: Standing;
  readonly newer: Teaser | undefined;
  readonly older: Teaser | undefined;
  readonly related: readonly Teaser[];
  readonly image: PageUrl | undefined;
}

export function makeArticle(inputs: ArticleInputs, templates: Templates): Made {
  const { report, language, standing, newer, older, related, image, site } = inputs;
  const context = contextOf(inputs, templates);
  const around = { standing, related, newer, older };
  const { frozen, ...planned } = articlePage(surroundingsOf(inputs), localise(report, language), around);
  return gathered((keep) => {
    const html = frozen ?? keep(renderArticle(planned.article, context));
    const whole = { ...planned, html, hash: planned.links && sha256(html) };
    return [keep(renderPage(withShareImage(whole, site, image), context))];
  });
}

/** The pages of reports in no language in particular. */
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

/**
 * The histories of all reports for readers of a language. Where the text is in their language, its editions
 * and the files next to them are made together with it.
 */
export function* versionPages(plan: ReportPagesPlan, language: Language, only?: string): Generator<Page> {
  const { common, reportOf, renderer } = plan;
  for (const row of meant(plan, only)) {
    const local = row.locals[language];
    if (!local || local.versions.length === 0) continue;
    const names = namesOf(common, [language, local.textLanguage]);
    const report = reportOf(row.reference);
    yield page<VersionInputs>({
      name: outputPath(historyUrl(language, row.reference)),
      beside: articleUrl(language, row.reference).slice(1),
      from: fromOf(names, report.key, renderer, row.standing.word),
      inputs: { ...names, language, report, state: row.standing.word, renderer },
      make: makeVersions,
    });
  }
}

interface VersionInputs extends Common {
  readonly language: Language;
  readonly report: Report;
  readonly state: StandingWord;
  readonly renderer: string;
}

export function makeVersions(inputs: VersionInputs, templates: Templates): Made {
  const { report, language, state, renderer } = inputs;
  const context = contextOf(inputs, templates);
  const local = localise(report, language);
  return gathered((keep) => {
    const [text] = keep(renderTexts(report, context, renderer, [local.textLanguage]));
    const views = historyPages(surroundingsOf(inputs), local, state);
    const pages = views.map((view) =>
      keep(renderPage(finishVersionPage(view, text, { ...context, report }), context)),
    );
    return [...pages, ...(text && language === local.textLanguage ? versionFiles(text) : [])];
  });
}

/** The histories of all reports for programs. */
export function* historyJsonPages(plan: ReportPagesPlan, only?: string): Generator<Page> {
  const { common, reportOf, renderer } = plan;
  for (const row of meant(plan, only)) {
    if (Object.values(row.locals).every(({ versions }) => versions.length === 0)) continue;
    yield page<Omit<VersionInputs, 'language' | 'assets' | 'state'>>({
      name: outputPath(historyJsonUrl(row.reference)),
      inputs: {
        site: common.site,
        texts: common.textsOf([...row.existing, row.original.language]),
        report: reportOf(row.reference),
        renderer,
      },
      make: makeHistoryJson,
    });
  }
}

export function makeHistoryJson(
  inputs: Omit<VersionInputs, 'language' | 'assets' | 'state'>,
  templates: Templates,
): Made {
  const { report, renderer, site } = inputs;
  return gathered((keep) => {
    const texts = keep(renderTexts(report, contextOf(inputs, templates), renderer));
    return historyFiles(report, texts, { site, messages: inputs.texts });
  });
}

function namesOf({ site, assets, textsOf }: CommonInputs, languages: readonly Language[]) {
  return { site, assets, texts: textsOf(languages) };
}

/** Returns files, with everything that was wrong while they were made. */
function gathered(make: (keep: <T>(outcome: Outcome<T>) => T) => Made['files']): Made {
  const diagnostics: Diagnostic[] = [];
  const files = make((outcome) => {
    diagnostics.push(...outcome.diagnostics);
    return outcome.value;
  });
  return { files, diagnostics };
}
