import { SERVICE_STATES } from '../../../model/edition.ts';
import type { ServiceState, State } from '../../../model/edition.ts';
import type { Instant } from '../../../model/instant.ts';
import { objectsOf, textOf } from '../json-values.ts';
import type { JsonObject } from '../json-values.ts';
import { machineTime } from '../source-times.ts';
import { makeEntry } from '../entry.ts';
import { notePeople } from '../people.ts';
import { fromText } from '../text/to-markdown.ts';
import type { ImportOptions, Noting, ToldEntry } from '../told.ts';
import { listedEntries } from './listed-entries.ts';

/** The updates of an incident as entries of a timeline. */
export interface ReadUpdates {
  /** Oldest first. */
  readonly entries: readonly ToldEntry[];
  /** The worst state given for each service that changed, by key. */
  readonly changes: ReadonlyMap<string, ServiceState>;
  readonly postmortem: { readonly text: string; readonly at: Instant | undefined } | undefined;
}

const STATES: Readonly<Record<string, State>> = {
  investigating: 'investigating',
  identified: 'identified',
  monitoring: 'monitoring',
  resolved: 'resolved',
  scheduled: 'scheduled',
  in_progress: 'in-progress',
  completed: 'completed',
};

/**
 * Reads the updates of an incident. The time is `display_at`, when it happened; `created_at` is when it was
 * typed, years later in histories that were filled in afterwards. Undefined where times cannot be known.
 */
export function readUpdates(
  incident: JsonObject,
  id: string,
  options: ImportOptions,
  noting: Noting,
): ReadUpdates | undefined {
  const entries: ToldEntry[] = [];
  const changes = new Map<string, ServiceState>();
  let postmortem: ReadUpdates['postmortem'];
  for (const update of inTellingOrder(objectsOf(incident['incident_updates']))) {
    const at = timeOf(update);
    const body = textOf(update['body']) ?? '';
    if (update['status'] === 'postmortem') {
      postmortem = { text: body, at };
    } else if (at === undefined) {
      noting.note('loss', id, 'an update without a time was left out');
    } else {
      const made = entriesOf({ update, at, body, id }, options, noting);
      if (made === undefined) return undefined;
      entries.push(...made);
      for (const [key, state] of Object.entries(changesIn(update))) worsen(changes, key, state);
    }
  }
  notePeople(entries, id, noting);
  return { entries, changes, postmortem };
}

interface Update {
  readonly update: JsonObject;
  readonly at: Instant;
  readonly body: string;
  readonly id: string;
}

function entriesOf(
  { update, at, body, id }: Update,
  options: ImportOptions,
  noting: Noting,
): readonly ToldEntry[] | undefined {
  const state = STATES[textOf(update['status']) ?? ''];
  const listed = listedEntries(body, { at, id, state }, options, noting);
  if (listed !== 'none') return listed;
  return [makeEntry(fromText(body), { id, at, state, services: changesIn(update) }, options, noting)];
}

/** Oldest first; of two in the same second the earlier one, which is further down in the source. */
function inTellingOrder(updates: readonly JsonObject[]): readonly JsonObject[] {
  const key = (update: JsonObject) => timeOf(update) ?? '';
  const isNewestFirst = key(updates[0] ?? {}) >= key(updates.at(-1) ?? {});
  const told = isNewestFirst ? updates.toReversed() : updates;
  return told.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

function timeOf(update: JsonObject): Instant | undefined {
  return machineTime(update['display_at']) ?? machineTime(update['created_at']);
}

/** Only real changes: pages repeat the state of every component in every update. */
function changesIn(update: JsonObject): Record<string, ServiceState> {
  return Object.fromEntries(
    objectsOf(update['affected_components']).flatMap((change) => {
      const key = textOf(change['code']) ?? textOf(change['id']) ?? textOf(change['name']);
      const state = SERVICE_STATES.find((each) => each === change['new_status']);
      return key === undefined || state === undefined || change['old_status'] === change['new_status']
        ? []
        : [[key, state]];
    }),
  );
}

function worsen(changes: Map<string, ServiceState>, key: string, state: ServiceState): void {
  const worst = changes.get(key);
  if (worst === undefined || SERVICE_STATES.indexOf(state) > SERVICE_STATES.indexOf(worst))
    changes.set(key, state);
}
