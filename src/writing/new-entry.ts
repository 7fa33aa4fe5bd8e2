import type { Entry, Original } from '../model/edition.ts';
import { instantOf, secondsOf } from '../model/instant.ts';
import type { Instant } from '../model/instant.ts';
import { formatVersion } from '../model/version.ts';
import { dueUpdate } from '../versions/bookkeeping.ts';
import type { Updated } from '../versions/bookkeeping.ts';
import type { PublishedText } from '../versions/published.ts';
import type { Edit } from '../source/edit/front-matter.ts';
import type { WrittenItem } from '../source/edit/write-yaml.ts';
import { versionAfterUpdate } from './next-version.ts';

/**
 * The time of an entry that is written `now`: the present, or the next second without an entry, since
 * entries are identified by their time. Undefined if the newest entry is ahead of the clock for an unknown
 * reason.
 */
export function freeTime(now: Instant, timeline: readonly Pick<Entry, 'at'>[]): Instant | undefined {
  const newest = timeline.at(-1)?.at ?? now;
  if (now < newest && secondsOf(newest) - secondsOf(now) > timeline.length) return undefined;
  const taken = new Set(timeline.map(({ at }) => at));
  let seconds = secondsOf(now);
  while (taken.has(instantOf(seconds))) seconds += 1;
  return instantOf(seconds);
}

/** A report, and the published versions of its original. */
export interface Before {
  readonly original: Original;
  readonly published: PublishedText | undefined;
}

/** The edits that add an entry to a report, with the bookkeeping that belongs to it. */
export function entryEdits(
  { original, published }: Before,
  item: WrittenItem & { readonly at: Instant; readonly title: string },
  now: Instant,
): Edit[] {
  const version = versionAfterUpdate(original.version, published?.snapshots.at(-1)?.line.version);
  const set = (key: string, value: string): Edit => ({ kind: 'set', key, value, after: 'version' });
  // A first version adds everything; what a later one adds is its newest headline.
  const saysChanges = original.changes !== undefined || version.number > 1;
  return [
    ...(formatVersion(version) === formatVersion(original.version)
      ? []
      : [set('version', formatVersion(version))]),
    ...(saysChanges ? [set('changes', item.title)] : []),
    ...updateEdits({ ...original, timeline: withEntry(original.timeline, item.at) }, published, now),
    { kind: 'append', key: 'timeline', item },
  ];
}

/** The `last_update` to write for a text that is changed now. */
export function updateEdits(edition: Updated, published: PublishedText | undefined, now: Instant): Edit[] {
  const due = dueUpdate(edition, published);
  if (due === undefined) return [];
  // If a writer maintains the line by hand, it stays.
  const newest = edition.timeline.at(-1)?.at ?? now;
  return [{ kind: 'set', key: 'last_update', value: due === 'now' ? now : newest, after: 'version' }];
}

function withEntry(timeline: Original['timeline'], at: Instant): Original['timeline'] {
  return [...timeline, { at } as Entry].toSorted((a, b) => (a.at < b.at ? -1 : 1));
}
