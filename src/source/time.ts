import type { Temporal } from 'temporal-polyfill';
import type { Instant } from '../model/instant.ts';
import { parseInstant } from '../model/instant.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { readLooseLocalTime, readLooseTime } from './slips/loose-time.ts';
import { ABBREVIATIONS } from './slips/zone-abbreviations.ts';
import { temporal } from './temporal.ts';
import { canonicalZone } from '../model/time-zone.ts';

/** An instant, or what is wrong with the text and how to correct it. */
export type TimeOutcome =
  | { readonly instant: Instant }
  | {
      readonly code: TimeCode;
      readonly message: string;
      readonly hint: string;
      /** What to write instead, if only one text is possible. */
      readonly right: string | undefined;
    };

export type TimeCode = 'INC120' | 'INC121' | 'INC122' | 'INC123' | 'INC124' | 'INC125' | 'INC126';

const RFC_3339 = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}:\d{2}(?::\d{2})?)(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;
const LOCAL = /^(\d{4}-\d{2}-\d{2})[Tt ]+(\d{2}:\d{2}(?::\d{2})?)(\.\d+)?(?:\s+(\S+))?$/;
const TIME_ALONE = /^(\d{1,2}):(\d{2})(?::\d{2})?\s*(\S+)?$/;
const DATE_ALONE = /^\d{4}-\d{2}-\d{2}$/;

const NAME_THE_ZONE = 'Use the name of the zone, a region and a city, as the IANA database has it.';

/** Abbreviations that always stand for the same offset. */
const UNAMBIGUOUS = new Set(['UTC', 'GMT', 'Z']);

/**
 * Reads a time: RFC 3339 with `Z` or an offset, or a local time with a zone of the IANA database
 * (`2020-09-15 11:00 Europe/Paris`; `UTC` and `GMT` too). Seconds may be left out. Refused, with the text
 * that would be right: a time that a zone skips or has twice, an ambiguous zone, a date that does not
 * exist.
 */
export function parseTime(text: string): TimeOutcome {
  return readStrictly(text) ?? explain(text);
}

/** Undefined for a text in neither form. */
function readStrictly(text: string): TimeOutcome | undefined {
  const canonical = parseInstant(text);
  if (canonical) return { instant: canonical };
  const rfc = RFC_3339.exec(text);
  if (rfc) return fromOffset(rfc);
  const local = LOCAL.exec(text);
  return local ? fromLocal(local) : undefined;
}

/** True for a text that can be written instead. */
function isTime(text: string): boolean {
  const read = readStrictly(text);
  return read !== undefined && 'instant' in read;
}

function fromOffset([, date = '', time = '', fraction, zone = '']: RegExpExecArray): TimeOutcome {
  const wrong = checkClock(date, time, fraction && `${date}T${withSeconds(time)}${zone}`);
  if (wrong) return wrong;
  const offset = zone.toUpperCase() === 'Z' ? '+00:00' : zone;
  try {
    return instantFrom(temporal().Instant.from(`${date}T${time}${offset}`));
  } catch {
    return fail(
      'INC120',
      `\`${zone}\` is not an offset from UTC`,
      'Write `Z` for UTC, or an offset such as `+02:00`.',
    );
  }
}

function fromLocal([, date = '', time = '', fraction, zone]: RegExpExecArray): TimeOutcome {
  const local = `${date}T${withSeconds(time)}`;
  const wrong = checkClock(
    date,
    time,
    fraction === undefined || zone === undefined
      ? undefined
      : (readLooseTime(`${date} ${time} ${zone}`, zonesOf)[0] ?? `${date} ${time} ${zone}`),
  );
  if (wrong) return wrong;
  if (zone === undefined) return withoutZone('This time has no zone', local);
  if (UNAMBIGUOUS.has(zone.toUpperCase())) return parseTime(`${date}T${withSeconds(time)}Z`);
  if (/^[+-]\d{2}:?\d{2}$/.test(zone)) {
    return parseTime(`${date}T${withSeconds(time)}${zone.slice(0, 3)}:${zone.slice(-2)}`);
  }
  return readLooseTime(`${date} ${time} ${zone}`, zonesOf).length > 0 && !zone.includes('/')
    ? explain(`${date} ${time} ${zone}`)
    : fromZone(date, time, zone);
}

function fromZone(date: string, time: string, zone: string): TimeOutcome {
  if (/^[A-Z]{2,5}$/.test(zone)) return abbreviated(zone, []);
  const known = canonicalZone(zone);
  if (known === undefined) {
    const guess = nearest(zone, Intl.supportedValuesOf('timeZone'));
    const hint = guess ? `Did you mean \`${date} ${time} ${guess}\`?` : NAME_THE_ZONE;
    return fail('INC126', `\`${zone}\` is not a time zone`, hint, guess && `${date} ${time} ${guess}`);
  }
  const wall = temporal().PlainDateTime.from(`${date}T${time}`);
  const earlier = wall.toZonedDateTime(known, { disambiguation: 'earlier' });
  const later = wall.toZonedDateTime(known, { disambiguation: 'later' });
  if (earlier.epochMilliseconds === later.epochMilliseconds) return instantFrom(earlier.toInstant());
  const isOverlap = earlier.toPlainDateTime().equals(wall);
  const candidates = [earlier, later].map((each) => `\`${each.toString({ timeZoneName: 'never' })}\``);
  return fail(
    'INC123',
    isOverlap
      ? `In ${known} clocks showed ${time} twice on ${date}`
      : `In ${known} clocks skipped ${time} on ${date}`,
    `Write the one you mean: ${candidates.join(' or ')}.`,
  );
}

/** The zones an abbreviation may stand for. */
function zonesOf(abbreviation: string): readonly string[] {
  return ABBREVIATIONS[abbreviation] ?? [];
}

function abbreviated(zone: string, meant: readonly string[]): TimeOutcome {
  return fail(
    'INC122',
    `\`${zone}\` is an abbreviation that means different times in different places`,
    meant.length > 0 ? `Use the name of the zone: ${eachOf(meant)}.` : NAME_THE_ZONE,
    meant.length === 1 ? meant[0] : undefined,
  );
}

function withoutZone(message: string, local: string): TimeOutcome {
  return fail(
    'INC121',
    message,
    `If it is UTC, write \`${local}Z\`; otherwise add the offset from UTC or the name of the zone, a region and a city.`,
  );
}

/**
 * What is wrong with the date or the clock time, whatever the zone; `whole` is the time without its
 * fraction of a second.
 */
function checkClock(date: string, time: string, whole: string | undefined): TimeOutcome | undefined {
  if (whole !== undefined)
    return fail('INC125', 'Times are kept to the second', `Leave out the fraction: \`${whole}\`.`, whole);
  try {
    temporal().PlainDate.from(date, { overflow: 'reject' });
  } catch {
    return fail('INC124', `${date} is not in the calendar`, 'Correct the day or the month.');
  }
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number);
  if (hour < 24 && minute < 60 && second < 60) return undefined;
  const hint =
    hour === 24
      ? 'Midnight is `00:00` of the next day.'
      : second === 60
        ? 'Leap seconds are not kept: write `:59`.'
        : 'Hours go to 23, minutes and seconds to 59.';
  return fail('INC120', `${time} is not a time of day`, hint);
}

