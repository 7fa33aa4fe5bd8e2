import { CLOSED_STATES } from '../../model/edition.ts';
import { secondsBetween } from '../../model/instant.ts';
import type { Instant } from '../../model/instant.ts';
import type { Outline } from '../../model/row.ts';

/**
 * How long to wait: people who were up at night need sleep, and time to find out what happened, before they
 * can say what they learnt.
 */
const PATIENCE = 72 * 3_600;

/** True if a report has been closed for so long at a present that its lessons may be asked for. */
export function areLessonsDue({ original }: Pick<Outline, 'original'>, now: Instant): boolean {
  const last = original.timeline.findLast(({ state }) => state !== undefined);
  if (last?.state === undefined || !CLOSED_STATES.includes(last.state)) return false;
  return secondsBetween(last.at, now) >= PATIENCE;
}
