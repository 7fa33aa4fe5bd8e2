import { expect, test } from 'vitest';
import { recall } from './recall.ts';

test('the same objects and equal texts give what they gave before, and nothing else does', () => {
  let calls = 0;
  const join = recall((...parts: readonly (object | string | undefined)[]) => {
    calls += 1;
    return JSON.stringify(parts);
  });
  const [a, b] = [{ name: 'x' }, { name: 'x' }];
  expect([join(a, 'y'), join(a, 'y')]).toEqual(['[{"name":"x"},"y"]', '[{"name":"x"},"y"]']);
  expect(calls).toBe(1);
  // Equal objects are not the same, and neither are more, fewer or other arguments.
  for (const args of [[b, 'y'], ['y', a], [a], [a, 'y', undefined], [a, 'z'], []]) join(...args);
  expect(calls).toBe(7);
});

test('an undefined result is remembered too', () => {
  let calls = 0;
  const nothing = recall((_key: object) => {
    calls += 1;
  });
  const key = {};
  nothing(key);
  nothing(key);
  expect(calls).toBe(1);
});