/** What a text that is not a valid time may have meant. */
function explain(text: string): TimeOutcome {
  const meant = readLooseTime(text, zonesOf).filter(isTime);
  const [right, other] = meant;
  const zone = /(?<![a-z])[a-z]{2,5}$/i.exec(text)?.[0].toUpperCase();
  if (right !== undefined && zone !== undefined && zonesOf(zone).length > 0) return abbreviated(zone, meant);
  const said = `\`${text.slice(0, 40)}\``;
  if (right !== undefined && other === undefined)
    return fail('INC120', `${said} is not a time in an accepted form`, `Write \`${right}\`.`, right);
  if (right !== undefined)
    return fail('INC120', `${said} could be read in two ways: day or month first`, `Write ${eachOf(meant)}.`);
  const local = readLooseLocalTime(text);
  if (local !== undefined && isTime(`${local}Z`))
    return withoutZone(`${said} is not a time in an accepted form, and has no zone`, local);
  const alone = TIME_ALONE.exec(text);
  if (alone) {
    const time = `${alone[1]?.padStart(2, '0')}:${alone[2]}`;
    return fail(
      'INC121',
      `\`${text}\` has no date and no zone`,
      `Write it in full, such as \`2020-09-15T${time}:00Z\`.`,
    );
  }
  if (DATE_ALONE.test(text)) {
    return fail(
      'INC121',
      `\`${text}\` has no time of day`,
      `Write it in full, such as \`${text}T11:45:00Z\`.`,
    );
  }
  return fail(
    'INC120',
    `\`${text.slice(0, 40)}\` is not a time`,
    'Write it like `2020-09-15T11:45:00Z`, `2020-09-15T13:45:00+02:00` or `2020-09-15 13:45 Europe/Paris`.',
  );
}

function instantFrom(instant: Temporal.Instant): TimeOutcome {
  const parsed = parseInstant(instant.toString({ smallestUnit: 'second' }));
  return parsed
    ? { instant: parsed }
    : fail('INC120', 'This year is out of range', 'Years go from 0000 to 9999.');
}

function withSeconds(time: string): string {
  return time.length === 5 ? `${time}:00` : time;
}

/** `a` or `b`, each between backticks. */
function eachOf(texts: readonly string[]): string {
  return texts.map((text) => `\`${text}\``).join(' or ');
}

function fail(code: TimeCode, message: string, hint: string, right?: string): TimeOutcome {
  return { code, message, hint, right };
}
