import type { Original, Precision } from '../../model/edition.ts';
import { instantOf, secondsOf } from '../../model/instant.ts';
import type { PhaseChart, PhaseMark } from '../../model/page.ts';
import type { Derived, Span } from '../../model/report.ts';
import { spanBetween } from './derive.ts';

/** A wait is cut if it is this many times as long as all shorter ones together. */
const LONGEST_WAIT = 8;
/** Positions are rounded to a thousandth of the width: finer than any screen shows. */
const FINENESS = 10;

/**
 * The phases of an incident to scale: when it started, was detected, acknowledged, identified, mitigated and
 * resolved. Waits that would leave no room for the others are cut and marked. Undefined if nothing happened
 * between start and end. Depends only on the report, since articles are kept forever.
 */
export function phaseChart(told: Original, derived: Derived): PhaseChart | undefined {
  const phases = phasesOf(told, derived);
  if (phases.length < 2) return undefined;
  const start = secondsOf(derived.start);
  const newest = derived.open ? secondsOf(told.timeline.at(-1)?.at ?? derived.start) - start : undefined;
  const known = [0, ...phases.map(({ after }) => after.seconds), ...(newest === undefined ? [] : [newest])];
  const moments = [...new Set(known)].toSorted((a, b) => a - b);
  const waits = moments.slice(1).map((moment, index) => moment - (moments[index] ?? 0));
  const limit = longestDrawn(waits);
  const whole = waits.reduce((sum, wait) => sum + Math.min(wait, limit), 0);
  const places = new Map<number, number>([[0, 0]]);
  const cuts: { from: number; to: number }[] = [];
  let drawn = 0;
  for (const [index, wait] of waits.entries()) {
    const from = toPlace(drawn, whole);
    drawn += Math.min(wait, limit);
    places.set(moments[index + 1] ?? 0, toPlace(drawn, whole));
    if (wait > limit) cuts.push({ from, to: toPlace(drawn, whole) });
  }
  const first = { key: 'start', precision: derived.startPrecision, after: undefined } as const;
  const marks = [first, ...phases].map((phase): PhaseMark => {
    const seconds = phase.after?.seconds ?? 0;
    return { ...phase, at: instantOf(start + seconds), place: places.get(seconds) ?? 0 };
  });
  return { marks, cuts, until: newest === undefined ? undefined : places.get(newest) };
}

interface Phase {
  readonly key: Exclude<PhaseMark['key'], 'start'>;
  readonly precision: Precision;
  readonly after: Span;
}

/** In the order of time; at equal times, in the order an incident usually takes. */
function phasesOf({ timeline, facts }: Original, derived: Derived): Phase[] {
  if (facts.kind !== 'incident' || derived.state === 'withdrawn') return [];
  const identified = timeline.find(({ state }) => state === 'identified');
  const identify =
    identified && spanBetween({ at: derived.start, precision: derived.startPrecision }, identified);
  const { detect, acknowledge, mitigate, resolve } = derived;
  const spans = { detect, acknowledge, identify, mitigate, resolve };
  return Object.entries(spans)
    .flatMap(([key, after]): Phase[] => {
      if (!after) return [];
      const at = instantOf(secondsOf(derived.start) + after.seconds);
      const isStated = key !== 'detect' || timeline.some(({ phase }) => phase === 'detected');
      const precision = timeline.find((entry) => entry.at === at)?.precision ?? 'exact';
      // Nobody acknowledges a problem before it is detected, so an acknowledgement alone bounds the
      // detection.
      return [{ key: key as Phase['key'], precision: isStated ? precision : 'before', after }];
    })
    .toSorted((a, b) => a.after.seconds - b.after.seconds);
}

/** The length at which waits are cut: beyond it, the shorter ones together would be too small to see. */
function longestDrawn(waits: readonly number[]): number {
  let shorter = 0;
  for (const wait of waits.toSorted((a, b) => a - b)) {
    if (shorter > 0 && wait > LONGEST_WAIT * shorter) return LONGEST_WAIT * shorter;
    shorter += wait;
  }
  return Infinity;
}

/** Everything happened at once: all marks are at the beginning. */
function toPlace(drawn: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((drawn / whole) * 100 * FINENESS) / FINENESS;
}
