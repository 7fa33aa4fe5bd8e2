import { instantOf, secondsOf } from '../../model/instant.ts';
import type { Instant } from '../../model/instant.ts';
import { parseTime } from '../../source/time.ts';
import { Refused } from '../../host/refused.ts';

const DAY = 86_400;
const TIME_OF_DAY = /^(\d{1,2}):(\d{2})\s*(?:Z|UTC|GMT)$/i;

/**
 * The instant that an option names: as in a report (`2020-09-15T11:45:00Z`, `2020-09-15 13:45
 * Europe/Paris`), `now`, or a time of day in UTC (`11:45Z`), which is the last one before `now`. Throws
 * Refused.
 */
export function readInstant(option: string, text: string, now: Instant): Instant {
  if (text === 'now') return now;
  const [, hour = '', minute = ''] = TIME_OF_DAY.exec(text) ?? [];
  if (hour !== '') return lastTimeOfDay(option, text, Number(hour), Number(minute), now);
  const outcome = parseTime(text);
  if ('instant' in outcome) return outcome.instant;
  throw new Refused('usage', `${option}: ${outcome.message}`, outcome.hint);
}

function lastTimeOfDay(option: string, text: string, hour: number, minute: number, now: Instant): Instant {
  if (hour > 23 || minute > 59)
    throw new Refused('usage', `${option}: There is no time ${text}`, 'Hours go to 23, minutes to 59.');
  const midnight = secondsOf(`${now.slice(0, 10)}T00:00:00Z` as Instant);
  const today = midnight + hour * 3_600 + minute * 60;
  return instantOf(today > secondsOf(now) ? today - DAY : today);
}
