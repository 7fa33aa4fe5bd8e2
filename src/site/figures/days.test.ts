import { expect, test } from 'vitest';
import type { ServiceState } from '../../model/edition.ts';
import { secondsOf } from '../../model/instant.ts';
import type { Instant } from '../../model/instant.ts';
import type { Reference } from '../../model/reference.ts';
import type { Stretch } from './conditions.ts';
import { dayStates, spellsOf } from './days.ts';

const FIRST = secondsOf('2026-03-01T00:00:00Z' as Instant);
const DAYS = 10;

function stretch(name: string, from: string, to: string, state: ServiceState = 'partial_outage'): Stretch {
  const at = (time: string) => secondsOf(`2026-03-${time}:00Z` as Instant);
  const exact = { fromPrecision: 'exact', toPrecision: 'exact' } as const;
  return { from: at(from), to: at(to), state, reference: name as Reference, ...exact };
}

/** Spells of stretches that do not overlap, each as one line. */
function told(...stretches: readonly Stretch[]): string[] {
  const states = dayStates({ stretches, segments: stretches }, FIRST, DAYS);
  return spellsOf({ stretches }, states, FIRST, DAYS).map(({ from, to, state, references }) =>
    [from.slice(8), to.slice(8), state, ...references].join(' '),
  );
}

test('days in a row with the same reports and the same state are one spell, the newest first', () => {
  const long = stretch('long', '02T10:00', '04T10:00');
  const short = stretch('short', '06T10:00', '06T11:00', 'major_outage');
  expect(told(long, short)).toEqual(['06 06 major_outage short', '02 04 partial_outage long']);
});

test('a gap, another state or another report begins a new spell', () => {
  const parts = [
    stretch('a', '01T10:00', '01T11:00'),
    stretch('a', '03T10:00', '03T11:00'),
    stretch('a', '04T10:00', '04T11:00', 'major_outage'),
    stretch('b', '05T10:00', '05T11:00', 'major_outage'),
  ];
  expect(told(...parts)).toEqual([
    '05 05 major_outage b',
    '04 04 major_outage a',
    '03 03 partial_outage a',
    '01 01 partial_outage a',
  ]);
});

test('a day has the worst of its states, and every report that says something of it once', () => {
  const parts = [
    stretch('a', '02T08:00', '02T09:00', 'degraded_performance'),
    stretch('b', '02T10:00', '02T11:00', 'major_outage'),
    stretch('a', '02T12:00', '02T13:00', 'degraded_performance'),
  ];
  expect(told(...parts)).toEqual(['02 02 major_outage a b']);
});

test('days outside of the bar are left out', () => {
  expect(told(stretch('before', '01T00:00', '01T00:00'), stretch('after', '11T00:00', '12T00:00'))).toEqual(
    [],
  );
});
