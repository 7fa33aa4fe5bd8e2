import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Instant } from '../../model/instant.ts';
import { refuseEarlier, timeOfPublication } from './time.ts';

const NOW = '2025-03-04T12:00:00Z';
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(NOW) }));
afterEach(() => void vi.useRealTimers());

const hash = 'a'.repeat(64);
const row = JSON.stringify({
  format: 1,
  version: '001',
  published: '2025-03-04T11:30:00Z',
  last_update: '2025-03-04T11:00:00Z',
  status: 'interim',
  changes: '',
  source: hash,
  article: hash,
  data: hash,
  content: hash,
  facts: hash,
  renderer: 'incident-press',
  prev: null,
});
const PATH = 'published/2025-03-04-web/en/ledger.jsonl';
const files = [{ path: PATH, bytes: new TextEncoder().encode(`${row}\n`) }];

test.each([
  [undefined, NOW],
  ['2025-03-04T11:45:00Z', '2025-03-04T11:45:00Z'],
  // Clocks differ.
  ['2025-03-04T12:10:00Z', '2025-03-04T12:10:00Z'],
])('--at %s is published at %s', (typed, published) => {
  expect(timeOfPublication(typed)).toBe(published);
});

test('a line in the future is refused', () => {
  expect(() => timeOfPublication('2025-03-04T12:10:01Z')).toThrow(
    '2025-03-04T12:10:01Z is in the future: it is only 2025-03-04T12:00:00Z',
  );
});

test('a clock behind the newest line is refused, and a time behind it that was typed', () => {
  const at = (time: string, typed?: string) => () => refuseEarlier(time as Instant, typed, files);
  expect(at('2025-03-04T11:30:00Z')).not.toThrow();
  expect(at('2025-03-04T11:29:59Z')).toThrow(
    `${PATH} has a line from 2025-03-04T11:30:00Z, but the clock of this machine says 2025-03-04T11:29:59Z`,
  );
  expect(at('2025-03-04T11:00:00Z', '11:00')).toThrow('but this would be published at 2025-03-04T11:00:00Z');
});
