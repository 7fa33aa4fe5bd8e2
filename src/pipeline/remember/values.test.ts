import { expect, test } from 'vitest';
import { keyOf } from './named.ts';
import { isSame, startValues } from './values.ts';
import type { KeptValue, Values } from './values.ts';

test.each<[before: readonly unknown[], now: readonly unknown[], same: boolean]>([
  [[], [], true],
  [[1, { a: [2] }], [1, { a: [2] }], true],
  [[1, 2], [2, 1], false],
  [[1], [1, 2], false],
  [[1, 2], [1], false],
  [[{ a: 1 }], [{ a: 2 }], false],
])('inputs are the same if they are equal one by one: %j and %j', (before, now, same) => {
  expect(isSame(before, now)).toBe(same);
});

test('an object that stayed the same object is not written out to be compared', () => {
  const value = {
    toJSON: () => {
      throw new Error('written out');
    },
  };
  expect(isSame([value], [value])).toBe(true);
});

/** Works a value out with what a build left, and returns what was made and what is left for the next one. */
function build(before: ReadonlyMap<string, KeptValue>, use: (values: Values) => unknown) {
  const values = startValues(before, { isSame });
  const value = use(values);
  return { value, kept: values.kept() };
}

test.each(['of', 'lasting'] as const)('`%s` makes a value again only if its inputs have changed', (kind) => {
  let made = 0;
  const make = () => (made += 1);
  const inputs = [{ a: 'a long enough input' }, 2];
  const first = build(new Map(), (values) => values[kind]('name', inputs, make));
  const same = build(first.kept, (values) => values[kind]('name', structuredClone(inputs), make));
  const other = build(same.kept, (values) => values[kind]('name', [{ a: 'another input' }, 2], make));
  const renamed = build(other.kept, (values) => values[kind]('another name', inputs, make));
  expect([first.value, same.value, other.value, renamed.value]).toEqual([1, 1, 2, 3]);
  expect([...renamed.kept.keys()]).toEqual(['another name']);
});

test('only what lasts is kept for the disk, with one key for all its inputs', () => {
  const { kept } = build(new Map(), (values) => {
    values.of('a', [1, 2], () => 'x');
    values.lasting('b', [1, 2], () => 'y');
  });
  expect([...kept]).toEqual([
    ['a', { inputs: [1, 2], value: 'x', isLasting: false }],
    ['b', { inputs: [keyOf([1, 2])], value: 'y', isLasting: true }],
  ]);
});

test('slow work is done again if its inputs have changed, or if its result was not sure', async () => {
  let made = 0;
  const work = (before: ReadonlyMap<string, KeptValue>, input: string, isSure: boolean) => {
    const { value, kept } = build(before, (values) =>
      values.later(
        'name',
        [input],
        async () => (made += 1),
        () => isSure,
      ),
    );
    return Promise.resolve(value).then((result) => ({ result, kept }));
  };
  const unsure = await work(new Map(), 'a', false);
  const sure = await work(unsure.kept, 'a', true);
  const again = await work(sure.kept, 'a', true);
  const other = await work(again.kept, 'b', true);
  expect([unsure, sure, again, other].map(({ result }) => result)).toEqual([1, 2, 2, 3]);
  expect(other.kept.get('name')).toEqual({ inputs: [keyOf(['b'])], value: 3, isLasting: true });
});
