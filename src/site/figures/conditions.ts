import { CLOSED_STATES } from '../../model/edition.ts';
import type { Precision, ServiceState } from '../../model/edition.ts';
import type { Instant } from '../../model/instant.ts';
import { latest, secondsOf } from '../../model/instant.ts';
import type { Reference } from '../../model/reference.ts';
import type { Outline } from '../../model/row.ts';
import { stateOf } from './derive.ts';
import { impactsOf, usualState, worst } from './services.ts';

/** A period, in seconds since 1970, during which one report gives a service one state. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly state: ServiceState;
  /** The report that says so. */
  readonly reference: Reference;
  readonly fromPrecision: Precision;
  readonly toPrecision: Precision;
}

/** A period during which a service was in one state, according to any number of reports. */
export type Segment = Pick<Stretch, 'from' | 'to' | 'state'>;

/** What is known about a service over time. If nothing is known, it was operational. */
export interface Conditions {
  /** What each report says, oldest start first; they may overlap. */
  readonly stretches: readonly Stretch[];
  /** The worst of them at each time: disjoint, oldest first. */
  readonly segments: readonly Segment[];
}

/**
 * What all reports together say about services up to `asOf`, by the id of the service. Withdrawn reports do
 * not count.
 */
export function conditionsOf(
  ids: readonly string[],
  reports: readonly Outline[],
  asOf: Instant,
): ReadonlyMap<string, Conditions> {
  const present = secondsOf(asOf);
  const said = new Map<string, Stretch[]>(ids.map((id) => [id, []]));
  for (const report of reports) {
    const end = Math.min(endOf(report), present);
    for (const { id } of impactsOf(report.original)) said.get(id)?.push(...stretchesOf(report, id, end));
  }
  return new Map([...said].map(([id, stretches]) => [id, conditionOf(stretches)]));
}

function conditionOf(said: readonly Stretch[]): Conditions {
  const stretches = said.toSorted((a, b) => a.from - b.from || a.to - b.to);
  return { stretches, segments: worstOf(stretches) };
}

/** When a report stops saying anything about services (seconds since 1970); an open one never stops. */
function endOf({ original, derived }: Outline): number {
  if (derived.open) return Infinity;
  const { planned } = original.facts;
  // Times sort as text, and entries are in their order.
  const newest = latest(original.timeline.at(-1)?.at, latest(planned?.start, planned?.end));
  return newest === undefined ? -Infinity : secondsOf(newest) + 1;
}

/** A moment in a report at which the state of the service changes. */
interface Turn {
  readonly at: number;
  readonly precision: Precision;
  /** The report begins or ends. */
  readonly on: boolean | undefined;
  readonly state: ServiceState | undefined;
}

function stretchesOf(report: Outline, id: string, until: number): readonly Stretch[] {
  const { original, derived } = report;
  const { kind } = original.facts;
  if (derived.state === 'withdrawn') return [];
  const end: Turn = { at: until, precision: 'exact', on: false, state: undefined };
  const turns = kind === 'maintenance' ? maintenanceTurns(report, id, until) : timelineTurns(report, id);
  let isOn = kind !== 'maintenance' && !CLOSED_STATES.includes(stateOf([], kind));
  let state = usualState(original.facts, id);
  let since: Turn | undefined;
  const found: Stretch[] = [];
  const take = (turn: Turn) => {
    if (since && isOn && state !== undefined && state !== 'operational' && turn.at > since.at) {
      const last = found.at(-1);
      const joined = last?.to === since.at && last.state === state ? found.pop() : undefined;
      found.push({
        from: joined?.from ?? since.at,
        to: turn.at,
        state,
        reference: report.reference,
        fromPrecision: joined?.fromPrecision ?? since.precision,
        toPrecision: turn.precision,
      });
    }
    isOn = turn.on ?? isOn;
    state = turn.state ?? state;
    since = turn;
  };
  for (const turn of turns) if (turn.at < end.at) take(turn);
  take(end);
  return found;
}

/** An incident mentions its services while it is open; between a closing and a reopening it does not. */
function timelineTurns({ original }: Outline, id: string): Turn[] {
  return original.timeline.map((entry) => {
    const state = stated(entry, id);
    return {
      at: secondsOf(entry.at),
      precision: entry.precision,
      on: entry.state ? !CLOSED_STATES.includes(entry.state) : undefined,
      state,
    };
  });
}

/**
 * Maintenance counts from its stated or planned start until an entry ends it, however early it was
 * announced and however late that entry is.
 */
function maintenanceTurns({ original, derived }: Outline, id: string, until: number): Turn[] {
  const isUndated = derived.state === 'scheduled' && !original.facts.planned;
  const known = isUndated ? derived.start : derived.end;
  const [start, end] = [secondsOf(derived.start), known === undefined ? until : secondsOf(known)];
  const changes = original.timeline.flatMap((entry): Turn[] => {
    const state = stated(entry, id);
    return state ? [{ at: secondsOf(entry.at), precision: entry.precision, on: undefined, state }] : [];
  });
  const closing = original.timeline.find(({ at }) => at === derived.end);
  const window: Turn[] = [
    { at: start, precision: derived.startPrecision, on: true, state: undefined },
    { at: end, precision: closing?.precision ?? 'exact', on: false, state: undefined },
  ];
  return end <= start ? [] : [...changes, ...window].toSorted((a, b) => a.at - b.at);
}

function stated(entry: Outline['original']['timeline'][number], id: string): ServiceState | undefined {
  return entry.services.find((impact) => impact.id === id)?.state;
}

/** Overlapping periods as disjoint ones with the worst state at each time, so that none counts twice. */
function worstOf(stretches: readonly Stretch[]): Segment[] {
  const edges = [...new Set(stretches.flatMap(({ from, to }) => [from, to]))].toSorted((a, b) => a - b);
  const segments: Segment[] = [];
  let active: readonly Stretch[] = [];
  let next = 0;
  for (const [index, from] of edges.entries()) {
    const to = edges[index + 1];
    if (to === undefined) break;
    const begun: Stretch[] = [];
    for (let each = stretches[next]; each && each.from <= from; each = stretches[next]) {
      begun.push(each);
      next += 1;
    }
    active = [...active, ...begun].filter((each) => each.to > from);
    const state = worst(active.map((each) => each.state));
    if (state === undefined) continue;
    const last = segments.at(-1);
    if (last?.to === from && last.state === state) segments[segments.length - 1] = { ...last, to };
    else segments.push({ from, to, state });
  }
  return segments;
}
