import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';

const KEYS = ['title', 'summary', 'severity', 'services', 'timeline'];

test.each([
  ['titel', 'title'],
  ['sevrity', 'severity'],
  ['Timeline', 'timeline'],
  ['service', 'services'],
  ['colour', undefined],
  ['', undefined],
])('%j is taken for %j', (word, expected) => {
  expect(nearest(word, KEYS)).toBe(expected);
});

test('the first of two equally near words is named, whatever is behind it', () => {
  expect(nearest('cat', ['bat', 'rat'])).toBe('bat');
});
