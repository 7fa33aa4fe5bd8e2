import type { Instant } from '../model/instant.ts';
import type { Version } from '../model/version.ts';
import { compareVersions } from '../model/version.ts';

/** What a verdict needs to know about a text: its number and the hashes of its content. */
export interface Stand {
  readonly version: Version;
  /** SHA-256 of the normalised source (`content-hash.ts`). */
  readonly content: string;
  /** SHA-256 of the facts. */
  readonly facts: string;
  /** Content addresses of the pictures, which the text only names. */
  readonly pictures: readonly string[];
}

export interface LiveStand extends Stand {
  /** The `last_update` in the text; undefined if the line is left out. */
  readonly stated: Instant | undefined;
}

export interface PublishedStand extends Stand {
  readonly lastUpdate: Instant;
  readonly published: Instant;
  /** The `last_update` of every version in the ledger. */
  readonly updates: readonly Instant[];
}

/** The live text, the newest published one, and for a translation its original. */
export interface Case {
  readonly live: LiveStand;
  readonly last: PublishedStand | undefined;
  /** Only for a translation. */
  readonly original:
    | {
        /** The version the original has or will get. */
        readonly version: Version;
        /** Numbers the original was published under. */
        readonly published: readonly number[];
        /**
         * True if the translation is of the version that the original is about to publish, whatever number it
         * states.
         */
        readonly isTold: boolean;
      }
    | undefined;
}

/**
 * The result of comparing the live text with what was published: - `draft`: not to be published yet; `new`:
 * first publication (`imported`: earlier ones are not here); - `unchanged`: same as published; `bumped`: the
 * same under a higher number, which does not count;
 * - `revision`, `version`: ready to be published under its own number;
 * - `not-bumped`: changed under a published number, to be published as `next`;
 * - the rest are mistakes, with the right number if there is one.
 */
export type Verdict =
  | { readonly kind: 'draft' }
  | { readonly kind: 'new'; readonly imported: boolean }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'bumped'; readonly next: Version }
  | { readonly kind: 'revision' }
  | { readonly kind: 'version' }
  | { readonly kind: 'not-bumped'; readonly next: Version }
  | { readonly kind: 'last-update-alone'; readonly last: Instant }
  | { readonly kind: 'last-update-back'; readonly last: Instant }
  | { readonly kind: 'lower'; readonly last: Version; readonly next: Version }
  | { readonly kind: 'revised-facts'; readonly next: Version }
  | { readonly kind: 'gap'; readonly next: Version }
  | { readonly kind: 'ahead'; readonly original: Version };

/** The verdict table of the design, row by row. Pure. */
export function judge({ live, last, original }: Case): Verdict {
  if (original && live.version.number > original.version.number) {
    return { kind: 'ahead', original: original.version };
  }
  if (!last) {
    if (live.version.number === 0) return { kind: 'draft' };
    return { kind: 'new', imported: live.version.number > 1 || live.version.revision > 1 };
  }
  const order = compareVersions(live.version, last.version);
  const changed = live.content !== last.content || live.pictures.join() !== last.pictures.join();
  const limit = changed && !original ? goesBack(live, last) : undefined;
  if (limit !== undefined) return { kind: 'last-update-back', last: limit };
  if (order < 0)
    return { kind: 'lower', last: last.version, next: changed ? nextOf(last, original) : last.version };
  if (!changed) return judgeSame({ live, last, original }, order);
  if (order === 0) return { kind: 'not-bumped', next: nextOf(last, original) };
  return judgeChanged({ live, last, original });
}

/**
 * The time that a stated `last_update` is earlier than, if it goes back. A version whose newest entry was in
 * the future by mistake was published before that time, so the next one may follow at once. A time already in
 * the ledger was written for an earlier version and does not count.
 */
function goesBack({ stated }: LiveStand, last: PublishedStand): Instant | undefined {
  const limit = last.published < last.lastUpdate ? last.published : last.lastUpdate;
  const isOwn = stated !== undefined && !last.updates.includes(stated);
  return isOwn && stated < limit ? limit : undefined;
}

/** The number the next publication gets: a new version, or in a translation a new wording of its version. */
function nextOf(last: Stand, original: Case['original']): Version {
  const { number, revision } = last.version;
  if (!original) return { number: number + 1, revision: 1 };
  return original.isTold
    ? { number: original.version.number, revision: 1 }
    : { number, revision: revision + 1 };
}

function judgeSame({ live, last, original }: Case & { last: PublishedStand }, order: number): Verdict {
  if (order === 0) {
    return !original && live.stated !== undefined && live.stated !== last.lastUpdate
      ? { kind: 'last-update-alone', last: last.lastUpdate }
      : { kind: 'unchanged' };
  }
  // A translator who raises the number confirms that the text is still right for the newer facts, which are
  // inherited.
  const confirms =
    original?.published.includes(live.version.number) || original?.version.number === live.version.number;
  if (confirms && live.version.number > last.version.number) return { kind: 'version' };
  return { kind: 'bumped', next: last.version };
}

function judgeChanged({ live, last, original }: Case & { last: PublishedStand }): Verdict {
  const { number, revision } = live.version;
  if (number === last.version.number) {
    if (live.facts !== last.facts)
      return { kind: 'revised-facts', next: { number: number + 1, revision: 1 } };
    if (revision === last.version.revision + 1) return { kind: 'revision' };
    return { kind: 'gap', next: { number, revision: last.version.revision + 1 } };
  }
  const isNext = number === last.version.number + 1;
  const isPublished = original?.published.includes(number) || original?.version.number === number;
  if (revision > 1 || !(isNext || isPublished)) {
    return {
      kind: 'gap',
      next: original ? original.version : { number: last.version.number + 1, revision: 1 },
    };
  }
  return { kind: 'version' };
}
