import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/fuzz/runs.ts';
import { align, ALL_STEPS, pairUp } from './align.ts';

/** What a comparison with so many steps left gives, as `-from-to +from-to =kept`, and the steps left then. */
function compared(before: readonly number[], after: readonly number[], steps = ALL_STEPS) {
  const budget = { steps };
  const hunks = align(before, after, budget).map(
    ({ removed, added, kept }) => `-${removed.join('-')} +${added.join('-')} =${kept}`,
  );
  return { hunks, used: steps - budget.steps };
}

test.each<[before: number[], after: number[], hunks: string[], used: number]>([
  [[], [], ['-0-0 +0-0 =0'], 0],
  [[1, 2], [1, 2], ['-0-0 +0-0 =2'], 0],
  [[1, 2, 3], [1, 3], ['-0-0 +0-0 =1', '-1-2 +1-1 =1'], 0],
  [[1, 3], [1, 2, 3], ['-0-0 +0-0 =1', '-1-1 +1-2 =1'], 0],
  [[1, 2], [3, 4], ['-0-0 +0-0 =0', '-0-2 +0-2 =0'], 0],
  [[1, 1], [1, 1, 1], ['-0-0 +0-0 =2', '-2-2 +2-3 =0'], 0],
  [[1, 2, 3, 4], [5, 2, 3, 6], ['-0-0 +0-0 =0', '-0-1 +0-1 =2', '-3-4 +3-4 =0'], 8],
  [[9, 1, 2, 8], [9, 2, 1, 8], ['-0-0 +0-0 =1', '-1-2 +1-1 =1', '-3-3 +2-3 =1'], 2],
])('%j becomes %j', (before, after, hunks, used) => {
  expect(compared(before, after)).toEqual({ hunks, used });
});

test('whatever two lists have, the changes lead from one to the other', () => {
  const list = fc.array(fc.nat(4), { maxLength: 12 });
  fc.assert(
    fc.property(list, list, (before, after) => {
      const made: number[] = [];
      let [old, now] = [0, 0];
      for (const { removed, added, kept } of align(before, after, { steps: ALL_STEPS })) {
        expect([removed[0], added[0]]).toEqual([old, now]);
        made.push(...after.slice(...added), ...before.slice(removed[1], removed[1] + kept));
        [old, now] = [removed[1] + kept, added[1] + kept];
      }
      expect([old, now]).toEqual([before.length, after.length]);
      expect(made).toEqual(after);
    }),
    runs(300),
  );
});

test('with too few steps left, the whole part between equal ends is replaced', () => {
  const [before, after] = [
    [0, 1, 2, 3, 9],
    [0, 4, 2, 5, 9],
  ];
  const whole = ['-0-0 +0-0 =1', '-1-4 +1-4 =1'];
  expect(compared(before, after, 8).hunks).toHaveLength(3);
  expect(compared(before, after, 7)).toEqual({ hunks: whole, used: 4.5 });
  expect(compared(before, after, -1)).toEqual({ hunks: whole, used: 0 });
});

/** The best sum of scores of pairs in the order of both lists, by trying all of them. */
function best(scores: readonly (readonly number[])[], i = 0, j = 0): number {
  const score = scores[i]?.[j];
  if (score === undefined) return 0;
  const paired = score > 0 ? score + best(scores, i + 1, j + 1) : 0;
  return Math.max(paired, best(scores, i + 1, j), best(scores, i, j + 1));
}

test('entries are paired so that they are as alike as they can be together', () => {
  const row = (width: number) => fc.array(fc.nat(3), { minLength: width, maxLength: width });
  const matrix = fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
    .chain(([height, width]) => fc.array(row(width), { minLength: height, maxLength: height }));
  fc.assert(
    fc.property(matrix, (scores) => {
      const at = (i: number, j: number) => scores[i]?.[j] ?? 0;
      const pairs = pairUp(scores.length, scores[0]!.length, at);
      for (const [index, [i, j]] of pairs.entries()) {
        expect(at(i, j)).toBeGreaterThan(0);
        const [before, after] = pairs[index - 1] ?? [-1, -1];
        expect(i > before && j > after).toBe(true);
      }
      expect(pairs.reduce((sum, [i, j]) => sum + at(i, j), 0)).toBe(best(scores));
    }),
    runs(300),
  );
  expect(pairUp(0, 3, () => 1)).toEqual([]);
  expect(pairUp(3, 0, () => 1)).toEqual([]);
});

test('in long lists, each entry takes the next one of three that is like it', () => {
  const onlyAt = (row: number) => (i: number, j: number) => Number(j === 0 && i === row);
  // All pairs of 40 and 100 entries are looked at, those of 41 and 100 are not.
  expect(pairUp(40, 100, onlyAt(10))).toEqual([[10, 0]]);
  expect(pairUp(41, 100, onlyAt(10))).toEqual([]);
  expect(pairUp(41, 100, onlyAt(2))).toEqual([[2, 0]]);
  expect(pairUp(41, 100, onlyAt(3))).toEqual([]);
  const same = pairUp(100, 100, (i, j) => Number(i === j));
  expect(same).toEqual(Array.from({ length: 100 }, (_, at) => [at, at]));
  expect(pairUp(41, 100, () => 1)).toHaveLength(41);
});
