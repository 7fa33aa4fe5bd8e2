import type { Kind, Planned, State } from '../../model/edition.ts';
import { instantOf, secondsOf, TOLERANCE } from '../../model/instant.ts';
import type { Instant } from '../../model/instant.ts';
import type { Report } from '../../model/report.ts';
import type { Outline, OutlineEntry, PresentRow, Row } from '../../model/row.ts';
import type { Standing, StandingWord, Step, WorkPhase } from '../../model/standing.ts';

import { derive } from './derive.ts';

/**
 * A row as of the present. An entry that is further ahead than clocks may differ does not change the state,
 * phase or services yet: the future is not a fact.
 */
export function rowAt(row: Row, present: Instant | undefined): PresentRow {
  const told = present === undefined || isPast(row, present) ? row : outlineAt(row, present);
  const now = told === row ? row : { ...row, ...told };
  return { ...now, standing: standingAt(now, present) };
}

/** The same for any report: its facts and times, as far as they are known at present. */
export function outlineAt<R extends Outline>(report: R, present: Instant): Pick<R, 'original' | 'derived'> {
  const { original, derived } = report;
  const newest = original.timeline.at(-1)?.at;
  const limit = later(present, TOLERANCE);
  if (newest === undefined || newest <= limit) return { original, derived };
  const timeline = original.timeline.map((entry) => (entry.at > limit ? { ...entry, ...UNKNOWN } : entry));
  const known = original.timeline.findLast(({ at }) => at <= limit)?.at ?? present;
  const lastUpdate = original.lastUpdate > limit ? known : original.lastUpdate;
  const told = { ...original, timeline, lastUpdate };
  return { original: told, derived: derive(told) };
}

/** True for nearly every report, which saves working out which entries are in the future. */
export function isPast({ original }: Pick<Outline, 'original'>, present: Instant): boolean {
  const newest = original.timeline.at(-1)?.at;
  return newest === undefined || newest <= present;
}

/** True for a closed report in the past: its standing never changes again. */
export function isSettled(
  { original, derived }: Pick<Outline, 'original' | 'derived'>,
  present: Instant | undefined,
): boolean {
  return present !== undefined && !derived.open && isPast({ original }, present);
}

function later(time: Instant, seconds: number): Instant {
  return instantOf(secondsOf(time) + seconds);
}

const UNKNOWN = { state: undefined, phase: undefined, services: [] } as const;

/** The standing of a report at a given time. */
export function standingOf(report: Report, present: Instant): Standing {
  return standingAt({ ...report, ...outlineAt(report, present), earlierPlan: earlierPlan(report) }, present);
}

/** The plan of the newest version whose plan differs from the live text's. */
export function earlierPlan({ original, history }: Report): Planned | undefined {
  const { kind, planned } = original.facts;
  const own = history.find(({ language }) => language === original.language);
  if (kind !== 'maintenance' || !planned || !own) return undefined;
  const plans = own.editions.flatMap(({ edition }) =>
    edition?.role === 'original' && edition.facts.planned ? [edition.facts.planned] : [],
  );
  return plans.findLast(({ start, end }) => start !== planned.start || end !== planned.end);
}

export function standingAt(
  { original, derived, earlierPlan }: Outline & Pick<Row, 'earlierPlan'>,
  present: Instant | undefined,
): Standing {
  const { timeline, facts } = original;
  const isKnown = present === undefined || isPast({ original }, present);
  const known = isKnown ? timeline : timeline.filter(({ at }) => at <= later(present, TOLERANCE));
  const phase = workPhase({ original, derived }, present);
  const nextUpdate = derived.open ? known.at(-1)?.nextUpdate : undefined;
  return {
    state: derived.state,
    word: wordOf(derived.state, facts.kind, phase),
    open: derived.open,
    phase,
    steps: stepsOf(phase, { original, derived }, present),
    planned: facts.planned,
    earlierPlan: derived.state === 'withdrawn' ? undefined : earlierPlan,
    nextUpdate,
    isLate: nextUpdate !== undefined && present !== undefined && nextUpdate <= present,
  };
}

function wordOf(state: State, kind: Kind, phase: WorkPhase | undefined): StandingWord {
  if (kind === 'maintenance' && state === 'withdrawn') return 'cancelled';
  if (phase === 'overdue') return 'overdue';
  return phase === 'in-progress' && state === 'scheduled' ? 'in-progress' : state;
}

function stepsOf(
  phase: WorkPhase | undefined,
  { original, derived }: Pick<Outline, 'original' | 'derived'>,
  present: Instant | undefined,
): Step[] {
  if (phase === undefined) return [];
  const { planned, kind } = original.facts;
  const step = (each: WorkPhase, from?: Instant, until?: Instant): Step => ({
    phase: each,
    word: each === phase || each === 'overdue' ? wordOf(derived.state, kind, each) : 'in-progress',
    from,
    until,
  });
  if (!planned || (present !== undefined && present >= planned.end)) return [step(phase)];
  const end = step('overdue', planned.end);
  return phase === 'planned'
    ? [step('planned', undefined, planned.start), step('in-progress', planned.start, planned.end), end]
    : [step('in-progress', undefined, planned.end), end];
}

/**
 * The progress of maintenance. By its plan alone it runs from start to end; without news after the planned
 * end nobody knows, so it is overdue rather than still planned. Undefined for anything else, and for
 * maintenance that is over.
 */
export function workPhase(
  { original, derived }: Pick<Outline, 'original' | 'derived'>,
  present: Instant | undefined,
): WorkPhase | undefined {
  const { kind, planned } = original.facts;
  if (kind !== 'maintenance' || !derived.open) return undefined;
  const isAnnounced = derived.state === 'scheduled';
  if (present === undefined || !planned) return isAnnounced ? 'planned' : 'in-progress';
  if (isAnnounced && present < planned.start) return 'planned';
  return present >= planned.end && !isHeardSince(original.timeline, planned.end, present)
    ? 'overdue'
    : 'in-progress';
}

function isHeardSince(timeline: readonly OutlineEntry[], end: Instant, present: Instant): boolean {
  return timeline.some(({ at }) => at >= end && at <= present);
}

/**
 * Every time at which the standing of a report changes by itself: a future entry takes effect, a plan
 * begins or ends, a promise is not kept. Includes all of them after `since`.
 */
export function turnsOf(
  { original, derived }: Pick<Outline, 'original' | 'derived'>,
  since?: Instant,
): Instant[] {
  const ahead = original.timeline.filter(({ at }) => since === undefined || at > since);
  const counted = ahead.map(({ at }) => later(at, -TOLERANCE));
  if (!derived.open) return counted;
  const { planned } = original.facts;
  const promised = original.timeline.at(-1)?.nextUpdate;
  return [...counted, ...(planned ? [planned.start, planned.end] : []), ...(promised ? [promised] : [])];
}
