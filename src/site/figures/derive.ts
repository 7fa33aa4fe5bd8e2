import type { Entry, Kind, Original, Phase, State } from '../../model/edition.ts';
import { CLOSED_STATES } from '../../model/edition.ts';
import { secondsBetween } from '../../model/instant.ts';
import type { Instant } from '../../model/instant.ts';
import type { Derived, Span } from '../../model/report.ts';
import type { OutlineEntry } from '../../model/row.ts';

type Moment = Pick<Entry, 'at' | 'precision'>;

/** What all figures are worked out from. */
interface Told extends Pick<Original, 'facts' | 'lastUpdate'> {
  /** Oldest first. */
  readonly timeline: readonly OutlineEntry[];
}

/** The state of a report if no entry states one. */
const FIRST_STATE: Record<Kind, State> = {
  incident: 'investigating',
  maintenance: 'scheduled',
  'near-miss': 'resolved',
  notice: 'resolved',
};

/**
 * Works out from a timeline what writers never type: state, start, end and the durations between. Times to
 * detect, acknowledge, mitigate and resolve count from the start and exist for incidents only.
 */
export function derive(original: Told): Derived {
  const { timeline, facts, lastUpdate } = original;
  const state = stateOf(timeline, facts.kind);
  const open = !CLOSED_STATES.includes(state);
  const start = startOf(original);
  const closing = open ? undefined : closingEntry(timeline);
  const end = closing?.at;
  const begun = hasBegun(original, state);
  const isMeasured = begun && state !== 'withdrawn' && timeline.some(({ at }) => at > start.at);
  const base: Derived = {
    state,
    open,
    begun,
    start: start.at,
    startPrecision: start.precision,
    end,
    duration: isMeasured ? durationOf(start, closing, lastUpdate, open) : undefined,
    detect: undefined,
    acknowledge: undefined,
    mitigate: undefined,
    resolve: undefined,
  };
  if (facts.kind !== 'incident' || state === 'withdrawn') return base;
  const acknowledged = acknowledgement(timeline, start);
  const mitigated = phaseEntry(timeline, 'mitigated') ?? entryInto(timeline, ['monitoring']);
  return {
    ...base,
    detect: detection(timeline, start),
    acknowledge: acknowledged && spanBetween(start, acknowledged),
    mitigate: mitigated && spanBetween(start, mitigated),
    resolve: closing && isMeasured ? spanBetween(start, closing) : undefined,
  };
}

/** The state after the newest entry that states one. `timeline` is oldest first. */
export function stateOf(timeline: readonly Pick<Entry, 'state'>[], kind: Kind): State {
  return timeline.findLast((entry) => entry.state !== undefined)?.state ?? FIRST_STATE[kind];
}

/**
 * The duration from one moment to a later one. It is exact only if both are: a start known as "before" makes
 * it a lower bound, an end known as "before" an upper one, and both together an estimate.
 */
export function spanBetween(from: Moment, to: Moment): Span {
  const seconds = Math.max(0, secondsBetween(from.at, to.at));
  const couldBeLess = to.precision === 'before' || from.precision === 'after';
  const couldBeMore = to.precision === 'after' || from.precision === 'before';
  const rough = to.precision === 'about' || from.precision === 'about';
  if (rough || (couldBeLess && couldBeMore)) return { seconds, bound: 'about' };
  return { seconds, bound: couldBeLess ? 'at-most' : couldBeMore ? 'at-least' : 'exact' };
}

/** Maintenance has begun once an entry says so; the plan alone only announces it. */
function hasBegun({ timeline, facts }: Told, state: State): boolean {
  return (
    facts.kind !== 'maintenance' ||
    state === 'completed' ||
    entryInto(timeline, ['in-progress']) !== undefined
  );
}

/**
 * Maintenance starts when work starts or is planned to; if it was called off before, at that time. Anything
 * else starts with its oldest entry.
 */
function startOf({ timeline, facts }: Told): Moment {
  const oldest = timeline[0];
  if (facts.kind === 'maintenance') {
    const begun = entryInto(timeline, ['in-progress']);
    if (begun) return begun;
    const isCalledOff = stateOf(timeline, facts.kind) === 'withdrawn';
    const calledOff = isCalledOff ? closingEntry(timeline) : undefined;
    if (calledOff) return calledOff;
    if (facts.planned) return { at: facts.planned.start, precision: 'exact' };
  }
  if (!oldest) throw new Error('a timeline without entries cannot have passed the schema');
  return oldest;
}

/**
 * The entry that closed the report for good: the first closing entry after which no other state follows.
 */
function closingEntry(timeline: readonly OutlineEntry[]): OutlineEntry | undefined {
  const lastOpen = timeline.findLastIndex(
    ({ state }) => state !== undefined && !CLOSED_STATES.includes(state),
  );
  const after = timeline.slice(lastOpen + 1);
  return after.find(({ state }) => state !== undefined) ?? after.at(-1) ?? timeline.at(-1);
}

function durationOf(start: Moment, closing: Moment | undefined, lastUpdate: Instant, open: boolean): Span {
  if (closing) return spanBetween(start, closing);
  const soFar = spanBetween(start, { at: lastUpdate, precision: 'after' });
  return open ? { ...soFar, bound: 'at-least' } : soFar;
}

/**
 * Stated, or bounded from above by the acknowledgement: nobody acknowledges a problem before it is
 * detected.
 */
function detection(timeline: readonly OutlineEntry[], start: Moment): Span | undefined {
  const stated = phaseEntry(timeline, 'detected');
  if (stated) return spanBetween(start, stated);
  const acknowledged = acknowledgement(timeline, start);
  return acknowledged && spanBetween(start, { ...acknowledged, precision: 'before' });
}

/** Stated, or the first entry after the start that says somebody is at work. */
function acknowledgement(timeline: readonly OutlineEntry[], start: Moment): OutlineEntry | undefined {
  const later = timeline.filter((entry) => entry.at > start.at);
  return phaseEntry(timeline, 'acknowledged') ?? entryInto(later, ['investigating', 'identified']);
}

function phaseEntry(timeline: readonly OutlineEntry[], phase: Phase): OutlineEntry | undefined {
  return timeline.find((entry) => entry.phase === phase);
}

function entryInto(timeline: readonly OutlineEntry[], states: readonly State[]): OutlineEntry | undefined {
  return timeline.find(({ state }) => state !== undefined && states.includes(state));
}
