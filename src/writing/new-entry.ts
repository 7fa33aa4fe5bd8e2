import type { Entry, Original } from '../model/edition.ts';
import { instantOf, latest, secondsOf } from '../model/instant.ts';
import type { Instant } from '../model/instant.ts';
import { formatVersion } from '../model/version.ts';
import type { PublishedEdition } from '../versions/ledger.ts';
import type { Edit } from '../source/edit/front-matter.ts';
import type { WrittenItem } from '../source/edit/write-yaml.ts';
import { versionAfterUpdate } from './next-version.ts';

/**
 * The time of an entry that is written `now`: the present, or the next second that no entry has, since each
 * is found by its time. Undefined where the newest entry lies ahead of the clock, and nobody can tell why.
 */
export function freeTime(now: Instant, timeline: readonly Pick<Entry, 'at'>[]): Instant | undefined {
  const newest = timeline.at(-1)?.at ?? now;
  if (now < newest && secondsOf(newest) - secondsOf(now) > timeline.length) return undefined;
  const taken = new Set(timeline.map(({ at }) => at));
  let seconds = secondsOf(now);
  while (taken.has(instantOf(seconds))) seconds += 1;
  return instantOf(seconds);
}

/** A report as it stands, and the newest publication of its original. */
export interface Before {
  readonly original: Original;
  readonly last: PublishedEdition | undefined;
}

/** The edits that put one more entry into a report, with the bookkeeping that belongs to it. */
export function entryEdits(
  { original, last }: Before,
  item: WrittenItem & { readonly at: Instant; readonly title: string },
  now: Instant,
): Edit[] {
  const version = versionAfterUpdate(original.version, last?.version);
  const set = (key: string, value: string): Edit => ({ kind: 'set', key, value, after: 'version' });
  const updated = latest(original.lastUpdate, item.at) ?? item.at;
  // Where the newest entry was removed, the report was last updated now, and not before.
  const goesBack = last !== undefined && updated < last.lastUpdate;
  const isStated = original.places['last_update'] !== undefined || goesBack;
  // A first version adds everything; what a later one adds is its newest headline.
  const saysChanges = original.changes !== undefined || version.number > 1;
  return [
    ...(formatVersion(version) === formatVersion(original.version)
      ? []
      : [set('version', formatVersion(version))]),
    ...(saysChanges ? [set('changes', item.title)] : []),
    ...(isStated ? [set('last_update', goesBack ? now : updated)] : []),
    { kind: 'append', key: 'timeline', item },
  ];
}
