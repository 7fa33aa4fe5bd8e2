import { expect, test } from 'vitest';
import type { Instant } from '../model/instant.ts';
import { oddTimes } from './odd-times.ts';

const NOW = '2025-05-07T14:00:00Z' as Instant;
const FIRST = '2025-05-07T12:00:00Z' as Instant;

const odd = (at: string, { first = undefined as Instant | undefined, zone = 'UTC', now = NOW } = {}) =>
  oddTimes(at as Instant, { now, zone }, first);

test('an entry that becomes the first one is pointed out', () => {
  expect(odd('2025-05-07T13:00:00Z', { first: FIRST })).toEqual([]);
  expect(odd('2025-05-07T11:00:00Z', { first: FIRST })).toEqual([
    'this is the first entry now: the report starts at 2025-05-07T11:00:00Z',
  ]);
});

test('so is one before yesterday, by the calendar of the site', () => {
  expect(odd('2025-05-06T00:00:00Z')).toEqual([]);
  expect(odd('2025-05-05T23:59:00Z')).toEqual(['2025-05-05T23:59:00Z is 2 days back']);
  expect(odd('2025-05-05T23:59:00Z', { zone: 'Europe/Paris' })).toEqual([]);
  expect(odd('2024-05-07T14:00:00Z')).toEqual(['2024-05-07T14:00:00Z is 365 days back']);
});
