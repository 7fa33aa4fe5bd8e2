import type { Language } from '../../model/language.ts';
import type { Report } from '../../model/report.ts';
import type { StandingWord } from '../../model/standing.ts';
import { renderPage } from '../../render/pages/page.ts';
import type { Templates } from '../../render/pages/template.ts';
import { localise } from '../../site/localise.ts';
import type { LedgerLines } from '../../site/ledger-lines.ts';
import { historyPages } from '../../site/pages/history.ts';
import { articleUrl, historyJsonUrl, historyUrl, outputPath } from '../../site/route.ts';
import { historyFiles } from '../history-json.ts';
import { page } from '../remember/pages.ts';
import type { Made, Page } from '../remember/pages.ts';
import { finishVersionPage, renderTexts, versionFiles } from '../render-versions.ts';
import { contextOf, surroundingsOf } from './common.ts';
import type { Common } from './common.ts';
import { fromOf, gathered, meant, namesOf } from './reports-plan.ts';
import type { ReportPagesPlan } from './reports-plan.ts';

/**
 * The histories of all reports for readers of a language. If the text is in their language, its editions and
 * the files next to them are made at the same time.
 */
export function* versionPages(plan: ReportPagesPlan, language: Language, only?: string): Generator<Page> {
  const { common, reportOf, linesOf, renderer } = plan;
  for (const row of meant(plan, only)) {
    const local = row.locals[language];
    if (!local || local.versions.length === 0) continue;
    const names = namesOf(common, [language, local.textLanguage]);
    const [report, lines] = [reportOf(row.reference), linesOf(row.reference)];
    yield page<VersionInputs>({
      name: outputPath(historyUrl(language, row.reference)),
      beside: articleUrl(language, row.reference).slice(1),
      from: fromOf(names, report.key, lines.key, renderer, row.standing.word),
      inputs: { ...names, language, report, lines, state: row.standing.word, renderer },
      make: makeVersions,
    });
  }
}

interface VersionInputs extends Common {
  readonly language: Language;
  readonly report: Report;
  readonly lines: LedgerLines;
  readonly state: StandingWord;
  readonly renderer: string;
}

export function makeVersions(inputs: VersionInputs, templates: Templates): Made {
  const { report, lines, language, state, renderer } = inputs;
  const context = contextOf(inputs, templates);
  const local = localise(report, language);
  return gathered((keep) => {
    const [text] = keep(renderTexts(report, context, renderer, [local.textLanguage]));
    const views = historyPages(surroundingsOf(inputs), local, state);
    const pages = views.map((view) =>
      keep(renderPage(finishVersionPage(view, text, { ...context, report, lines }), context)),
    );
    return [...pages, ...(text && language === local.textLanguage ? versionFiles(text) : [])];
  });
}

type HistoryJsonInputs = Omit<VersionInputs, 'language' | 'assets' | 'state' | 'lines'>;

/** The histories of all reports for programs. */
export function* historyJsonPages(plan: ReportPagesPlan, only?: string): Generator<Page> {
  const { common, reportOf, renderer } = plan;
  for (const row of meant(plan, only)) {
    const told = Object.entries(row.locals).filter(([, { versions }]) => versions.length > 0);
    if (told.length === 0) continue;
    // A language may have versions and no text now, where it became the default one since.
    const languages = told.map(([language]) => language as Language);
    yield page<HistoryJsonInputs>({
      name: outputPath(historyJsonUrl(row.reference)),
      inputs: {
        site: common.site,
        texts: common.textsOf([...row.existing, row.original.language, ...languages]),
        report: reportOf(row.reference),
        renderer,
      },
      make: makeHistoryJson,
    });
  }
}

export function makeHistoryJson(inputs: HistoryJsonInputs, templates: Templates): Made {
  const { report, renderer, site } = inputs;
  return gathered((keep) => {
    const texts = keep(renderTexts(report, contextOf(inputs, templates), renderer));
    return historyFiles(report, texts, { site, messages: inputs.texts });
  });
}
