import type { Precision } from '../../../model/edition.ts';
import { instantOf, secondsOf } from '../../../model/instant.ts';
import type { Instant } from '../../../model/instant.ts';
import { dayIn, inZone, writtenTime } from '../source-times.ts';
import type { ImportOptions } from '../told.ts';

/** What a document says about its times. */
export interface Clock {
  readonly options: ImportOptions;
  readonly zone: string | undefined;
  /** The day of the report, `2020-09-15`. */
  readonly day: string | undefined;
  /** The time of the entry before. */
  readonly before: Instant | undefined;
}

/** The time of an entry, or why it cannot be known. */
export type EntryTime =
  | {
      readonly at: Instant;
      readonly precision: Precision | undefined;
      /** A range, which the title keeps. */
      readonly range: string | undefined;
      /** The day was not written: it is that of the report, or the next one. */
      readonly isNextDay: boolean;
    }
  | { readonly why: string; readonly stops: boolean };

/** Words in upper or lower case; zones only in capitals, or `Mail` would be one. */
const anyCase = (words: string) =>
  words.replaceAll(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
const MONTH = `(?:${anyCase('jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec')})[a-z]*\\.?`;
const DAY = String.raw`\d{1,2}(?:st|nd|rd|th)?`;
const CLOCK = String.raw`\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\.\d+)?(?:\s*[apAP]\.?[mM]\b\.?)?|\d{1,2}\s*[apAP]\.?[mM]\b\.?`;
const DATE = String.raw`\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|${DAY}\s+${MONTH}(?:,?\s+\d{4})?|${MONTH}\s+${DAY}(?:,?\s+\d{4})?`;
const ZONE = String.raw`Z\b|(?:UTC|GMT)(?:[+-]\d{1,2}(?::?\d{2})?)?|[+-]\d{2}:?\d{2}\b|[A-Z]{3,4}\b|[A-Z][a-z]+\/[A-Za-z_]+`;

/** `about`, `before` and `after` as people write them in front of a time. */
const PRECISION: readonly (readonly [RegExp, Precision])[] = [
  [/^(?:~|≈|circa|ca\.?|approx(?:\.|imately)?|about|around)\s*/i, 'about'],
  [/^(?:before|by|until)\s+/i, 'before'],
  [/^(?:after|since|from)\s+/i, 'after'],
];

const WEEKDAY = `(?:${anyCase('mon|tue|wed|thu|fri|sat|sun')})[a-z]*\\.?,?`;
const TIME = new RegExp(
  String.raw`^(?:${WEEKDAY}\s+)?(?:(?<date>${DATE})(?:\s*,?\s*(?:at\s+)?|T))?(?<clock>${CLOCK})\s*(?<zone>${ZONE})?(?:\s*(?:-|–|—|to)\s*(?<until>(?:${DATE}\s*,?\s*)?(?:${CLOCK})\s*(?:${ZONE})?))?`,
);

/** Splits off the time a text begins with; undefined if there is none. */
export function splitTime(text: string): { readonly time: string; readonly rest: string } | undefined {
  const bare = text.trimStart();
  const mark = PRECISION.map(([pattern]) => pattern.exec(bare)?.[0] ?? '').find((each) => each !== '') ?? '';
  const match = TIME.exec(bare.slice(mark.length));
  if (!match) return undefined;
  const time = bare.slice(0, mark.length + match[0].length).trimEnd();
  const rest = bare.slice(time.length);
  // `14:05abc` and `10.30%` are not times.
  return /^[\p{L}\p{N}%]/u.test(rest) ? undefined : { time, rest: rest.replace(/^\s*[-–—:|.,)\]]*\s*/, '') };
}

