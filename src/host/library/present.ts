import type { Instant } from '../../model/instant.ts';
import { parseTime } from '../../source/time.ts';
import { currentInstant } from '../clock.ts';

/**
 * The time taken as the present, as passed by a program: a time, or `now`. Throws RangeError for anything
 * else.
 */
export function presentFrom(asOf: string): Instant {
  return asOf === 'now' ? currentInstant() : instantFrom(asOf);
}

/** A time as passed by a program. Throws RangeError if it is not one. */
export function instantFrom(text: string): Instant {
  const outcome = parseTime(text);
  if ('instant' in outcome) return outcome.instant;
  throw new RangeError(`${outcome.message}. ${outcome.hint}`);
}
