import { compactInstant, latest } from '../../model/instant.ts';
import type { Instant } from '../../model/instant.ts';
import type { Language } from '../../model/language.ts';
import type { CalendarEvent } from '../../site/machines/calendar-events.ts';

export interface Calendar {
  readonly name: string;
  readonly description: string | undefined;
  readonly language: Language;
  /** Absolute address of the calendar itself. */
  readonly url: string;
  readonly events: readonly CalendarEvent[];
}

/** The texts a calendar needs. */
export type CalendarText = (key: string, args?: Readonly<Record<string, string>>) => string;

/**
 * A calendar in the iCalendar format (RFC 5545, with the names of RFC 7986). Every instant in it comes from
 * the reports; SEQUENCE is the version, so that calendars replace an event exactly when one is published.
 */
export function icalendar({ name, description, language, url, events }: Calendar, t: CalendarText): string {
  const updated = events.reduce<Instant | undefined>(
    (newest, each) => latest(newest, each.updated),
    undefined,
  );
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//incident-press//incident-press//EN',
    'CALSCALE:GREGORIAN',
    line('NAME', name, language),
    line('X-WR-CALNAME', name),
    ...(description === undefined ? [] : [line('DESCRIPTION', description, language)]),
    `URL;VALUE=URI:${url}`,
    ...(updated === undefined ? [] : [`LAST-MODIFIED:${compactInstant(updated)}`]),
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...(events.length === 0 ? EMPTY : events.flatMap((event) => eventLines(event, language, t))),
    'END:VCALENDAR',
  ];
  return lines.map(fold).join('');
}

/**
 * A calendar must have a component (RFC 5545, 3.6); one without events says at least which zone it counts in.
 */
const EMPTY = [
  'BEGIN:VTIMEZONE',
  'TZID:Etc/UTC',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0000',
  'END:STANDARD',
  'END:VTIMEZONE',
];

function eventLines(event: CalendarEvent, language: Language, t: CalendarText): string[] {
  const { services } = event;
  const words = [
    `${t(`kind.${event.kind}`)}${t('signs.dot')}${t(`state.${event.word}`)}`,
    ...(services.length > 0
      ? [`${t('facts.services')}${t('signs.colon')}${services.join(t('signs.comma'))}`]
      : []),
    ...(event.summary === undefined ? [] : [event.summary]),
    event.url,
  ];
  return [
    'BEGIN:VEVENT',
    `UID:${event.uid}`,
    `DTSTAMP:${compactInstant(event.updated)}`,
    `LAST-MODIFIED:${compactInstant(event.updated)}`,
    `SEQUENCE:${event.version}`,
    `DTSTART:${compactInstant(event.start)}`,
    ...(event.end === undefined ? [] : [`DTEND:${compactInstant(event.end)}`]),
    `STATUS:${event.isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'TRANSP:TRANSPARENT',
    line('SUMMARY', event.title, event.titleLanguage),
    line('DESCRIPTION', words.join('\n'), language),
    `CATEGORIES;LANGUAGE=${language}:${[t(`kind.${event.kind}`), ...services].map(escape).join(',')}`,
    `URL;VALUE=URI:${event.url}`,
    'END:VEVENT',
  ];
}

function line(name: string, text: string, language?: Language): string {
  return `${name}${language === undefined ? '' : `;LANGUAGE=${language}`}:${escape(text)}`;
}

/** Control characters must not be in a text (RFC 5545, 3.3.11), nor may halves of surrogate pairs. */
const NO_TEXT = /(?![\t\n])\p{Cc}|\p{Surrogate}/gu;

function escape(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replace(NO_TEXT, '')
    .replaceAll(/[\\;,]/g, (each) => `\\${each}`)
    .replaceAll('\n', '\\n');
}

/** Octets of a line without its end (RFC 5545, 3.1). */
const LONGEST_LINE = 75;

/** Adds a line end, folding the line if it is too long; characters are never split. */
function fold(text: string): string {
  let folded = '';
  let length = 0;
  for (const character of text) {
    const octets = Buffer.byteLength(character);
    if (length + octets > LONGEST_LINE) {
      folded += '\r\n ';
      length = 1;
    }
    folded += character;
    length += octets;
  }
  return `${folded}\r\n`;
}
