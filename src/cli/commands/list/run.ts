import { hasErrors } from '../../../diagnostics/diagnostic.ts';
import { makeVisible } from '../../../diagnostics/formats/display.ts';
import { currentInstant } from '../../../host/clock.ts';
import { formatSpan } from '../../../languages/span.ts';
import { secondsBetween } from '../../../model/instant.ts';
import type { Language } from '../../../model/language.ts';
import { reportRows } from '../../../site/report-rows.ts';
import type { ReportRow } from '../../../site/report-rows.ts';
import { parseTime } from '../../../source/time.ts';
import type { Shared } from '../../shared-options.ts';
import type { ListCommand } from './options.ts';
import { findSite } from '../../arguments/site.ts';
import { withReports } from '../../reports.ts';
import type { Reports } from '../../reports.ts';
import { shorten, wrap } from '../../../diagnostics/formats/wrap.ts';
import { EXIT } from '../../world.ts';
import type { ExitCode, World } from '../../world.ts';
import { Refused } from '../../../host/refused.ts';

const COLUMNS = 80;

/** In a narrower terminal, title and facts have lines of their own. */
const STACKED = 60;

/** `list`: what reports there are and where they stand. Ages are told by the clock. */
export async function run(command: Shared & ListCommand, world: World): Promise<ExitCode> {
  const since = command.since === undefined ? undefined : readSince(command.since);
  const root = findSite(world.cwd, command.site);
  return withReports(root, world, command.colour, async (reports) => {
    const { reports: all, diagnostics } = await reports.read();
    const rows = reportRows(all, { open: command.open, since });
    if (command.json) {
      world.stdout.write(`${JSON.stringify({ version: 1, reports: rows }, null, 2)}\n`);
    } else {
      const width = Math.max(COLUMNS / 2, world.stdout.columns ?? COLUMNS);
      world.stdout.write(rows.map((row) => lineOf(row, reports, width)).join(''));
      if (rows.length === 0) world.stdout.write(`${command.open ? 'No report is open' : 'No reports'}\n`);
    }
    const shown = new Set<string>(all.map(({ reference }) => reference));
    const unread = reports.references.filter((reference) => !shown.has(reference));
    if (unread.length === 0) return EXIT.fine;
    world.stderr.write(`note   not readable: ${unread.join(', ')}; \`incident-press check\` says why\n`);
    return hasErrors(diagnostics) ? EXIT.problems : EXIT.fine;
  });
}

/** What it is called, and where it stands: two lines, or more in a narrow terminal. */
function lineOf(row: ReportRow, { messages }: Reports, width: number): string {
  const seconds = secondsBetween(row.last_update, currentInstant());
  const t = (key: string, args = {}) => messages.t('en' as Language, key, args);
  const span = formatSpan({ seconds: Math.abs(seconds), bound: 'exact' }, t);
  const parts = [
    row.state,
    ...(row.severity === undefined ? [] : [row.severity]),
    row.version === '000' ? 'draft' : `version ${row.version}`,
    row.languages.join(' '),
    seconds < 0 ? `updated in ${span}` : `updated ${span} ago`,
  ];
  const name = `${row.open ? '●' : '○'} ${row.reference}  `;
  if (width < STACKED) {
    const title = shorten(makeVisible(row.title), width - 2);
    return `${name.trimEnd()}\n  ${title}\n${wrap(parts.join(' · '), width, '  ')}\n`;
  }
  return `${shorten(name + makeVisible(row.title), width)}\n  ${shorten(parts.join(' · '), width - 2)}\n`;
}

function readSince(text: string): string {
  const outcome = parseTime(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text);
  if ('instant' in outcome) return outcome.instant;
  throw new Refused('usage', `--since: ${outcome.message}`, 'Write a day like `2026-05-07`, or a time.');
}
