import { instantOf, latest, secondsOf } from '../../model/instant.ts';
import type { Instant } from '../../model/instant.ts';
import type { Row } from '../../model/row.ts';
import { BELIEVED_DAYS } from '../../model/reference.ts';
import type { Reference } from '../../model/reference.ts';

/** The present that a build shows. */
export interface Present {
  /** Undefined for a site without reports, unless one was given. */
  readonly at: Instant | undefined;
  /** True if it was given, so that pages may name it. */
  readonly isGiven: boolean;
}

const DAY = 86_400;

/**
 * The present of a build. If none is given, it is the time of the last publication; a pending text counts
 * by its newest entry. Plans never count, nor do entries far from the date of their report: a wrong year in
 * one report must not move the whole site.
 */
export function presentAt(
  rows: readonly Pick<Row, 'published' | 'waiting'>[],
  given: Instant | undefined,
): Present {
  return { at: given ?? newestOf(rows), isGiven: given !== undefined };
}

function newestOf(rows: readonly Pick<Row, 'published' | 'waiting'>[]): Instant | undefined {
  return rows.reduce<Instant | undefined>(
    (newest, { published, waiting }) => latest(latest(newest, published), waiting),
    undefined,
  );
}

/** The newest entry with a plausible time for a report of this name; `timeline` is oldest first. */
export function newestBelieved(
  reference: Reference,
  timeline: readonly { readonly at: Instant }[],
): Instant | undefined {
  const day = secondsOf(`${reference.slice(0, 10)}T00:00:00Z` as Instant);
  const limit = instantOf(day + (BELIEVED_DAYS + 1) * DAY);
  return timeline.findLast(({ at }) => at < limit)?.at;
}
