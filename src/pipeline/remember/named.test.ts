import { expect, test } from 'vitest';
import { hashOf, here, keyOf, named, valueOf, valuesOf } from './named.ts';

test.each<[what: string, value: unknown, key: string]>([
  ['a number', 12, '12'],
  ['a word', 'mail', '"mail"'],
  ['nothing', null, 'null'],
  ['an empty list', [], '[]'],
  ['fifteen characters', 'a'.repeat(13), `"${'a'.repeat(13)}"`],
  ['sixteen characters', 'a'.repeat(14), hashOf(`"${'a'.repeat(14)}"`)],
  ['a space', 'a b', hashOf('"a b"')],
  ['a value without JSON', undefined, hashOf('')],
])('a short value is its own key, any other has a hash for one: %s', (_, value, key) => {
  expect(keyOf(value)).toBe(key);
  expect(key).toMatch(/^\S{1,16}$/);
});

test('a hash is 96 bits of SHA-256 in Base64', () => {
  // printf 'a' | sha256sum | cut -c-24 | xxd -r -p | base64
  expect(hashOf('a')).toBe('ypeBEsobvcr6wjGz');
  expect(hashOf(new TextEncoder().encode('a'))).toBe(hashOf('a'));
});

test('the key of a named value takes its place, also within other values', () => {
  const value = named('abc', () => 'never loaded');
  expect(keyOf(value)).toBe('abc');
  expect(keyOf([value])).toBe('["abc"]');
  expect(here({ a: 1 }).key).toBe(keyOf({ a: 1 }));
});

test.each([
  ['text', 'load'],
  ['null', null],
  ['an empty list', []],
  ['a list of plain values', [1, 2]],
  ['an object that can be loaded only', { load: 1 }],
  ['an object with a JSON of its own', { toJSON: () => 'x' }],
  ['a time', new Date(0)],
])('what is not named is its own value: %s', async (_, value) => {
  expect(await valueOf(value)).toBe(value);
  if (typeof value === 'object') expect(keyOf(value)).toBe(keyOf(JSON.parse(JSON.stringify(value))));
});

test('named values are loaded, alone and in lists, one after another', async () => {
  const loaded: string[] = [];
  const later = (key: string) =>
    named(key, async () => {
      loaded.push(`${key} begun`);
      await Promise.resolve();
      loaded.push(`${key} done`);
      return key.toUpperCase();
    });
  expect(await valuesOf({ one: later('a'), many: [later('b'), later('c')], plain: 1 })).toEqual({
    one: 'A',
    many: ['B', 'C'],
    plain: 1,
  });
  expect(loaded).toEqual(['a begun', 'a done', 'b begun', 'b done', 'c begun', 'c done']);
});
