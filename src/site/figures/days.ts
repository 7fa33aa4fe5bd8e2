import type { ServiceState } from '../../model/edition.ts';
import { instantOf } from '../../model/instant.ts';
import type { DayState } from '../../model/page.ts';
import type { Reference } from '../../model/reference.ts';
import type { Conditions } from './conditions.ts';
import { worst } from './services.ts';
import { DAY } from './statistics.ts';

/** Days in a row (UTC) on which the same reports said the same of a service. */
export interface Spell {
  readonly from: string;
  readonly to: string;
  readonly state: ServiceState;
  readonly references: readonly Reference[];
}

/**
 * The worst state of each of `count` days (UTC) from `first` on, for days that were not wholly operational.
 */
export function dayStates({ segments }: Conditions, first: number, count: number): DayState[] {
  const states = new Map<number, ServiceState>();
  for (const { from, to, state } of segments) {
    for (const day of daysWithin(from, to, first, count)) {
      states.set(day, worst([state, ...(states.has(day) ? [states.get(day) as ServiceState] : [])]) ?? state);
    }
  }
  return [...states]
    .toSorted(([a], [b]) => a - b)
    .map(([offset, state]) => ({ offset, day: dayAt(offset, first), state }));
}

/**
 * The days of `states` with the reports that say so, newest first; days in a row that are alike are one spell.
 * `first` and `count` are those that the states were made with.
 */
export function spellsOf(
  { stretches }: Pick<Conditions, 'stretches'>,
  states: readonly DayState[],
  first: number,
  count: number,
): Spell[] {
  const said = new Map<number, Reference[]>();
  for (const { from, to, reference } of stretches) {
    for (const day of daysWithin(from, to, first, count)) {
      const own = said.get(day) ?? [];
      if (!own.includes(reference)) said.set(day, [...own, reference]);
    }
  }
  const spells: Spell[] = [];
  let next = NaN;
  for (const { offset, day, state } of states) {
    const references = said.get(offset) ?? [];
    const last = spells.at(-1);
    const isSame = offset === next && last?.state === state && String(last.references) === String(references);
    if (isSame) spells[spells.length - 1] = { ...last, to: day };
    else spells.push({ from: day, to: day, state, references });
    next = offset + 1;
  }
  return spells.toReversed();
}

function daysWithin(from: number, to: number, first: number, count: number): number[] {
  const begin = Math.max(0, Math.floor((from - first) / DAY));
  const last = Math.min(count - 1, Math.ceil((to - first) / DAY) - 1);
  return Array.from({ length: Math.max(0, last - begin + 1) }, (_, index) => begin + index);
}

function dayAt(offset: number, first: number): string {
  return instantOf(first + offset * DAY).slice(0, 10);
}
