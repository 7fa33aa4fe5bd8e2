import type { Edition } from '../model/edition.ts';
import type { Instant } from '../model/instant.ts';
import { formatVersion } from '../model/version.ts';
import type { Edit } from '../source/edit/front-matter.ts';
import { bookkeepingEdits, bookkeepingOf } from '../versions/bookkeeping.ts';
import type { PublishedText } from '../versions/published.ts';
import { factsHash } from '../versions/reconcile.ts';
import { updateEdits } from './new-entry.ts';
import { versionAfterCorrection, versionAfterUpdate } from './next-version.ts';

/** What a correction writes into the front matter, and the reason for the number. */
export interface Correction {
  readonly edits: readonly Edit[];
  readonly why: 'new facts' | 'better words' | 'not published';
}

/**
 * The number a text needs when its wording is improved: the next revision, a new version if facts of an
 * original changed too, and the same number while that is not published. `changes` is what readers are told
 * about it. Pure.
 */
export function correctionOf(
  edition: Edition,
  published: PublishedText | undefined,
  changes: string | undefined,
  now: Instant,
): Correction {
  const last = published?.snapshots.at(-1)?.line;
  const hasNewFacts = edition.role === 'original' && last !== undefined && factsHash(edition) !== last.facts;
  const version = hasNewFacts
    ? versionAfterUpdate(edition.version, last.version)
    : versionAfterCorrection(edition.version, last?.version);
  const isRaised = formatVersion(version) !== formatVersion(edition.version);
  const { clearsChanges } = bookkeepingOf(edition, version, published);
  const raised = { version: isRaised ? version : undefined, lastUpdate: undefined, clearsChanges };
  return {
    edits: [
      ...bookkeepingEdits(raised, undefined, changes),
      ...(edition.role === 'original' ? updateEdits(edition, published, now) : []),
    ],
    why: hasNewFacts ? 'new facts' : isRaised ? 'better words' : 'not published',
  };
}
