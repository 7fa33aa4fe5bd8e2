import { instantOf, latest, secondsOf } from '../../model/instant.ts';
import type { Instant } from '../../model/instant.ts';
import type { Row } from '../../model/row.ts';
import { BELIEVED_DAYS } from '../../model/reference.ts';
import type { Reference } from '../../model/reference.ts';

/** The time that a build is told for. */
export interface Present {
  /** Undefined in a site without reports, unless it is given. */
  readonly at: Instant | undefined;
  /** True if somebody gave it, so that pages may say it. */
  readonly isGiven: boolean;
}

const DAY = 86_400;

/**
 * The present of a build. Where none is given it is when something was last published; what waits to be
 * frozen counts by its newest entry. Plans never count, nor do entries that lie far from the date of their
 * report: a slip of the pen in one year must not move the whole site.
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

/** The newest of the entries that can be believed of a report of this name; `timeline` is oldest first. */
export function newestBelieved(
  reference: Reference,
  timeline: readonly { readonly at: Instant }[],
): Instant | undefined {
  const day = secondsOf(`${reference.slice(0, 10)}T00:00:00Z` as Instant);
  const limit = instantOf(day + (BELIEVED_DAYS + 1) * DAY);
  return timeline.findLast(({ at }) => at < limit)?.at;
}
