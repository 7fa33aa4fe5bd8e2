import { expect, test } from 'vitest';
import { ahead } from './ahead.ts';

test('no more than the limit are in progress at once, and results keep their order', async () => {
  let under = 0;
  let most = 0;
  const make = async (wait: number) => {
    under += 1;
    most = Math.max(most, under);
    await new Promise((resolve) => setTimeout(resolve, wait));
    under -= 1;
    return wait * 2;
  };
  const things = [30, 5, 20, 1, 10, 2, 3];
  const made: (readonly [number, number])[] = [];
  for await (const each of ahead(things, 3, make)) made.push(each);
  expect(made).toEqual(things.map((wait) => [wait, wait * 2]));
  expect(most).toBe(3);
});

test('a failure is thrown when its turn comes', async () => {
  const make = (thing: number) => (thing === 2 ? Promise.reject(new Error('two')) : Promise.resolve(thing));
  const made: number[] = [];
  const all = async () => {
    for await (const [thing] of ahead([0, 1, 2, 3], 3, make)) made.push(thing);
  };
  await expect(all()).rejects.toThrow('two');
  expect(made).toEqual([0, 1]);
});
