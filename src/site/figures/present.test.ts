import { expect, test } from 'vitest';
import type { Instant } from '../../model/instant.ts';
import type { Reference } from '../../model/reference.ts';
import { newestBelieved, presentAt } from './present.ts';

const at = (text: string) => text as Instant;
const row = (published?: string, waiting?: string) => ({
  published: published === undefined ? undefined : at(published),
  waiting: waiting === undefined ? undefined : at(waiting),
});

test('the present is when something was last published, or what waits to be', () => {
  const rows = [row('2026-03-04T10:05:00Z'), row('2026-03-02T09:00:00Z'), row()];
  expect(presentAt(rows, undefined)).toEqual({ at: '2026-03-04T10:05:00Z', isGiven: false });
  expect(presentAt([...rows, row(undefined, '2026-03-05T07:00:00Z')], undefined).at).toBe(
    '2026-03-05T07:00:00Z',
  );
  expect(presentAt(rows, at('2026-04-01T00:00:00Z'))).toEqual({ at: '2026-04-01T00:00:00Z', isGiven: true });
  expect(presentAt([], undefined)).toEqual({ at: undefined, isGiven: false });
});

test('an entry is believed up to the 31st day after the date of its report', () => {
  const newest = (...times: string[]) =>
    newestBelieved(
      '2026-06-01-power' as Reference,
      times.map((time) => ({ at: at(time) })),
    );
  expect(newest('2026-06-01T10:00:00Z', '2062-06-01T11:00:00Z')).toBe('2026-06-01T10:00:00Z');
  expect(newest('2026-06-01T10:00:00Z', '2026-07-02T23:59:59Z')).toBe('2026-07-02T23:59:59Z');
  expect(newest('2026-06-01T10:00:00Z', '2026-07-03T00:00:00Z')).toBe('2026-06-01T10:00:00Z');
  expect(newest('2062-06-01T11:00:00Z')).toBeUndefined();
});
