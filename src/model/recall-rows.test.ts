import { expect, test } from 'vitest';
import { recallParts, recallRows } from './recall-rows.ts';

type Item = { readonly id: number };

/** Counts how often it is really asked. */
function counting() {
  const asked: number[] = [];
  const rows = recallRows(([factor]: readonly [number], [{ id }, add]: readonly [Item, number]) => {
    asked.push(id);
    return { sum: id * factor + add };
  });
  return { rows, asked };
}

const items = (...ids: number[]): Item[] => ids.map((id) => ({ id }));

test('a row is made once for as long as all in it is the same, and so is the list', () => {
  const { rows, asked } = counting();
  const list = items(1, 2, 3);
  const first = rows([10], [list, [0, 0, 0]]);
  expect(first).toEqual([{ sum: 10 }, { sum: 20 }, { sum: 30 }]);
  expect(rows([10], [[...list], [0, 0, 0]])).toBe(first);
  const second = rows([10], [list, [0, 5, 0]]);
  expect(second).toEqual([{ sum: 10 }, { sum: 25 }, { sum: 30 }]);
  expect(second[0]).toBe(first[0]);
  expect(asked).toEqual([1, 2, 3, 2]);
  rows([11], [list, [0, 0, 0]]);
  expect(rows([10], [list, [0, 5, 0]])).toBe(second);
  expect(asked).toHaveLength(7);
});

test('rows that move keep their values', () => {
  const { rows, asked } = counting();
  const list = items(...Array.from({ length: 100 }, (_, index) => index));
  const first = rows([1], [list, list.map(() => 0)]);
  const moved = [...items(1_000), ...list.slice(0, 50), ...list.slice(51)];
  const second = rows([1], [moved, moved.map(() => 0)]);
  expect(asked).toHaveLength(101);
  expect(second[1]).toBe(first[0]);
  expect(second[99]).toBe(first[99]);
});

test('a value that is as it was stays the same, and lists as items are what is in them', () => {
  const rows = recallRows(
    (_shared: readonly [], [list]: readonly [readonly Item[]]) => ({ odd: list.length % 2 }),
    (a, b) => a.odd === b.odd,
  );
  const [one, two, three] = items(1, 2, 3) as [Item, Item, Item];
  const first = rows([], [[[one], [two, three]]]);
  expect(rows([], [[[one], [two, three]]])).toBe(first);
  expect(
    rows(
      [],
      [
        [
          [one, two, three],
          [two, three],
        ],
      ],
    ),
  ).toBe(first);
  expect(
    rows(
      [],
      [
        [
          [one, two],
          [two, three],
        ],
      ],
    )[0],
  ).toEqual({ odd: 0 });
});

test('of a list in which little changes, only the parts that change are looked into', () => {
  const looked: number[] = [];
  const parts = recallParts((part: readonly Item[]) => looked.push(part[0]?.id ?? -1));
  const list = items(...Array.from({ length: 1_000 }, (_, index) => index));
  parts(list);
  expect(looked).toHaveLength(8);
  parts(list.with(500, { id: -500 }));
  expect(looked.slice(8)).toEqual([384]);
});

test('a row that cannot be made is tried again', () => {
  let isBroken = true;
  const rows = recallRows((_: readonly [], [{ id }]: readonly [Item]) => {
    if (isBroken) throw new Error('no');
    return id;
  });
  const list = items(7);
  expect(() => rows([], [list])).toThrow('no');
  isBroken = false;
  expect(rows([], [list])).toEqual([7]);
});
