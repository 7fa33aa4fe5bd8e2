import { diagnose } from '../../diagnostics/diagnose.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import type { Instant } from '../../model/instant.ts';
import type { Row } from '../../model/row.ts';
import type { Site } from '../../source/site-schema.ts';
import { rowAt } from '../figures/standing.ts';

/** Open reports whose promised news is late. Made from rows, like everything that depends on the present. */
export function checkLate(
  reports: readonly Row[],
  { rulesOff }: Pick<Site, 'rulesOff'>,
  now: Instant,
): Diagnostic[] {
  if (rulesOff.includes('promise')) return [];
  return reports.flatMap((report) => {
    const { standing, original, reference, newestAt } = rowAt(report, now);
    if (!standing.isLate || original.version.number === 0) return [];
    return [
      diagnose(
        'INC235',
        placeOf(original.file, newestAt),
        `Readers were promised news by ${standing.nextUpdate}, but there is none`,
        `Say where things stand, and when there will be more: \`incident-press update ${reference} "…" --next +30m\`.`,
      ),
    ];
  });
}
