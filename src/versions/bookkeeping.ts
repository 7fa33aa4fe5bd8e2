import type { Edition, Original, Translation } from '../model/edition.ts';
import type { Bookkeeping } from '../model/history.ts';
import { latest } from '../model/instant.ts';
import type { Instant } from '../model/instant.ts';
import { formatVersion } from '../model/version.ts';
import type { Version } from '../model/version.ts';
import type { Edit } from '../source/edit/front-matter.ts';
import type { PublishedText } from './published.ts';

/** Decides when a live original was last updated. */
export type Updated = Pick<Original, 'role' | 'places' | 'lastUpdate' | 'timeline'>;

/** The `last_update` stated in a live text; undefined if there is none. */
export function statedUpdate(edition: Updated | Translation): Instant | undefined {
  const isStated = edition.role === 'original' && edition.places['last_update'] !== undefined;
  return isStated ? edition.lastUpdate : undefined;
}

/**
 * What publishing a text under a number writes into its front matter. `published` has its published versions,
 * if any.
 */
export function bookkeepingOf(
  edition: Edition,
  version: Version,
  published: PublishedText | undefined,
): Bookkeeping {
  const isNumbered = formatVersion(version) === formatVersion(edition.version);
  return {
    version: isNumbered ? undefined : version,
    lastUpdate: edition.role === 'original' ? dueUpdate(edition, published) : undefined,
    clearsChanges: hasOldChanges(edition, published),
  };
}

/**
 * What to do about the `last_update` of a changed text. A time that is already in the ledger was written
 * for an earlier version and counts for nothing.
 */
export function dueUpdate(edition: Updated, published: PublishedText | undefined): Bookkeeping['lastUpdate'] {
  const stated = statedUpdate(edition);
  const newest = newestEntry(edition);
  const last = published?.snapshots.at(-1)?.line;
  const isOwn = stated !== undefined && stated >= newest && !isInLedger(stated, published);
  if (isOwn) return undefined;
  if (last && newest <= last.published) return 'now';
  return stated === undefined ? undefined : 'remove';
}

/** True if some version of the text was published with this time of its last update. */
export function isInLedger(stated: Instant, published: PublishedText | undefined): boolean {
  return published?.ledger.lines.some(({ lastUpdate }) => lastUpdate === stated) ?? false;
}

/**
 * The last update that a text is shown with before it is published. If it is still to be filled in, that is
 * the time of the publication before, the earliest it can be.
 */
export function shownUpdate(
  edition: Original,
  { lastUpdate }: Pick<Bookkeeping, 'lastUpdate'>,
  published: PublishedText | undefined,
): Instant {
  const newest = newestEntry(edition);
  if (lastUpdate === 'now') return latest(newest, published?.snapshots.at(-1)?.line.published) ?? newest;
  return lastUpdate === 'remove' ? newest : edition.lastUpdate;
}

/** The edits that publishing at a given time makes; without a time, all except the edit that writes it. */
export function bookkeepingEdits(
  { version, lastUpdate, clearsChanges }: Bookkeeping,
  now: Instant | undefined,
  changes?: string,
): Edit[] {
  const set = (key: string, value: string): Edit => ({ kind: 'set', key, value, after: 'version' });
  return [
    ...(version ? [set('version', formatVersion(version))] : []),
    ...changesEdits(clearsChanges, changes),
    ...(lastUpdate === 'now' && now !== undefined ? [set('last_update', now)] : []),
    ...(lastUpdate === 'remove' ? [{ kind: 'remove', key: 'last_update' } as const] : []),
  ];
}

function changesEdits(clears: boolean, changes: string | undefined): Edit[] {
  if (changes !== undefined) return [{ kind: 'set', key: 'changes', value: changes, after: 'version' }];
  return clears ? [{ kind: 'remove', key: 'changes' }] : [];
}

/**
 * True if `changes` is the text published with the version before, unless it is the headline of a new
 * entry.
 */
function hasOldChanges(edition: Edition, published: PublishedText | undefined): boolean {
  const last = published?.snapshots.at(-1);
  if (!last || edition.changes === undefined || edition.changes !== last.line.changes) return false;
  const before = last.files && new Set(entriesOf(last.files.edition).map(({ at }) => at));
  const isNew = ({ at }: { readonly at: Instant }) => (before ? !before.has(at) : at > last.line.published);
  return !entriesOf(edition).some((entry) => isNew(entry) && entry.title === edition.changes);
}

function entriesOf(edition: Edition): readonly { readonly at: Instant; readonly title: string }[] {
  return edition.role === 'original' ? edition.timeline : edition.entries;
}

function newestEntry({ timeline, lastUpdate }: Updated): Instant {
  return timeline.at(-1)?.at ?? lastUpdate;
}
