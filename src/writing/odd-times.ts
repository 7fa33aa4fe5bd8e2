import type { Instant } from '../model/instant.ts';
import { temporal } from '../source/temporal.ts';
import { dateIn } from './typed-time.ts';
import type { TypedAgainst } from './typed-time.ts';

/**
 * What is unusual about the time of a new entry, one sentence each: that it becomes the first entry, or is
 * before yesterday. `first` is the time of the first entry so far, if there is one.
 */
export function oddTimes(
  at: Instant,
  { now, zone }: Pick<TypedAgainst, 'now' | 'zone'>,
  first: Instant | undefined,
): readonly string[] {
  const { days } = dateIn(at, zone).until(dateIn(now, zone), { largestUnit: 'day' });
  return [
    ...(first !== undefined && temporal().Instant.compare(at, first) < 0
      ? [`this is the first entry now: the report starts at ${at}`]
      : []),
    ...(days > 1 ? [`${at} is ${days} days back`] : []),
  ];
}
