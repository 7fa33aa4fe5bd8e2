import type { Instant } from '../model/instant.ts';
import { secondsOf } from '../model/instant.ts';
import type { Language } from '../model/language.ts';

/** A calendar date, `2020-10-15`. */
export type Day = string;

/**
 * An instant in words with the zone named: `15 September 2020 at 11:45 UTC`. `timeZone` is an IANA name;
 * anything but UTC is named by its offset on that day, since abbreviations stand for several zones.
 */
export function formatInstant(instant: Instant, language: Language, timeZone = 'UTC'): string {
  const shape = isWholeMinute(instant) ? DATE_MINUTES : DATE_SECONDS;
  return `${format(secondsOf(instant), language, timeZone, shape)} ${zoneName(instant, timeZone)}`;
}

/** The time of day of an instant on a 24-hour clock with the zone named: `11:45 UTC`. */
export function formatTime(instant: Instant, language: Language, timeZone = 'UTC'): string {
  const shape = isWholeMinute(instant) ? MINUTES : SECONDS;
  return `${format(secondsOf(instant), language, timeZone, shape)} ${zoneName(instant, timeZone)}`;
}

/** A calendar date, or the date of an instant in UTC, in words: `15 September 2020`. */
export function formatDate(day: Day | Instant, language: Language): string {
  return format(startOf(day.slice(0, 10)), language, 'UTC', DATE);
}

/** A calendar date, or the date of an instant in UTC, without its year: `15 September`. */
export function formatDay(day: Day | Instant, language: Language): string {
  return format(startOf(day.slice(0, 10)), language, 'UTC', DAY);
}

/** A month, `2020-09`, in words: `September 2020`. */
export function formatMonth(month: string, language: Language, length: 'long' | 'short' = 'long'): string {
  return format(startOf(`${month}-01`), language, 'UTC', MONTH[length]);
}

/** An instant in a second zone, to stand beside its UTC form: the time, and the date where it is another day there. */
export function formatInSecondZone(instant: Instant, language: Language, timeZone: string): string {
  const inUtc = format(secondsOf(instant), language, 'UTC', DATE);
  const there = format(secondsOf(instant), language, timeZone, DATE);
  return inUtc === there
    ? formatTime(instant, language, timeZone)
    : formatInstant(instant, language, timeZone);
}

/** A share between 0 and 1 in words: `99.95%`, `99,95 %`. The share has at most four digits after the point. */
export function formatShare(share: number, language: Language): string {
  // Columns of shares line up, and a whole is a whole.
  const digits = share === 1 || share === 0 ? 0 : 2;
  const key = `${digits} ${language}`;
  const shape = shares.get(key) ?? makeShareFormat(language, digits);
  shares.set(key, shape);
  return withPlainSpaces(shape.format(share));
}

const shares = new Map<string, Intl.NumberFormat>();

function makeShareFormat(language: Language, digits: number): Intl.NumberFormat {
  const locales = [withCalendar(language), withCalendar('en-001')];
  return new Intl.NumberFormat(locales, {
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** One object for each way of writing, by which its formatters are known. */
type Shape = Readonly<Intl.DateTimeFormatOptions>;

const DATE: Shape = { day: 'numeric', month: 'long', year: 'numeric' };

const DAY: Shape = { day: 'numeric', month: 'long' };
const MONTH = {
  long: { month: 'long', year: 'numeric' },
  short: { month: 'short', year: 'numeric' },
} as const satisfies Record<string, Shape>;
const OFFSET: Shape = { timeZoneName: 'longOffset' };

const MINUTES: Shape = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
const SECONDS: Shape = { ...MINUTES, second: '2-digit' };
const DATE_MINUTES: Shape = { ...DATE, ...MINUTES };
const DATE_SECONDS: Shape = { ...DATE, ...SECONDS };

/** Seconds are shown only where they say something. */
function isWholeMinute(instant: Instant): boolean {
  return instant.endsWith(':00Z');
}

/** `UTC`, `UTC+2`, `UTC+5:45`: the same in every language. */
function zoneName(instant: Instant, timeZone: string): string {
  if (timeZone === 'UTC') return timeZone;
  const parts = formatter('en', timeZone, OFFSET).formatToParts(secondsOf(instant) * 1000);
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign = '', hours = '0', minutes = '00'] = /([+-])(\d+):(\d+)/.exec(offset) ?? [];
  const shown = `${Number(hours)}${minutes === '00' ? '' : `:${minutes}`}`;
  return shown === '0' ? 'UTC' : `UTC${sign}${shown}`;
}

function startOf(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / 1000;
}

function format(seconds: number, language: Language, timeZone: string, shape: Shape): string {
  const text = formatter(worldEnglish(language), timeZone, shape).format(seconds * 1000);
  return withPlainSpaces(text);
}

/** Which kind of space stands between the parts differs from one ICU version to the next. */
function withPlainSpaces(text: string): string {
  return text.replace(/[\u00A0\u2009\u202F]/g, ' ');
}

/** Plain `en` has readers all over the world, who write the day before the month; `en-US` says otherwise. */
function worldEnglish(language: Language): string {
  return language === 'en' ? 'en-001' : language;
}

const formatters = new Map<Shape, Map<string, Intl.DateTimeFormat>>();

/** Making a formatter costs a hundred times as much as using it, so each is made once. */
function formatter(tag: string, timeZone: string, shape: Shape): Intl.DateTimeFormat {
  const key = `${tag} ${timeZone}`;
  const inShape = formatters.get(shape) ?? new Map<string, Intl.DateTimeFormat>();
  const known = inShape.get(key);
  if (known) return known;
  // The second locale keeps the machine's own from being used for a language without data.
  const locales = [withCalendar(tag), withCalendar('en-001')];
  const made = new Intl.DateTimeFormat(locales, { ...shape, timeZone });
  formatters.set(shape, inShape.set(key, made));
  return made;
}

/** Gregorian calendar and the digits that versions, references and code have, in every language. */
function withCalendar(tag: string): string {
  return new Intl.Locale(tag, { calendar: 'gregory', numberingSystem: 'latn' }).toString();
}
