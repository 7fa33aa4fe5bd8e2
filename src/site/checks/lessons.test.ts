import { expect, test } from 'vitest';
import type { State } from '../../model/edition.ts';
import type { Instant } from '../../model/instant.ts';
import type { Outline } from '../../model/row.ts';
import { areLessonsDue } from './lessons.ts';

const report = (...states: readonly (State | undefined)[]) => {
  const timeline = states.map((state, index) => ({ at: `2026-03-04T1${index}:00:00Z` as Instant, state }));
  return { original: { timeline } } as unknown as Pick<Outline, 'original'>;
};
const due = (now: string, ...states: readonly (State | undefined)[]) =>
  areLessonsDue(report(...states), now as Instant);

test('lessons are asked for 72 hours after the end, whatever is added later', () => {
  expect(due('2026-03-07T10:59:59Z', 'investigating', 'resolved')).toBe(false);
  expect(due('2026-03-07T11:00:00Z', 'investigating', 'resolved')).toBe(true);
  expect(due('2026-03-07T11:00:00Z', 'investigating', 'resolved', undefined)).toBe(true);
});

test('an open report owes no lessons', () => {
  expect(due('2027-01-01T00:00:00Z', 'investigating')).toBe(false);
  expect(due('2027-01-01T00:00:00Z', 'resolved', 'investigating')).toBe(false);
});
