import { CLOSED_STATES, INCIDENT_STATES, MAINTENANCE_STATES } from '../../model/edition.ts';
import type { Kind, State } from '../../model/edition.ts';
import { instantOf, secondsOf } from '../../model/instant.ts';
import type { Instant } from '../../model/instant.ts';
import type { ToldEntry } from './told.ts';

/**
 * A timeline in the form that reports use, from entries in the order of the source: oldest first, no two at
 * one second (the later one gets the next free second), only changes of state, and no state that the kind of
 * report does not have. An entry that reopens a report gets a text that says why.
 */
export function settleTimeline(kind: Kind, told: readonly ToldEntry[]): ToldEntry[] {
  const states: readonly State[] = kind === 'maintenance' ? MAINTENANCE_STATES : INCIDENT_STATES;
  let before: State | undefined;
  return spread(told.toSorted((a, b) => secondsOf(a.at) - secondsOf(b.at))).map((entry) => {
    const meant = stateFor(kind, entry.state);
    const state = meant !== before && meant !== undefined && states.includes(meant) ? meant : undefined;
    const reopens = state !== undefined && before !== undefined && CLOSED_STATES.includes(before);
    before = state ?? before;
    const text = entry.text ?? (reopens && !CLOSED_STATES.includes(state) ? `${entry.title}\n` : undefined);
    return { ...entry, state, text };
  });
}

/** The nearest word for a state among those that a kind of report has. */
function stateFor(kind: Kind, state: State | undefined): State | undefined {
  if (kind === 'maintenance') return state === 'resolved' ? 'completed' : state;
  return state === 'completed' ? 'resolved' : state;
}

/** Entries with distinct times: an entry is identified by its time. */
function spread(entries: readonly ToldEntry[]): ToldEntry[] {
  let last = -Infinity;
  return entries.map((entry) => {
    const seconds = Math.max(secondsOf(entry.at), last + 1);
    last = seconds;
    return seconds === secondsOf(entry.at) ? entry : { ...entry, at: instantOf(seconds) };
  });
}

/**
 * The times that entries of a translation get: those of the original’s entries, which may have been moved by
 * a second. Both lists are in the order of the source.
 */
export function timesAfter(told: readonly ToldEntry[]): readonly Instant[] {
  const order = told.map((entry, index) => ({ entry, index }));
  const sorted = order.toSorted((a, b) => secondsOf(a.entry.at) - secondsOf(b.entry.at));
  const times = spread(sorted.map(({ entry }) => entry)).map(({ at }) => at);
  const byTelling: Instant[] = [];
  sorted.forEach(({ index }, position) => {
    byTelling[index] = times[position] as Instant;
  });
  return byTelling;
}
