import { latest } from '../../model/instant.ts';
import type { Instant } from '../../model/instant.ts';
import type { Outline } from '../../model/row.ts';

/** All reports of a site at a glance. */
export interface Overview<R extends Outline> {
  /** Newest start first; of two that started together, the higher reference first. */
  readonly ordered: readonly R[];
  /** Those that are not over, in the same order. */
  readonly open: readonly R[];
  /** The oldest instant of any timeline. */
  readonly oldest: Instant | undefined;
  /** The newest last update. */
  readonly updated: Instant | undefined;
}

/** Finds the period that reports cover; `ordered` is as in the overview. */
export function overviewOf<R extends Outline>(ordered: readonly R[]): Overview<R> {
  let [updated, oldest]: (Instant | undefined)[] = [];
  for (const { original, derived } of ordered) {
    const first = original.timeline[0]?.at ?? derived.start;
    updated = latest(updated, original.lastUpdate);
    if (oldest === undefined || first < oldest) oldest = first;
  }
  return {
    ordered,
    open: ordered.filter(({ derived }) => derived.open),
    oldest,
    updated,
  };
}
