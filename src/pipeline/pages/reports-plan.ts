import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import type { Instant } from '../../model/instant.ts';
import type { Language } from '../../model/language.ts';
import type { PageUrl } from '../../model/page.ts';
import type { Report } from '../../model/report.ts';
import type { PresentRow } from '../../model/row.ts';
import type { Named } from '../remember/named.ts';
import type { Made } from '../remember/pages.ts';
import type { CommonInputs, LinesOf } from './common.ts';

/** What is needed to plan the pages of reports. */
export interface ReportPagesPlan {
  readonly common: CommonInputs;
  /** Newest first. */
  readonly rows: readonly PresentRow[];
  /** The index of a report in `rows`. */
  readonly placeOf: (reference: string) => number | undefined;
  readonly reportOf: (reference: string) => Named<Report>;
  readonly linesOf: LinesOf;
  readonly imageOf: (page: PageUrl) => PageUrl | undefined;
  /** The program, as ledgers name it. */
  readonly renderer: string;
  readonly present: Instant | undefined;
}

/** The indexes of the wanted rows: all, or one report's. */
export function placesOf({ rows, placeOf }: ReportPagesPlan, only: string | undefined): Iterable<number> {
  if (only === undefined) return rows.keys();
  const place = placeOf(only);
  return place === undefined ? [] : [place];
}

export function* meant(plan: ReportPagesPlan, only: string | undefined): Generator<PresentRow> {
  for (const place of placesOf(plan, only)) yield plan.rows[place] as PresentRow;
}

/** The inputs that nearly every page has. */
export function namesOf({ site, assets, textsOf }: CommonInputs, languages: readonly Language[]) {
  return { site, assets, texts: textsOf(languages) };
}

/** Identifies the inputs that nearly every page has, and anything else that a page is planned from. */
export function fromOf(
  { site, assets, texts }: ReturnType<typeof namesOf>,
  ...more: (string | undefined)[]
): string {
  return [site.key, assets.key, texts.key, ...more].join(' ');
}

/** Returns files, with all problems found while they were made. */
export function gathered(make: (keep: <T>(outcome: Outcome<T>) => T) => Made['files']): Made {
  const diagnostics: Diagnostic[] = [];
  const files = make((outcome) => {
    diagnostics.push(...outcome.diagnostics);
    return outcome.value;
  });
  return { files, diagnostics };
}
