import { columnsOf } from '../../diagnostics/formats/display.ts';
import { directionOf } from '../../languages/direction.ts';
import type { Formats } from '../../languages/format.ts';
import type { Messages } from '../../languages/messages.ts';
import { formatAfter, formatSpan } from '../../languages/span.ts';
import type { Instant } from '../../model/instant.ts';
import type { Language } from '../../model/language.ts';
import type { Text } from '../../model/page.ts';
import type { Span } from '../../model/report.ts';
import type { Site } from '../../source/site-schema.ts';
import { SafeHtml, escapeHtml } from './safe-html.ts';

/** What the template functions need. */
export interface HelperContext {
  readonly messages: Pick<Messages, 't' | 'sources' | 'formats'>;
  readonly site: Pick<Site, 'basePath' | 'timeZone' | 'services' | 'plugins'>;
}

/**
 * `instant` is date, time and zone; `date`, `day`, `month` and `short-month` take calendar dates too.
 * `words` is a date without an element, for places that only hold text.
 */
export type DateStyle = 'instant' | 'time' | 'date' | 'day' | 'month' | 'short-month' | 'words';

/** The functions a template may call. */
export interface Helpers {
  /** An interface text. If a value is safe HTML, the result is safe HTML with everything else escaped. */
  readonly t: (key: string, args?: Readonly<Record<string, string | number | SafeHtml>>) => string | SafeHtml;
  /** A `<time>` element, in UTC and, if the site has a second zone, in that too. */
  readonly date: (value: string, style?: DateStyle) => SafeHtml;
  /** A duration in words: `at most 5 min`. */
  readonly span: (value: Span) => string;
  /** How long after the start something was: `after at most 5 min`. */
  readonly after: (value: Span) => string;
  /** A share in words, with how exactly it is known: `at most 99.95%`. */
  readonly share: (value: { readonly ratio: number; readonly bound: Span['bound'] }) => string;
  /** An address with the site's base path added. Addresses on other hosts are not changed. */
  readonly url: (address: string) => string;
  /** A text that may be in another language than the page: then marked as such and isolated. */
  readonly text: (value: Text) => SafeHtml;
  /** The name of a language in that language, and marked as such. */
  readonly language: (tag: Language) => SafeHtml;
  /** About how wide a text is: a letter is 1, one of Chinese, Japanese or Korean 2. */
  readonly width: (value: string) => number;
}

export const HELPER_NAMES = [
  't',
  'date',
  'span',
  'after',
  'share',
  'url',
  'text',
  'language',
  'width',
] as const satisfies readonly (keyof Helpers)[];

/** Numbers with their units, which stay on one line. */
const MEASURES: ReadonlySet<string> = new Set(
  ['days', 'hours', 'minutes', 'seconds', 'joined'].map((part) => `span.${part}`),
);

/**
 * The functions of templates for one language. `basePath` is `/` for fragments that are stored, since they
 * must not depend on the site's address.
 */
export function helpersFor(language: Language, { messages, site }: HelperContext, basePath = '/'): Helpers {
  const plain = (key: string, args?: Readonly<Record<string, string | number>>) =>
    messages.t(language, key, args);
  const together = (key: string, args?: Readonly<Record<string, string | number>>) =>
    MEASURES.has(key) ? unbroken(plain(key, args)) : plain(key, args);
  const formats = messages.formats(language);
  return {
    t: (key, args) => (args ? translate(plain, key, args) : plain(key)),
    date: (value, style = 'instant') => dateElement(value, style, formats, site.timeZone),
    span: (value) => formatSpan(value, together),
    after: (value) => formatAfter(value, together),
    share: ({ ratio, bound }) => plain(`span.${bound}`, { span: unbroken(formats.share(ratio)) }),
    url: (address) => (/^\/(?![/\\])/.test(address) ? basePath + address.slice(1) : address),
    text: (value) => textElement(value, language),
    language: (tag) =>
      new SafeHtml(`<bdi ${languageAttributes(tag)}>${escapeHtml(messages.formats(tag).name)}</bdi>`),
    width: columnsOf,
  };
}

/** A number stays with its unit. */
function unbroken(measure: string): string {
  return measure.replaceAll(' ', '\u00A0');
}

/**
 * Placeholders for safe HTML while a text is formatted; no text contains private-use characters by chance.
 */
const OPEN = '\uE000';
const CLOSE = '\uE001';

function translate(
  plain: (key: string, args: Readonly<Record<string, string | number>>) => string,
  key: string,
  args: Readonly<Record<string, string | number | SafeHtml>>,
): string | SafeHtml {
  const fragments: string[] = [];
  const values = Object.entries(args).map(([name, value]): [string, string | number] => {
    if (value instanceof SafeHtml) return [name, `${OPEN}${fragments.push(value.html) - 1}${CLOSE}`];
    return [name, typeof value === 'string' ? value.replace(/[\uE000\uE001]/g, '') : value];
  });
  const text = plain(key, Object.fromEntries(values));
  if (fragments.length === 0) return text;
  // Dates and names isolate themselves; another isolate around them would have no text to take its direction
  // from.
  const html = escapeHtml(text).replace(
    /\u2068?\uE000(\d+)\uE001\u2069?/g,
    (_, index: string) => fragments[Number(index)] ?? '',
  );
  return new SafeHtml(html);
}

function dateElement(
  value: string,
  style: DateStyle,
  formats: Formats,
  timeZone: string | undefined,
): SafeHtml {
  if (style === 'words') return new SafeHtml(escapeHtml(formats.date(value)));
  const [machine, words] = dateTexts(value, style, formats);
  const element = `<time datetime="${escapeHtml(machine)}">${escapeHtml(words)}</time>`;
  if (timeZone === undefined || timeZone === 'UTC' || (style !== 'instant' && style !== 'time')) {
    return new SafeHtml(element);
  }
  const there = formats.inSecondZone(value as Instant, timeZone);
  // A zone that happens to be on UTC adds nothing.
  if (there === formats.time(value as Instant)) return new SafeHtml(element);
  return new SafeHtml(`${element} <span class="zone">(${escapeHtml(there)})</span>`);
}

function dateTexts(
  value: string,
  style: Exclude<DateStyle, 'words'>,
  formats: Formats,
): [machine: string, words: string] {
  switch (style) {
    case 'instant':
      return [value, formats.instant(value as Instant)];
    case 'time':
      return [value, formats.time(value as Instant)];
    case 'date':
      return [value.slice(0, 10), formats.date(value)];
    case 'day':
      return [value.slice(0, 10), formats.day(value)];
    case 'short-month':
      return [value.slice(0, 7), formats.month(value.slice(0, 7), 'short')];
    case 'month':
      return [value.slice(0, 7), formats.month(value.slice(0, 7))];
  }
}

function textElement({ value, language, direction }: Text, page: Language): SafeHtml {
  if (language === page) return new SafeHtml(escapeHtml(value));
  return new SafeHtml(
    `<bdi lang="${escapeHtml(language)}" dir="${escapeHtml(direction)}">${escapeHtml(value)}</bdi>`,
  );
}

function languageAttributes(tag: Language): string {
  return `lang="${escapeHtml(tag)}" dir="${directionOf(tag)}"`;
}
