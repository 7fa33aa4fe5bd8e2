import type { Instant } from '../../model/instant.ts';
import { parseTime } from '../../source/time.ts';
import { currentInstant } from '../clock.ts';

/** What counts as the present, as programs say it: a time, or `now`. Throws RangeError for anything else. */
export function presentFrom(asOf: string): Instant {
  return asOf === 'now' ? currentInstant() : instantFrom(asOf);
}

/** A time as programs say it. Throws RangeError for what is not one. */
export function instantFrom(text: string): Instant {
  const outcome = parseTime(text);
  if ('instant' in outcome) return outcome.instant;
  throw new RangeError(`${outcome.message}. ${outcome.hint}`);
}
