import { expect, test } from 'vitest';
import type { Instant } from '../model/instant.ts';
import { describeTime, readTypedTime } from './typed-time.ts';

const NOW = '2025-05-07T14:00:00Z' as Instant;
const ZONE = 'Europe/Paris';

function read(text: string, looks: 'back' | 'ahead' = 'back', now = NOW, zone = ZONE) {
  return readTypedTime(text, { now, zone, looks });
}

test.each([
  ['now', '2025-05-07T14:00:00Z', false],
  ['-10m', '2025-05-07T13:50:00Z', true],
  ['-1h30m', '2025-05-07T12:30:00Z', true],
  ['-2h', '2025-05-07T12:00:00Z', true],
  ['13:40Z', '2025-05-07T13:40:00Z', true],
  ['9:05 UTC', '2025-05-07T09:05:00Z', true],
  ['15:40', '2025-05-07T13:40:00Z', true],
  ['16:05', '2025-05-07T14:05:00Z', true],
  ['16:10', '2025-05-07T14:10:00Z', true],
  ['15:20+01:00', '2025-05-07T14:20:00Z', undefined],
  ['14:20+01:00', '2025-05-07T13:20:00Z', true],
  ['15:20 Europe/Paris', '2025-05-07T13:20:00Z', true],
  ['9:20 America/New_York', '2025-05-07T13:20:00Z', true],
  ['yesterday 23:50', '2025-05-06T21:50:00Z', true],
  ['yesterday 23:50Z', '2025-05-06T23:50:00Z', true],
  ['Today 01:00', '2025-05-06T23:00:00Z', true],
  ['2025-05-07 15:40', '2025-05-07T13:40:00Z', true],
  ['2025-05-07 15:40 Europe/Paris', '2025-05-07T13:40:00Z', false],
  ['2025-05-07T13:40:00Z', '2025-05-07T13:40:00Z', false],
])('%s is %s', (text, instant, isAssumed) => {
  // What would lie more than ten minutes ahead is the day before.
  const expected = isAssumed === undefined ? '2025-05-06T14:20:00Z' : instant;
  expect(read(text)).toMatchObject({ instant: expected, ...(isAssumed !== undefined && { isAssumed }) });
});

test('eleven minutes ahead is yesterday, and doubtful, since it lies more than twelve hours back', () => {
  expect(read('16:11')).toEqual({ instant: '2025-05-06T14:11:00Z', isAssumed: true, isDoubtful: true });
  expect(read('04:01')).toMatchObject({ instant: '2025-05-07T02:01:00Z', isDoubtful: false });
});

test('the day is that of the zone, not of UTC', () => {
  const late = '2025-05-07T22:30:00Z' as Instant;
  expect(read('00:20', 'back', late)).toMatchObject({ instant: '2025-05-07T22:20:00Z' });
  expect(read('yesterday 23:00', 'back', late)).toMatchObject({ instant: '2025-05-07T21:00:00Z' });
});

test.each([
  ['17:30', '2025-05-07T15:30:00Z'],
  ['15:30', '2025-05-08T13:30:00Z'],
  ['16:00', '2025-05-07T14:00:00Z'],
  ['tomorrow 02:00Z', '2025-05-08T02:00:00Z'],
  ['+45m', '2025-05-07T14:45:00Z'],
])('a plan or a promise at %s is the next such time: %s', (text, instant) => {
  expect(read(text, 'ahead')).toMatchObject({ instant, isDoubtful: false });
});

test.each([
  '25:00Z',
  '12:60',
  'soon',
  'yesterday',
  '-',
  '+',
  '16:20 Mars/Olympus',
  '16:20 BST',
  '2025-02-30 12:00',
])('%s is refused, with a way out', (text) => {
  const outcome = read(text);
  expect(outcome).toHaveProperty('message');
  expect('hint' in outcome && outcome.hint).toMatch(/\.$/);
});

test('a time that the zone skips that night is refused, with both that exist', () => {
  const outcome = read('2025-03-30 02:30');
  expect(outcome).toHaveProperty('hint');
});

test.each([
  ['2025-05-07T13:56:00Z', 'Europe/Paris', '13:56 UTC, 15:56 in Paris, 4 minutes ago'],
  ['2025-05-07T13:56:00Z', 'UTC', '13:56 UTC, 4 minutes ago'],
  ['2025-05-07T14:00:30Z', 'UTC', '14:00:30 UTC, now'],
  ['2025-05-06T22:30:00Z', 'Europe/Paris', '2025-05-06 22:30 UTC, 00:30 in Paris, 15 hours 30 minutes ago'],
  [
    '2025-05-09T15:00:00Z',
    'America/New_York',
    '2025-05-09 15:00 UTC, 2025-05-09 11:00 in New York, in 2 days 1 hour',
  ],
] as const)('%s in %s: %s', (instant, zone, words) => {
  expect(describeTime(instant as Instant, { now: NOW, zone })).toBe(words);
});
