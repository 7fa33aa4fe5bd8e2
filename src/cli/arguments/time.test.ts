import { expect, test } from 'vitest';
import type { Instant } from '../../model/instant.ts';
import { readInstant } from './time.ts';

const NOW = '2026-05-07T14:00:00Z' as Instant;

test.each([
  ['now', '2026-05-07T14:00:00Z'],
  ['13:40Z', '2026-05-07T13:40:00Z'],
  ['9:05 UTC', '2026-05-07T09:05:00Z'],
  ['23:50Z', '2026-05-06T23:50:00Z'],
  ['2026-05-07 15:40 Europe/Paris', '2026-05-07T13:40:00Z'],
])('%s is %s', (text, instant) => {
  expect(readInstant('--at', text, NOW)).toBe(instant);
});

test.each(['13:40', '25:00Z', 'yesterday', '2026-05-07 13:40'])('%s is refused', (text) => {
  expect(() => readInstant('--at', text, NOW)).toThrow(/^--at: /);
});
