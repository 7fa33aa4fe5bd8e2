import { expect, test } from 'vitest';
import type { Instant } from '../../model/instant.ts';
import type { Row } from '../../model/row.ts';
import { checkLate } from './late.ts';
import { checkStale } from './stale.ts';

const AT = '2025-05-07T14:00:00Z' as Instant;
const PROMISED = '2025-05-07T15:00:00Z' as Instant;

/** An open report with one entry. */
function row(nextUpdate: Instant | undefined, { open = true, number = 1 } = {}): Row {
  const entry = { at: AT, state: open ? 'investigating' : 'resolved', services: [], nextUpdate };
  return {
    reference: '2025-05-07-uploads',
    derived: { open, state: entry.state, start: AT },
    original: {
      file: 'incidents/2025-05-07-uploads/en.md',
      version: { number, revision: 1 },
      facts: { kind: 'incident', services: [] },
      lastUpdate: AT,
      timeline: [entry],
    },
    earlierPlan: undefined,
    newestAt: [5, 9, 5, 29],
  } as unknown as Row;
}

const late = (report: Row, now: string, rulesOff: readonly 'promise'[] = []) =>
  checkLate([report], { rulesOff }, now as Instant);

test('a promise is late from the second on for which it was made', () => {
  expect(late(row(PROMISED), '2025-05-07T14:59:59Z')).toEqual([]);
  expect(late(row(PROMISED), '2025-05-07T15:00:00Z')).toMatchObject([
    {
      code: 'INC235',
      message: 'Readers were promised news by 2025-05-07T15:00:00Z, but there is none',
      place: { file: 'incidents/2025-05-07-uploads/en.md', line: 5 },
    },
  ]);
});

test('nothing was promised, or is expected any more, or the rule is off', () => {
  const now = '2025-05-08T00:00:00Z';
  expect(late(row(undefined), now)).toEqual([]);
  expect(late(row(PROMISED, { open: false }), now)).toEqual([]);
  expect(late(row(PROMISED, { number: 0 }), now)).toEqual([]);
  expect(late(row(PROMISED), now, ['promise'])).toEqual([]);
});

test('who has said when there is more may be silent until then', () => {
  const site = { staleAfter: 1_800, rulesOff: [] };
  const silent = (nextUpdate: Instant | undefined) =>
    checkStale([row(nextUpdate)], site, '2025-05-07T14:45:00Z' as Instant);
  expect(silent(undefined)).toMatchObject([{ code: 'INC234' }]);
  expect(silent(PROMISED)).toEqual([]);
});
