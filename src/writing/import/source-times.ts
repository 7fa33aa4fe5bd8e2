import { instantOf, parseInstant } from '../../model/instant.ts';
import type { Instant } from '../../model/instant.ts';
import { parseTime } from '../../source/time.ts';
import { readLooseLocalTime, readLooseTime } from '../../source/slips/loose-time.ts';
import { ABBREVIATIONS } from '../../source/slips/zone-abbreviations.ts';
import type { ImportOptions } from './told.ts';

/** A time from a source, or what is missing to understand it. */
export type SourceTime =
  | { readonly instant: Instant }
  /** It has no zone, or an unexplained abbreviation. */
  | { readonly lacks: 'zone'; readonly zone: string | undefined }
  | { readonly lacks: 'sense'; readonly why: string };

/**
 * Reads a time of a program: RFC 3339 with an offset, fractions of a second cut off, or seconds since 1970
 * as a number. Undefined for anything else.
 */
export function machineTime(value: unknown): Instant | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? inRange(value) : undefined;
  if (typeof value !== 'string') return undefined;
  const shape = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?\s?(?:Z|UTC|[+-]\d{2}:?\d{2})$/i;
  const text = value.trim();
  if (!shape.test(text)) return undefined;
  const standard = text.replace(/\s?UTC$/i, 'Z').replace(/^(\S+) (?=\d)/, '$1T');
  const milliseconds = Date.parse(standard.replace(/\s/g, '').replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(milliseconds) ? undefined : inRange(milliseconds / 1000);
}

/**
 * Reads a time that a person wrote, with its own zone or else that of the document. If day and month could be
 * in either order, nothing is guessed.
 */
export function writtenTime(
  text: string,
  { timeZone, zones }: Pick<ImportOptions, 'timeZone' | 'zones'>,
): SourceTime {
  const machine = machineTime(text);
  if (machine !== undefined) return { instant: machine };
  const bare = text.trim().replace(/(\d)\.\d+(?=\s|$|Z|[+-])/, '$1');
  const plain = parseTime(bare);
  if ('instant' in plain) return plain;
  const meant = readLooseTime(bare, (zone) => (zones[zone] === undefined ? [] : [zones[zone]]));
  const [only, other] = meant.flatMap((each) => instantIn(each) ?? []);
  if (only !== undefined && (other === undefined || other === only)) return { instant: only };
  if (only !== undefined) return { lacks: 'sense', why: `\`${text}\` could have the day or the month first` };
  const local = readLooseLocalTime(bare);
  if (local !== undefined) return inZone(local, timeZone);
  const zone = /(?<![a-z])([a-z]{2,5})$/i.exec(bare)?.[1]?.toUpperCase();
  if (zone !== undefined && ABBREVIATIONS[zone] !== undefined) return { lacks: 'zone', zone };
  return { lacks: 'sense', why: `\`${text.slice(0, 40)}\` is not a time` };
}

/** A local time in a zone, `2020-09-15T11:45:00`; ambiguous without a zone. */
export function inZone(local: string, zone: string | undefined): SourceTime {
  if (zone === undefined) return { lacks: 'zone', zone: undefined };
  const time = zone === 'UTC' ? `${local}Z` : /^[+-]/.test(zone) ? `${local}${zone}` : spaced(local, zone);
  const outcome = parseTime(time);
  return 'instant' in outcome ? outcome : { lacks: 'sense', why: outcome.message };
}

/** The day of a time in a zone, `2020-09-15`; UTC where none is known. */
export function dayIn(instant: Instant, zone: string | undefined): string {
  if (zone === undefined || zone === 'UTC' || /^[+-]/.test(zone))
    return instant.slice(0, 'YYYY-MM-DD'.length);
  return new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short' }).format(new Date(instant));
}

function spaced(local: string, zone: string): string {
  return `${local.replace('T', ' ')} ${zone}`;
}

function instantIn(text: string): Instant | undefined {
  const outcome = parseTime(text);
  return 'instant' in outcome ? outcome.instant : undefined;
}

function inRange(seconds: number): Instant | undefined {
  const whole = Math.floor(seconds);
  return whole >= 0 && whole < 253_402_300_800 ? parseInstant(instantOf(whole)) : undefined;
}
