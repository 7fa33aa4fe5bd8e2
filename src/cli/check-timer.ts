import { diagnose } from '../diagnostics/diagnose.ts';
import { placeOf } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { readSiteFile } from '../host/files/site-files.ts';
import type { SourceFile } from '../model/file.ts';
import { secondsBetween } from '../model/instant.ts';
import type { Instant } from '../model/instant.ts';
import { newestPublication } from '../versions/site-ledger.ts';

/**
 * GitHub stops the timers of a repository after 60 days without activity; the warning has to leave time to
 * act.
 */
const QUIET_DAYS = 50;
const DAY = 86_400;

/** The workflow that `init` writes for GitHub. */
const WORKFLOW = '.github/workflows/publish.yml';

/**
 * Warns if the hourly build of a site on GitHub may have been stopped, or soon will be: nothing was published
 * for 50 days. The ledger is all that a working tree knows about activity; pushes that publish nothing are
 * not in it.
 */
export function checkTimer(
  root: string,
  ledgers: () => readonly SourceFile[],
  now: Instant,
): readonly Diagnostic[] {
  const workflow = readSiteFile(root, WORKFLOW);
  if (!workflow || !/^ {2}schedule:/m.test(new TextDecoder().decode(workflow.bytes))) return [];
  const newest = newestPublication(ledgers());
  if (!newest) return [];
  const days = Math.floor(secondsBetween(newest.published, now) / DAY);
  if (days < QUIET_DAYS) return [];
  return [
    diagnose(
      'INC525',
      placeOf(WORKFLOW),
      `Nothing was published for ${days} days, so the hourly build may stop`,
    ),
  ];
}
