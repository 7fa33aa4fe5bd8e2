import { ledgerParts } from './ledger-parts.ts';
import { CHANGES_LISTED } from './machines/changes.ts';
import type { RecordRow, RecordSheet, RecordSummary } from './pages/record.ts';

/** A year with more lines than this is cut into sheets. */
const LINES_ON_A_SHEET = 500;
/** How many lines the first page of the record shows. */
const NEWEST = 20;

/** The site's ledger, cut up for the pages that show it. */
export interface SiteRecord extends RecordSummary {
  /** Newest year first, each with its sheets in the order of the ledger; full ones never change. */
  readonly sheets: readonly RecordSheet[];
  /** The lines for `changes.json`, oldest first. */
  readonly latest: readonly RecordRow[];
}

/** Cuts up the site's ledger by years, without reading more of its lines than that takes. */
export function recordOf(ledger: string, checkpoint: string): SiteRecord {
  const told = new Set<string>();
  const years = new Map<string, RecordRow[]>();
  const rows = ledger.split('\n').filter((text) => text !== '');
  const latest: RecordRow[] = [];
  for (const [at, text] of rows.entries()) {
    const [, year = '', subject = '', reference = ''] = LINE.exec(text) ?? [];
    const row = { text, reference, isRedaction: told.has(subject) };
    told.add(subject);
    if (year === '') continue;
    const own = years.get(year);
    if (own) own.push(row);
    else years.set(year, [row]);
    if (at >= rows.length - CHANGES_LISTED) latest.push(row);
  }
  const newestFirst = [...years].toReversed();
  return {
    total: rows.length,
    years: newestFirst.map(([year, own]) => ({ year, total: own.length })),
    newest: latest.slice(-NEWEST),
    latest,
    checkpoint: checkpoint === '' ? undefined : checkpoint,
    parts: ledgerParts(ledger)
      .filter(({ text }) => text !== '')
      .map(({ number, first, last }) => ({ number, first, last })),
    sheets: newestFirst.flatMap(([year, own]) => sheetsOf(year, own)),
  };
}

/** The year, and the report a line is about: the reference contains a year too. */
const LINE = /"published":"(\d{4})[^"]*","reference":("([^"]*)","language":"[^"]*","version":"[^"]*")/;

function sheetsOf(year: string, rows: readonly RecordRow[]): RecordSheet[] {
  const sheets = Math.ceil(rows.length / LINES_ON_A_SHEET);
  return Array.from({ length: sheets }, (_, at) => ({
    year,
    total: rows.length,
    rows: rows.slice(at * LINES_ON_A_SHEET, (at + 1) * LINES_ON_A_SHEET),
    sheet: at + 1,
    sheets,
  }));
}
