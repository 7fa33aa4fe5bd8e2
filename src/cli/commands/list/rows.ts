import { makeVisible } from '../../../diagnostics/formats/display.ts';
import { shorten, wrap } from '../../../diagnostics/formats/wrap.ts';
import type { Translate } from '../../../languages/messages.ts';
import { formatSpan } from '../../../languages/span.ts';
import type { Instant } from '../../../model/instant.ts';
import { secondsBetween } from '../../../model/instant.ts';
import type { ListedReport } from '../../../model/listed-report.ts';

/** The width assumed if the terminal does not report one. */
const COLUMNS = 80;

/** Narrower terminals are treated as this wide. */
const NARROWEST = 40;

/** In a narrower terminal, title and facts each get their own line. */
const STACKED = 60;

/** What each report is called, and what state it is in: two lines, or more in a narrow terminal. */
export function formatRows(
  rows: readonly ListedReport[],
  now: Instant,
  t: Translate,
  columns: number = COLUMNS,
): string {
  const width = Math.max(NARROWEST, columns);
  return rows
    .map((row) => {
      const name = `${row.open ? '●' : '○'} ${row.reference}`;
      const title = makeVisible(row.title);
      const facts = factsOf(row, now, t).join(' · ');
      if (width < STACKED) return `${name}\n  ${shorten(title, width - 2)}\n${wrap(facts, width, '  ')}\n`;
      return `${shorten(`${name}  ${title}`, width)}\n  ${shorten(facts, width - 2)}\n`;
    })
    .join('');
}

function factsOf(row: ListedReport, now: Instant, t: Translate): string[] {
  const seconds = secondsBetween(row.last_update, now);
  const span = formatSpan({ seconds: Math.abs(seconds), bound: 'exact' }, t);
  return [
    row.standing,
    ...(row.severity === undefined ? [] : [row.severity]),
    row.version === '000' ? 'draft' : `version ${row.version}`,
    row.languages.join(' '),
    seconds < 0 ? `updated in ${span}` : `updated ${span} ago`,
  ];
}
