import type { Row } from '../../model/row.ts';
import type { Memory } from './memory.ts';
import type { Values } from './values.ts';

const LOOK = 'look of articles';

/**
 * True if templates or words of articles have changed since the build before, and some articles are published
 * already: these keep the look they were frozen with, which has to be said to whoever made the change. `now` is
 * the digest of the look.
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

/** The same values, except that the change is still to be told: nothing was built. */
export function withOldLook(values: Memory['values'], before: Pick<Memory, 'values'>): Memory['values'] {
  const old = before.values.get(LOOK);
  const others = [...values].filter(([name]) => name !== LOOK);
  return new Map(old ? [...others, [LOOK, old]] : others);
}
