import type { Temporal } from 'temporal-polyfill';
import { instantOf, secondsOf, TOLERANCE } from '../model/instant.ts';
import type { Instant } from '../model/instant.ts';
import { temporal } from '../source/temporal.ts';
import { parseTime } from '../source/time.ts';

/** The context in which a typed time is read. */
export interface TypedAgainst {
  readonly now: Instant;
  /** The site's time zone, used for a time without one. */
  readonly zone: string;
  /** `back` for what has happened, `ahead` for plans and promises. */
  readonly looks: 'back' | 'ahead';
  /** The time after which to look ahead, such as the start of a plan when its end is read; now by default. */
  readonly from?: Instant | undefined;
}

/** The time that was meant, or what is wrong with the text and the way out. */
export type TypedTime =
  | {
      readonly instant: Instant;
      /** True where a day or a zone was filled in. */
      readonly isAssumed: boolean;
      /** True if the nearest such time is so far back that another day may be meant. */
      readonly isDoubtful: boolean;
    }
  | { readonly message: string; readonly hint: string };

const DOUBTFUL = 12 * 3_600;

const AGO = /^([+-])(?:(\d{1,3})h)?(?:(\d{1,4})m(?:in)?)?$/;
const CLOCK = /^(?:(yesterday|today|tomorrow)\s+)?(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(\S.*)?$/i;
const WITHOUT_ZONE = /^(\d{4}-\d{2}-\d{2})[T ]+(\d{1,2}:\d{2}(?::\d{2})?)$/i;

/**
 * Reads a time as people type it: `now`, `-10m`, `16:25` (in the site's zone), `16:25Z`, `16:20+01:00`,
 * `16:20 Europe/Paris`, `yesterday 23:50`, and every form a report may hold. A time of day is the nearest
 * one that is not more than ten minutes ahead; in plans, the next one.
 */
export function readTypedTime(text: string, against: TypedAgainst): TypedTime {
  const typed = text.trim();
  if (/^now$/i.test(typed)) return certain(against.now);
  const ago = AGO.exec(typed);
  if (ago && typed.length > 1) return shifted(ago, against.now);
  const clock = CLOCK.exec(typed);
  if (clock) return ofDay(clock, against);
  const [, date, time] = WITHOUT_ZONE.exec(typed) ?? [];
  const outcome = parseTime(date === undefined ? typed : `${date} ${padded(time ?? '')} ${against.zone}`);
  if (!('instant' in outcome)) return { message: outcome.message, hint: outcome.hint };
  return { ...certain(outcome.instant), isAssumed: date !== undefined };
}

function certain(instant: Instant) {
  return { instant, isAssumed: false, isDoubtful: false };
}

function shifted([, sign, hours = '0', minutes = '0']: RegExpExecArray, now: Instant): TypedTime {
  const seconds = Number(hours) * 3_600 + Number(minutes) * 60;
  return { ...certain(instantOf(secondsOf(now) + (sign === '-' ? -seconds : seconds))), isAssumed: true };
}

function ofDay(clock: RegExpExecArray, against: TypedAgainst): TypedTime {
  const [text, day, hour = '', minute = '', second = '00', zoneText] = clock;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)
    return { message: `There is no time ${text}`, hint: 'Hours go to 23, minutes and seconds to 59.' };
  const zone = zoneOf(zoneText, against.zone);
  const today = dateIn(against.from ?? against.now, zone);
  const time = `${hour.padStart(2, '0')}:${minute}:${second}`;
  const on = (days: number) => parseTime(written(today.add({ days }), time, zone));
  if (day !== undefined) {
    const outcome = on({ yesterday: -1, today: 0, tomorrow: 1 }[day.toLowerCase()] ?? 0);
    if (!('instant' in outcome)) return { message: outcome.message, hint: outcome.hint };
    return { ...certain(outcome.instant), isAssumed: true };
  }
  return nearest([-1, 0, 1].map(on), against);
}

type Outcome = ReturnType<typeof parseTime>;

function nearest(days: readonly Outcome[], { now, looks, from = now }: TypedAgainst): TypedTime {
  const present = secondsOf(now);
  const found = days.flatMap((each) => ('instant' in each ? [each.instant] : []));
  const instant =
    looks === 'back'
      ? found.findLast((each) => secondsOf(each) <= present + TOLERANCE)
      : found.find((each) => each >= from);
  const wrong = days.find((each) => !('instant' in each));
  if (instant === undefined || (wrong && found.length === 0)) {
    return wrong && 'message' in wrong
      ? { message: wrong.message, hint: wrong.hint }
      : { message: 'This time does not exist', hint: 'Write the date too.' };
  }
  const isDoubtful = looks === 'back' && present - secondsOf(instant) > DOUBTFUL;
  return { instant, isAssumed: true, isDoubtful };
}

/** `Z`, `UTC`, `+01:00` or a zone of the IANA database; the site's where nothing is said. */
function zoneOf(text: string | undefined, own: string): string {
  if (text === undefined) return own;
  return /^(?:Z|UTC|GMT)$/i.test(text) ? 'UTC' : text;
}

/** The date in a zone; in UTC if the zone is not known, which is reported when the whole time is read. */
export function dateIn(now: Instant, zone: string): Temporal.PlainDate {
  try {
    return temporal().Instant.from(now).toZonedDateTimeISO(zone).toPlainDate();
  } catch {
    return temporal().Instant.from(now).toZonedDateTimeISO('UTC').toPlainDate();
  }
}

/** In the form that reports use. */
function written(date: Temporal.PlainDate, time: string, zone: string): string {
  if (zone === 'UTC') return `${date.toString()}T${time}Z`;
  return /^[+-]\d{2}:\d{2}$/.test(zone)
    ? `${date.toString()}T${time}${zone}`
    : `${date.toString()} ${time} ${zone}`;
}

function padded(time: string): string {
  return time.padStart(time.length < 6 ? 5 : 8, '0');
}

/**
 * A time in full, so that a slip shows: `15:25 UTC, 16:25 in Paris, 4 minutes ago`. The date is included if
 * it is not today's in the zone.
 */
export function describeTime(instant: Instant, { now, zone }: Pick<TypedAgainst, 'now' | 'zone'>): string {
  const zones = zone === 'UTC' ? ['UTC'] : ['UTC', zone];
  return [...zones.map((each) => clockIn(instant, each, now)), distance(instant, now)].join(', ');
}

function clockIn(instant: Instant, zone: string, now: Instant): string {
  const there = temporal().Instant.from(instant).toZonedDateTimeISO(zone);
  const two = (number: number) => String(number).padStart(2, '0');
  const seconds = there.second === 0 ? '' : `:${two(there.second)}`;
  const date = there.toPlainDate().toString();
  const day = date === dateIn(now, zone).toString() ? '' : `${date} `;
  const place = zone === 'UTC' ? 'UTC' : `in ${(zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')}`;
  return `${day}${two(there.hour)}:${two(there.minute)}${seconds} ${place}`;
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

function distance(instant: Instant, now: Instant): string {
  const seconds = secondsOf(instant) - secondsOf(now);
  const far = Math.abs(seconds);
  if (far < 60) return 'now';
  const parts = UNITS.flatMap(([unit, size], index) => {
    const above = UNITS[index - 1]?.[1];
    const count = Math.floor((above === undefined ? far : far % above) / size);
    return count === 0 ? [] : [`${count} ${unit}${count === 1 ? '' : 's'}`];
  });
  const words = parts.slice(0, 2).join(' ');
  return seconds < 0 ? `${words} ago` : `in ${words}`;
}
