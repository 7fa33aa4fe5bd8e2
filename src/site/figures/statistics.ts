import { harmOf } from '../../model/harm.ts';
import type { Precision, ServiceState } from '../../model/edition.ts';
import type { Instant } from '../../model/instant.ts';
import { secondsOf } from '../../model/instant.ts';
import type { Availability, Count, Percentiles, Teaser } from '../../model/page.ts';
import type { Span } from '../../model/report.ts';
import type { Conditions, Stretch } from './conditions.ts';

// Every number of the statistics is defined here and explained, with sources, in docs/statistics.md.

export const DAY = 86_400;

/** States in which a service counts as not available. */
const DOWN: readonly ServiceState[] = ['partial_outage', 'major_outage'];

/** A period from `from` to `to`, in seconds since 1970. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/**
 * The share of the agreed time of a period in which a service was available. Announced maintenance is not
 * agreed time. Undefined if a period has no agreed time at all. Rounded down to a hundredth of a per cent,
 * so that the figure shown is never better than the real one.
 */
export function availability(conditions: Conditions, period: Period): Availability | undefined {
  const within = (states: readonly ServiceState[]) =>
    conditions.segments
      .filter(({ state }) => states.includes(state))
      .reduce((sum, segment) => sum + overlap(segment, period), 0);
  const maintenance = within(['under_maintenance']);
  const down = within(DOWN);
  const agreed = period.to - period.from - maintenance;
  if (agreed <= 0) return undefined;
  return {
    ratio: Math.floor(((agreed - down) * 10_000) / agreed) / 10_000,
    bound: AGAINST[downtimeBound(conditions.stretches, period)],
    down,
    degraded: within(['degraded_performance']),
    maintenance,
  };
}

/** If there was more downtime than known, availability was lower than known. */
const AGAINST = {
  exact: 'exact',
  about: 'about',
  'at-most': 'at-least',
  'at-least': 'at-most',
} as const satisfies Record<Span['bound'], Span['bound']>;

/** How exactly the downtime within a period is known: by the ends of outages that are inside it. */
function downtimeBound(stretches: readonly Stretch[], period: Period): Span['bound'] {
  const bounds = stretches
    .filter((each) => DOWN.includes(each.state) && overlap(each, period) > 0)
    .flatMap(({ from, to, fromPrecision, toPrecision }): Span['bound'][] => [
      from >= period.from ? BOUND_OF_START[fromPrecision] : 'exact',
      to <= period.to ? BOUND_OF_END[toPrecision] : 'exact',
    ]);
  return combine(bounds);
}

const BOUND_OF_START = {
  exact: 'exact',
  about: 'about',
  before: 'at-least',
  after: 'at-most',
} as const satisfies Record<Precision, Span['bound']>;
const BOUND_OF_END = {
  exact: 'exact',
  about: 'about',
  before: 'at-most',
  after: 'at-least',
} as const satisfies Record<Precision, Span['bound']>;

/** How exact a number is that increases with each of several others. */
function combine(bounds: readonly Span['bound'][]): Span['bound'] {
  const found = new Set(bounds.filter((bound) => bound !== 'exact'));
  if (found.size > 1) return 'about';
  return [...found][0] ?? 'exact';
}

/**
 * Median and 90th percentile by nearest rank: the shortest time within which half, or nine tenths, of the
 * incidents were over. Undefined for an empty list. A percentile of bounds is a bound.
 */
export function percentiles(spans: readonly Span[]): Percentiles | undefined {
  const sorted = spans.map(({ seconds }) => seconds).toSorted((a, b) => a - b);
  const bound = combine(spans.map((span) => span.bound));
  const at = (share: number): Span => ({
    seconds: sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0,
    bound,
  });
  return sorted.length === 0 ? undefined : { count: sorted.length, median: at(0.5), ninetieth: at(0.9) };
}

/** The facts that decide whether a report counts, and as what. */
type Counted = Pick<Teaser, 'kind' | 'severity' | 'state' | 'draft'>;

/** How many reports of each kind there are. Withdrawn ones and drafts do not count. */
export function countReports(reports: readonly Counted[]): Count {
  const count = { critical: 0, major: 0, minor: 0, maintenance: 0, other: 0 };
  for (const report of reports) if (counts(report)) count[harmOf(report)] += 1;
  return count;
}

/** Several counts added up. */
export function sumCounts(counts: readonly Count[]): Count {
  const sum = { critical: 0, major: 0, minor: 0, maintenance: 0, other: 0 };
  const names = Object.keys(sum) as (keyof Count)[];
  for (const each of counts) for (const name of names) sum[name] += each[name];
  return sum;
}

/** True unless the report was withdrawn or is a draft. */
export function counts({ state, draft }: Pick<Counted, 'state' | 'draft'>): boolean {
  return state !== 'withdrawn' && !draft;
}

/** A calendar month (UTC), `2020-09`, cut off at `asOf`. */
export function periodOf(month: string, asOf: Instant): Period {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const end = Date.UTC(year, number, 1) / 1000;
  return { from: Date.UTC(year, number - 1, 1) / 1000, to: Math.min(end, secondsOf(asOf)) };
}

/** The last `count` months up to the one of `asOf`, oldest first, none before `first`. */
export function lastMonths(asOf: Instant, count: number, first: Instant): string[] {
  const [year = 0, month = 0] = asOf.slice(0, 7).split('-').map(Number);
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.UTC(year, month - count + index, 1)).toISOString().slice(0, 7),
  ).filter((each) => each >= first.slice(0, 7));
}

function overlap(a: Period, b: Period): number {
  return Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from));
}