/** Reads the time of an entry: in full, or a time of day on the date of the report. */
export function readEntryTime(text: string, { options, zone, day, before }: Clock): EntryTime {
  const trimmed = text.trim();
  const [pattern, precision] = PRECISION.find(([each]) => each.test(trimmed)) ?? [undefined, undefined];
  const bare = pattern ? trimmed.replace(pattern, '') : trimmed;
  const groups = TIME.exec(bare)?.groups;
  if (!groups?.['clock']) return { why: `\`${trimmed.slice(0, 40)}\` is not a time`, stops: false };
  const range = groups['until'] === undefined ? undefined : bare.slice(0, 60).trim();
  const date = groups['date'] ?? '';
  // Guessing the day here could silently be wrong by months.
  if (isEitherWay(date))
    return { why: `${date} could have the day or the month first: write it like 2020-04-05`, stops: true };
  const stated = groups['date'] === undefined ? undefined : withYear(groups['date'], day);
  const own = stated ?? (before === undefined ? day : dayIn(before, zone));
  if (own === undefined) return { why: `\`${trimmed.slice(0, 40)}\` has no date`, stops: false };
  const clock = groups['clock'].replace(/(\d)h(\d)/i, '$1:$2').replace(/^(\d{1,2})\.(\d{2})/, '$1:$2');
  const first = readWhole(`${own} ${clock}`, groups['zone'], zone, options);
  if ('why' in first) return first;
  const isEarlier = stated === undefined && before !== undefined && first.at < before;
  if (!isEarlier) return { at: first.at, precision, range, isNextDay: false };
  const later = instantOf(secondsOf(first.at) + 86_400);
  return { at: later, precision, range, isNextDay: true };
}

function readWhole(
  text: string,
  written: string | undefined,
  zone: string | undefined,
  options: ImportOptions,
): { readonly at: Instant } | { readonly why: string; readonly stops: boolean } {
  const time = writtenTime(written === undefined ? text : `${text} ${written}`, {
    ...options,
    timeZone: zone,
  });
  if ('instant' in time) return { at: time.instant };
  if (time.lacks === 'sense') return { why: time.why, stops: false };
  if (time.zone !== undefined && zone !== undefined) {
    const known = inZoneOf(text, zone, options);
    if (known) return { at: known };
  }
  return {
    why:
      time.zone === undefined
        ? 'its times have no zone: add --time-zone'
        : `its times are in ${time.zone}, which has no fixed meaning: add --time-zone`,
    stops: true,
  };
}

/** A time whose own zone is an abbreviation, in the time zone of the document. */
function inZoneOf(text: string, zone: string, options: ImportOptions): Instant | undefined {
  const time = writtenTime(text, { ...options, timeZone: zone });
  return 'instant' in time ? time.instant : undefined;
}

/** True for `05/04/2020`, which is in April or in May. */
function isEitherWay(date: string): boolean {
  const [, first = '', second = ''] = /^(\d{1,2})[-/](\d{1,2})[-/]\d{4}$/.exec(date) ?? [];
  return first !== '' && Number(first) !== Number(second) && Number(first) <= 12 && Number(second) <= 12;
}

/** A date without a year is in the year of the report. */
function withYear(date: string, day: string | undefined): string {
  return /\d{4}/.test(date) || day === undefined ? date : `${date.replace(/,$/, '')} ${day.slice(0, 4)}`;
}

/**
 * The local time of the first day in a text that names one: `2018-01-04`, `04 January 2018`, `Jan 4, 2018`.
 */
export function dayInText(text: string): string | undefined {
  for (const [found] of text.matchAll(new RegExp(DATE, 'g'))) {
    const time = inZoneText(found);
    if (time !== undefined) return time;
  }
  return undefined;
}

function inZoneText(date: string): string | undefined {
  const time = writtenTime(`${date} 00:00`, { timeZone: 'UTC', zones: {} });
  const instant = 'instant' in time ? time : inZone(`${date}T00:00:00`, 'UTC');
  return 'instant' in instant ? instant.instant.slice(0, 'YYYY-MM-DD'.length) : undefined;
}
