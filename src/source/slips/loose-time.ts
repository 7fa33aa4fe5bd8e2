/** A time as people write it, split into parts; every part is text, not checked against the calendar. */
interface LooseTime {
  /** `YYYY-MM-DD`; two where day and month could be either way round. */
  readonly dates: readonly string[];
  /** `HH:MM` or `HH:MM:SS`, on a clock with 24 hours. */
  readonly clock: string;
  /** As written, or an offset `+HH:MM`; empty where there is none. */
  readonly zone: string;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?';
const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+/i;

/** Ways to write a date, each with what it gives for its groups. */
const DATES: readonly (readonly [RegExp, (...groups: string[]) => readonly string[]])[] = [
  [/^(\d{4})-(\d{2})-(\d{2})/, (year, month, day) => [dateOf(year, month, day)]],
  [/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/, (year, month, day) => [dateOf(year, month, day)]],
  [/^(\d{4})(\d{2})(\d{2})(?=T)/, (year, month, day) => [dateOf(year, month, day)]],
  // With dots the day comes first wherever dots are used.
  [/^(\d{1,2})\.(\d{1,2})\.(\d{4})/, (day, month, year) => [dateOf(year, month, day)]],
  [/^(\d{1,2})[-/](\d{1,2})[-/](\d{4})/, eitherWay],
  [
    new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)?[ -]${MONTH}[ -](\\d{4})`, 'i'),
    (day, month, year) => [dateOf(year, monthOf(month), day)],
  ],
  [
    new RegExp(`^${MONTH} (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})`, 'i'),
    (month, day, year) => [dateOf(year, monthOf(month), day)],
  ],
];

const CLOCKS = [
  /^(\d{1,2})[:.h](\d{2})(?:[:.](\d{2}))?(?:\s*([ap])\.?m\b\.?)?/i,
  /^(\d{1,2})()()\s*([ap])\.?m\b\.?/i,
  /^(\d{2})(\d{2})(\d{2})?()(?=Z|[+-]|$|\s)/i,
];

/** `UTC+2`, `GMT-05:00`, `+0100`, `+00`. */
const OFFSET = /^(?:UTC|GMT)?\s*([+\-−])(\d{1,2})(?::?(\d{2}))?$/i;

/**
 * All times that a text in another form can mean, in the standard form: one if it is clear, several if day
 * and month or the zone are ambiguous, none if it is not a complete time. `zonesOf` gives the zones an
 * abbreviation may stand for. Whether the calendar has such a time is for the caller to check.
 */
export function readLooseTime(text: string, zonesOf: (abbreviation: string) => readonly string[]): string[] {
  const loose = partsOf(text.trim().replaceAll(/\s+/g, ' '));
  if (!loose) return [];
  const { dates, clock, zone } = loose;
  return dates.flatMap((date) => {
    if (/^(?:Z|UTC|GMT)$/i.test(zone)) return [`${date}T${withSeconds(clock)}Z`];
    if (/^[+-]\d{2}:\d{2}$/.test(zone)) return [`${date}T${withSeconds(clock)}${zone}`];
    if (zone.includes('/')) return [`${date} ${clock} ${zone}`];
    return zonesOf(zone.toUpperCase()).map((name) => `${date} ${clock} ${name}`);
  });
}

/** The parts of a time without its zone, for callers that know the zone: `2020-09-15T11:45:00`. */
export function readLooseLocalTime(text: string): string | undefined {
  const loose = partsOf(text.trim().replaceAll(/\s+/g, ' '));
  const [date, other] = loose?.dates ?? [];
  return loose?.zone === '' && other === undefined ? `${date}T${withSeconds(loose.clock)}` : undefined;
}

function partsOf(text: string): LooseTime | undefined {
  const bare = text.replace(WEEKDAY, '');
  for (const [pattern, read] of DATES) {
    const match = pattern.exec(bare);
    if (!match) continue;
    const rest = bare.slice(match[0].length).replace(/^(?:,? at |[T ,]+)/i, '');
    const clock = clockOf(rest);
    return clock && { dates: read(...match.slice(1)), clock: clock.time, zone: zoneOf(clock.rest) };
  }
  return undefined;
}

function clockOf(text: string): { readonly time: string; readonly rest: string } | undefined {
  const match = CLOCKS.map((pattern) => pattern.exec(text)).find((each) => each !== null);
  if (!match) return undefined;
  const [whole, hour = '', minute, second, half] = match;
  const is12 = half !== undefined && half !== '';
  const hours = is12 ? (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(hour);
  const parts = [String(hours), minute || '00', ...(second ? [second] : [])];
  return { time: parts.map((part) => part.padStart(2, '0')).join(':'), rest: text.slice(whole.length) };
}

/** A zone in brackets or parentheses only explains the offset before it. */
function zoneOf(text: string): string {
  const said = text.replace(/^\.\d+/, '').replace(/^[\s,(]+|[\s)]+$/g, '');
  const bare = said.replace(/^((?:UTC|GMT)?[+-]\d{2}:?\d{2})\s*[[(].*$/i, '$1').replace(/^hrs?\.?\s+/i, '');
  const offset = OFFSET.exec(bare);
  if (!offset) return bare;
  const [, sign = '', hours = '', minutes = '00'] = offset;
  return `${sign === '+' ? '+' : '-'}${hours.padStart(2, '0')}:${minutes}`;
}

/** Day or month first, if the numbers do not tell. */
function eitherWay(first = '', second = '', year = ''): readonly string[] {
  const dayFirst = dateOf(year, second, first);
  const monthFirst = dateOf(year, first, second);
  if (Number(first) > 12 || dayFirst === monthFirst) return [dayFirst];
  return Number(second) > 12 ? [monthFirst] : [dayFirst, monthFirst];
}

function monthOf(name = ''): string {
  return String(MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1);
}

function dateOf(year = '', month = '', day = ''): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function withSeconds(clock: string): string {
  return clock.length === 5 ? `${clock}:00` : clock;
}
