import { currentInstant } from '../../host/clock.ts';
import { Refused } from '../../host/refused.ts';
import type { Instant } from '../../model/instant.ts';

/** The time that an option gives, in any form that is allowed in a report, or `now`. Throws Refused. */
export async function readPresent(text: string, option = '--as-of'): Promise<Instant> {
  if (text === 'now') return currentInstant();
  // The code that reads times is slow to load, and most runs do not need it.
  const { parseTime } = await import('../../source/time.ts');
  const outcome = parseTime(text);
  if ('instant' in outcome) return outcome.instant;
  throw new Refused('usage', `${option}: ${outcome.message}`, outcome.hint);
}
