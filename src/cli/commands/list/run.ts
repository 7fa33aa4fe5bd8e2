import { hasErrors } from '../../../diagnostics/diagnostic.ts';
import type { Language } from '../../../model/language.ts';
import { reportRows, unreadIn } from '../../../site/report-rows.ts';
import { parseTime } from '../../../source/time.ts';
import type { Shared } from '../../shared-options.ts';
import type { ListCommand } from './options.ts';
import { formatRows } from './rows.ts';
import { readPresent } from '../../arguments/present.ts';
import { findSite } from '../../arguments/site.ts';
import { withReports } from '../../reports.ts';
import { EXIT } from '../../world.ts';
import type { ExitCode, World } from '../../world.ts';
import { Refused } from '../../../host/refused.ts';
import { printJson } from '../../terminal/json.ts';

/** `list`: all reports and the state of each, by the clock unless `--as-of` is given. */
export async function run(command: Shared & ListCommand, world: World): Promise<ExitCode> {
  const since = command.since === undefined ? undefined : readSince(command.since);
  const now = await readPresent(command.asOf);
  const root = findSite(world.cwd, command.site);
  return withReports(root, world, command.colour, async (reports) => {
    const { reports: all, diagnostics } = await reports.read();
    const rows = reportRows(all, now, { open: command.open, since });
    if (command.json) {
      printJson({ version: 1, reports: rows }, world);
    } else {
      const t = (key: string, args = {}) => reports.messages.t('en' as Language, key, args);
      world.stdout.write(formatRows(rows, now, t, world.stdout.columns));
      if (rows.length === 0) world.stdout.write(`${command.open ? 'No report is open' : 'No reports'}\n`);
    }
    const unread = unreadIn(reports.references, all, diagnostics);
    if (unread.length === 0) return EXIT.fine;
    world.stderr.write(`note   not readable: ${unread.join(', ')}; \`incident-press check\` says why\n`);
    return hasErrors(diagnostics) ? EXIT.problems : EXIT.fine;
  });
}

function readSince(text: string): string {
  const outcome = parseTime(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text);
  if ('instant' in outcome) return outcome.instant;
  throw new Refused('usage', `--since: ${outcome.message}`, 'Write a day like `2026-05-07`, or a time.');
}
