import { diagnose } from '../../diagnostics/diagnose.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import { secondsBetween } from '../../model/instant.ts';
import type { Instant } from '../../model/instant.ts';
import type { Row } from '../../model/row.ts';
import type { Site } from '../../source/site-schema.ts';

const HOUR = 3_600;

/**
 * Open reports without an update for longer than the site allows, at a given time. Work that has not begun
 * is not counted; if readers were told when to expect news, that time counts instead (`checkLate`). A build
 * never calls this, since the result depends on the clock.
 */
export function checkStale(
  reports: readonly Row[],
  { staleAfter, rulesOff }: Pick<Site, 'staleAfter' | 'rulesOff'>,
  now: Instant,
): Diagnostic[] {
  if (staleAfter === undefined || rulesOff.includes('stale')) return [];
  return reports.flatMap(({ original, derived, reference, newestAt }) => {
    const silent = secondsBetween(original.lastUpdate, now);
    const isPromised = original.timeline.at(-1)?.nextUpdate !== undefined;
    const isWaited =
      derived.open && derived.state !== 'scheduled' && original.version.number > 0 && !isPromised;
    if (!isWaited || silent <= staleAfter) return [];
    return [
      diagnose(
        'INC234',
        placeOf(original.file, newestAt),
        `This report is open and has had no update for ${inWords(silent)}`,
        `Say where things stand, even if nothing is new: \`incident-press update ${reference} "…"\`.`,
      ),
    ];
  });
}

function inWords(seconds: number): string {
  if (seconds < HOUR) return `${Math.floor(seconds / 60)} min`;
  return seconds < 48 * HOUR
    ? `${Math.floor(seconds / HOUR)} h`
    : `${Math.floor(seconds / (24 * HOUR))} days`;
}
