import type { Instant } from '../model/instant.ts';
import { languageName } from './autonym.ts';
import { territoryLocale } from './territory.ts';
import { secondsOf } from '../model/instant.ts';
import type { Language } from '../model/language.ts';

/** A calendar date, `2020-10-15`. */
export type Day = string;

/** How dates, times and shares are written in one language, and the names of languages in it. */
export class Formats {
  readonly #language: Language;
  readonly #dates = new Map<Shape, Map<string, Intl.DateTimeFormat>>();
  readonly #shares = new Map<number, Intl.NumberFormat>();
  #name: string | undefined;
  #territory: string | undefined;

  constructor(language: Language) {
    this.#language = language;
  }

  /**
   * The name of the language in that language. Every page shows it, and working it out takes as long as
   * rendering a paragraph.
   */
  get name(): string {
    return (this.#name ??= languageName(this.#language));
  }

  /** The language with the territory it is most spoken in: `en_US`. */
  get territory(): string {
    return (this.#territory ??= territoryLocale(this.#language));
  }

  /**
   * An instant in words with its time zone: `15 September 2020 at 11:45 UTC`. `timeZone` is an IANA name;
   * zones other than UTC are shown as their offset on that day, since abbreviations are ambiguous.
   */
  instant(instant: Instant, timeZone = 'UTC'): string {
    return this.#withZone(instant, timeZone, isWholeMinute(instant) ? DATE_MINUTES : DATE_SECONDS);
  }

  /** The time of day of an instant on a 24-hour clock with its time zone: `11:45 UTC`. */
  time(instant: Instant, timeZone = 'UTC'): string {
    return this.#withZone(instant, timeZone, isWholeMinute(instant) ? MINUTES : SECONDS);
  }

  /** A calendar date, or the date of an instant in UTC, in words: `15 September 2020`. */
  date(day: Day | Instant): string {
    return this.#format(startOf(day.slice(0, 10)), 'UTC', DATE);
  }

  /** A calendar date, or the date of an instant in UTC, without its year: `15 September`. */
  day(day: Day | Instant): string {
    return this.#format(startOf(day.slice(0, 10)), 'UTC', DAY);
  }

  /** A month, `2020-09`, in words: `September 2020`. */
  month(month: string, length: 'long' | 'short' = 'long'): string {
    return this.#format(startOf(`${month}-01`), 'UTC', MONTH[length]);
  }

  /**
   * An instant in a second zone, shown after its UTC form: the time, and the date if it is another day there.
   */
  inSecondZone(instant: Instant, timeZone: string): string {
    const inUtc = this.#format(secondsOf(instant), 'UTC', DATE);
    const there = this.#format(secondsOf(instant), timeZone, DATE);
    return inUtc === there ? this.time(instant, timeZone) : this.instant(instant, timeZone);
  }

  /**
   * A share between 0 and 1 in words: `99.95%`, `99,95 %`. The share has at most four digits after the point.
   */
  share(share: number): string {
    // Shares line up in columns, and 100% has no decimals.
    const digits = share === 1 || share === 0 ? 0 : 2;
    const shape = this.#shares.get(digits) ?? makeShareFormat(this.#language, digits);
    this.#shares.set(digits, shape);
    return withPlainSpaces(shape.format(share));
  }

  /** A list: `001, 002 and 003`. */
  list(things: readonly string[]): string {
    const locales = [worldEnglish(this.#language), 'en-001'];
    return new Intl.ListFormat(locales, { type: 'conjunction' }).format(things);
  }

  /** The name of another language in this one, for use within a sentence: `French`, `français`. */
  language(tag: Language): string {
    const locales = [worldEnglish(this.#language), 'en-001'];
    return new Intl.DisplayNames(locales, { type: 'language' }).of(tag) ?? tag;
  }

  #withZone(instant: Instant, timeZone: string, shape: Shape): string {
    return `${this.#format(secondsOf(instant), timeZone, shape)} ${this.#zoneName(instant, timeZone)}`;
  }

  /** `UTC`, `UTC+2`, `UTC+5:45`: the same in every language. */
  #zoneName(instant: Instant, timeZone: string): string {
    if (timeZone === 'UTC') return timeZone;
    const parts = this.#formatter(timeZone, OFFSET).formatToParts(secondsOf(instant) * 1000);
    const offset = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign = '', hours = '0', minutes = '00'] = /([+-])(\d+):(\d+)/.exec(offset) ?? [];
    const shown = `${Number(hours)}${minutes === '00' ? '' : `:${minutes}`}`;
    return shown === '0' ? 'UTC' : `UTC${sign}${shown}`;
  }

  #format(seconds: number, timeZone: string, shape: Shape): string {
    return withPlainSpaces(this.#formatter(timeZone, shape).format(seconds * 1000));
  }

  /** Making a formatter costs a hundred times as much as using it, so each is made once. */
  #formatter(timeZone: string, shape: Shape): Intl.DateTimeFormat {
    const inShape = this.#dates.get(shape) ?? new Map<string, Intl.DateTimeFormat>();
    const known = inShape.get(timeZone);
    if (known) return known;
    const tag = shape === OFFSET ? 'en' : worldEnglish(this.#language);
    // The second locale prevents the machine's own from being used for a language without data.
    const locales = [withCalendar(tag), withCalendar('en-001')];
    const made = new Intl.DateTimeFormat(locales, { ...shape, timeZone });
    this.#dates.set(shape, inShape.set(timeZone, made));
    return made;
  }
}

/** The formats of each language, each made when it is first asked for. */
export function formatsByLanguage(): (language: Language) => Formats {
  const made = new Map<Language, Formats>();
  return (language) => {
    const formats = made.get(language) ?? new Formats(language);
    made.set(language, formats);
    return formats;
  };
}

/** One object per format, used as the key of its formatters. */
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

/** Seconds are shown only if there are any. */
function isWholeMinute(instant: Instant): boolean {
  return instant.endsWith(':00Z');
}

function startOf(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / 1000;
}

function makeShareFormat(language: Language, digits: number): Intl.NumberFormat {
  const locales = [withCalendar(language), withCalendar('en-001')];
  return new Intl.NumberFormat(locales, {
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** Which kind of space is between the parts differs from one ICU version to the next. */
function withPlainSpaces(text: string): string {
  return text.replace(/[\u00A0\u2009\u202F]/g, ' ');
}

/** Plain `en` has readers all over the world, who write the day before the month; `en-US` says otherwise. */
function worldEnglish(language: Language): string {
  return language === 'en' ? 'en-001' : language;
}

/** Gregorian calendar and the digits that versions, references and code have, in every language. */
function withCalendar(tag: string): string {
  return new Intl.Locale(tag, { calendar: 'gregory', numberingSystem: 'latn' }).toString();
}
