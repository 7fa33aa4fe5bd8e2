/** Lines in one file of the site's ledger as served. */
const PART_LINES = 500;

/** A part of the site's ledger that is served as a separate file. */
export interface LedgerPart {
  /** Counted from 1; undefined for the newest part, which grows. */
  readonly number: number | undefined;
  /** Its lines, counted from 1. */
  readonly first: number;
  readonly last: number;
  readonly text: string;
}

/**
 * The site's ledger in parts, oldest first: together they are the ledger, byte for byte. All but the last are
 * full and never change, so that a publication changes one short file, however long the ledger is.
 */
export function ledgerParts(text: string, lines = PART_LINES): LedgerPart[] {
  const rows = rowsOf(text);
  const count = Math.max(1, Math.ceil(rows.length / lines));
  return Array.from({ length: count }, (_, at) => {
    const own = rows.slice(at * lines, (at + 1) * lines);
    const number = at + 1 < count ? at + 1 : undefined;
    return { number, first: at * lines + 1, last: at * lines + own.length, text: own.join('') };
  });
}

/** Lines with their ends: a regular expression with lookbehind takes fifty times as long. */
function rowsOf(text: string): string[] {
  const rows: string[] = [];
  for (let from = 0; from < text.length;) {
    const end = text.indexOf('\n', from) + 1 || text.length;
    rows.push(text.slice(from, end));
    from = end;
  }
  return rows;
}
