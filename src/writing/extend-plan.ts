import type { Original, State } from '../model/edition.ts';
import type { Instant } from '../model/instant.ts';
import { CLOSED_STATES } from '../model/edition.ts';
import type { Edit } from '../source/edit/front-matter.ts';
import { bookkeepingEdits, bookkeepingOf } from '../versions/bookkeeping.ts';
import type { Before } from './new-entry.ts';
import { versionAfterUpdate } from './next-version.ts';

/** Why a plan cannot be changed, and the way out. */
export interface NoPlan {
  readonly message: string;
  readonly hint: string;
}

/** Why the plan of a report in a given state cannot be changed or cancelled; undefined if it can. */
export function planFault(
  { reference, facts }: Pick<Original, 'reference' | 'facts'>,
  state: State,
): NoPlan | undefined {
  const { kind, planned } = facts;
  if (kind !== 'maintenance' || !planned)
    return {
      message: `${reference} is not maintenance, and has no plan`,
      hint: `To add to it: \`incident-press update ${reference} "What is new"\`; to withdraw it: \`incident-press withdraw ${reference} --reason "…"\`.`,
    };
  if (!CLOSED_STATES.includes(state)) return undefined;
  return {
    message: `${reference} is already ${state === 'withdrawn' ? 'cancelled' : state}`,
    hint: 'Announce further work in a new report: `incident-press new "…" --kind maintenance --start … --end …`.',
  };
}

/**
 * The edits that give maintenance another planned end, with the bookkeeping of a new version. `changes`
 * says in a line what is new; without it, the line of the version before is removed.
 */
export function extendEdits(
  { original, published }: Before,
  end: Instant,
  now: Instant,
  changes: string | undefined,
): Edit[] {
  const version = versionAfterUpdate(original.version, published?.snapshots.at(-1)?.line.version);
  return [...bookkeepingEdits(bookkeepingOf(original, version, published), now, changes), endEdit(end)];
}

/** Gives the plan another end, and does nothing else. */
export function endEdit(end: Instant): Edit {
  return { kind: 'set', within: 'planned', key: 'end', value: end, after: 'start' };
}
