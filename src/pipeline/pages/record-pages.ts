import type { Language } from '../../model/language.ts';
import type { PresentRow } from '../../model/row.ts';
import type { Templates } from '../../render/pages/template.ts';
import { renderPage } from '../../render/pages/page.ts';
import { recordPage, recordYearPage } from '../../site/pages/record.ts';
import type { RecordRow, RecordSheet, RecordSummary, RecordTitles } from '../../site/pages/record.ts';
import type { SiteRecord } from '../../site/record.ts';
import { outputPath, recordUrl } from '../../site/route.ts';
import { hashOf } from '../remember/named.ts';
import { page } from '../remember/pages.ts';
import type { Made, Page } from '../remember/pages.ts';
import { contextOf, surroundingsOf } from './common.ts';
import type { Common, CommonInputs } from './common.ts';

/** What is needed to plan the pages of the record. */
export interface RecordPlan {
  readonly common: CommonInputs;
  readonly record: SiteRecord;
  /** A report of the site, by its reference. */
  readonly rowOf: (reference: string) => PresentRow | undefined;
}

/** The record of publications for readers of a language: one page about it, and the years. */
export function* recordPages({ common, record, rowOf }: RecordPlan, language: Language): Generator<Page> {
  const { site, assets, textsOf } = common;
  const names = { site, assets, texts: textsOf([language]), language };
  const titlesOf = (rows: readonly RecordRow[]) => titlesIn(language, rows, rowOf);
  const { sheets, latest: _latest, ...summary } = record;
  yield page<SummaryInputs>({
    name: outputPath(recordUrl(language)),
    inputs: { ...names, summary, titles: titlesOf(record.newest) },
    make: makeRecord,
  });
  for (const sheet of sheets) {
    const [newer, older] = yearsAround(record, sheet.year);
    const titles = titlesOf(sheet.rows);
    const { rows, ...own } = sheet;
    yield page<YearInputs>({
      name: outputPath(recordUrl(language, sheet.year, sheet.sheet)),
      from: [
        site.key,
        assets.key,
        names.texts.key,
        hashOf(JSON.stringify([own, newer, older, titles]) + rows.map(({ text }) => text).join('\n')),
      ].join(' '),
      get inputs() {
        return { ...names, sheet, newer, older, titles };
      },
      make: makeRecordYear,
    });
  }
}

interface SummaryInputs extends Common {
  readonly language: Language;
  readonly summary: RecordSummary;
  readonly titles: RecordTitles;
}

export function makeRecord(inputs: SummaryInputs, templates: Templates): Made {
  const { language, summary, titles } = inputs;
  const view = recordPage(surroundingsOf(inputs), language, summary, titles);
  const { value, diagnostics } = renderPage(view, contextOf(inputs, templates));
  return { files: [value], diagnostics };
}

interface YearInputs extends Common {
  readonly language: Language;
  readonly sheet: RecordSheet;
  readonly newer: string | undefined;
  readonly older: string | undefined;
  readonly titles: RecordTitles;
}

export function makeRecordYear(inputs: YearInputs, templates: Templates): Made {
  const { language, sheet, newer, older, titles } = inputs;
  const view = recordYearPage(surroundingsOf(inputs), language, sheet, { newer, older }, titles);
  const { value, diagnostics } = renderPage(view, contextOf(inputs, templates));
  return { files: [value], diagnostics };
}

function yearsAround(
  { years }: SiteRecord,
  year: string,
): [newer: string | undefined, older: string | undefined] {
  const place = years.findIndex((each) => each.year === year);
  return [years[place - 1]?.year, years[place + 1]?.year];
}

/** The titles of the reports that some lines are about, in a language. */
function titlesIn(language: Language, rows: readonly RecordRow[], rowOf: RecordPlan['rowOf']): RecordTitles {
  const titles: Record<string, RecordTitles[string]> = {};
  for (const { reference } of rows) {
    const title = titles[reference] ?? rowOf(reference)?.locals[language]?.teaser.title;
    if (title) titles[reference] = title;
  }
  return titles;
}
