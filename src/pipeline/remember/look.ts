import type { Row } from '../../model/row.ts';
import type { Memory } from './memory.ts';
import type { Values } from './values.ts';

const LOOK = 'look of articles';

/**
 * True if templates or interface texts of articles have changed since the last build, and some articles are
 * published already: these keep the look they were frozen with, which whoever made the change has to be told.
 * `now` is the digest of the look.
 */
export function hasNewLook(
  now: string,
  rows: readonly Row[],
  { before, values }: { readonly before: Pick<Memory, 'values'>; readonly values: Values },
): boolean {
  const then = before.values.get(LOOK)?.value;
  values.lasting(LOOK, [now], () => now);
  return then !== undefined && then !== now && rows.some(({ published }) => published !== undefined);
}

/** The same values, except that the change has yet to be reported: nothing was built. */
export function withOldLook(values: Memory['values'], before: Pick<Memory, 'values'>): Memory['values'] {
  const old = before.values.get(LOOK);
  const others = [...values].filter(([name]) => name !== LOOK);
  return new Map(old ? [...others, [LOOK, old]] : others);
}
