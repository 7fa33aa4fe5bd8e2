import { expect, test } from 'vitest';
import type { Entry } from '../../model/edition.ts';
import type { Instant } from '../../model/instant.ts';
import { entry, original, presentRow, report, site } from '../testing.ts';
import { outlineAt, turnsOf } from './standing.ts';

const planned = { start: entry('20:00').at, end: entry('22:00').at };
const announced = entry('09:00', { state: 'scheduled' });

function work(...timeline: readonly Entry[]) {
  return report(original([announced, ...timeline], { kind: 'maintenance', planned }));
}

function standing(each: ReturnType<typeof report>, time: string) {
  return presentRow(each, site(), entry(time).at).standing;
}

test('by its plan alone, maintenance is planned, in progress and then overdue, and never planned again', () => {
  const stands = ['09:00', '19:59', '20:00', '21:59', '22:00', '23:59'].map((time) => {
    const { phase, word, open } = standing(work(), time);
    return `${phase} ${word} ${open}`;
  });
  expect(stands).toEqual([
    'planned scheduled true',
    'planned scheduled true',
    'in-progress in-progress true',
    'in-progress in-progress true',
    'overdue overdue true',
    'overdue overdue true',
  ]);
});

test('an entry says more than the plan', () => {
  const begun = work(entry('19:30', { state: 'in-progress' }));
  expect(standing(begun, '19:45')).toMatchObject({ phase: 'in-progress', word: 'in-progress' });
  expect(standing(begun, '22:00')).toMatchObject({ phase: 'overdue', word: 'overdue' });
  // Whoever writes after the planned end has been heard of.
  const longer = work(entry('20:00', { state: 'in-progress' }), entry('22:05', {}));
  expect(standing(longer, '23:00')).toMatchObject({ phase: 'in-progress', word: 'in-progress' });
  expect(standing(longer, '23:00').steps).toHaveLength(1);
  const over = work(entry('21:30', { state: 'completed' }));
  expect(standing(over, '23:00')).toMatchObject({
    phase: undefined,
    word: 'completed',
    open: false,
    steps: [],
  });
});

test('maintenance that was called off has no start, no end to wait for and no length', () => {
  const off = work(entry('12:00', { state: 'withdrawn' }));
  expect(standing(off, '21:00')).toMatchObject({ phase: undefined, word: 'cancelled', open: false });
  expect(off.derived).toMatchObject({ begun: false, start: entry('12:00').at, end: entry('12:00').at });
  expect(off.derived.duration).toBeUndefined();
  const incident = report(original([entry('09:00', {}), entry('10:00', { state: 'withdrawn' })]));
  expect(standing(incident, '11:00').word).toBe('withdrawn');
});

test('a page knows what the plan has next, so that its script can show it in time', () => {
  const steps = (time: string) =>
    standing(work(), time).steps.map(({ phase, from, until }) => [phase, from, until]);
  expect(steps('09:00')).toEqual([
    ['planned', undefined, planned.start],
    ['in-progress', planned.start, planned.end],
    ['overdue', planned.end, undefined],
  ]);
  expect(steps('20:30')).toEqual([
    ['in-progress', undefined, planned.end],
    ['overdue', planned.end, undefined],
  ]);
  expect(steps('22:00')).toEqual([['overdue', undefined, undefined]]);
});

test('the promise of the newest entry holds until its time, a later entry or the end', () => {
  const first = entry('10:00', { state: 'investigating', nextUpdate: entry('10:30').at });
  const open = report(original([first]));
  expect(standing(open, '10:29')).toMatchObject({ nextUpdate: entry('10:30').at, isLate: false });
  expect(standing(open, '10:30')).toMatchObject({ nextUpdate: entry('10:30').at, isLate: true });
  expect(turnsOf(open)).toContain(entry('10:30').at);
  const heard = report(original([first, entry('10:20')]));
  expect(standing(heard, '10:25').nextUpdate).toBeUndefined();
  const over = report(
    original([first, entry('10:20', { state: 'resolved', nextUpdate: entry('11:00').at })]),
  );
  expect(standing(over, '10:25').nextUpdate).toBeUndefined();
  expect(turnsOf(over)).not.toContain(entry('11:00').at);
});

test('what lies ahead of the present does not count yet', () => {
  const slip = report(
    original([
      entry('10:00', { state: 'investigating', services: [{ id: 'web', state: 'major_outage' }] }),
      entry('11:00', {
        at: '2062-09-15T11:00:00Z' as Instant,
        state: 'resolved',
        services: [{ id: 'web', state: 'operational' }],
      }),
    ]),
  );
  expect(slip.derived).toMatchObject({ open: false, state: 'resolved' });
  const { derived, original: told } = outlineAt(slip, entry('12:00').at);
  expect(derived).toMatchObject({ open: true, state: 'investigating', end: undefined });
  expect(told.lastUpdate).toBe(entry('10:00').at);
  expect(told.timeline.map(({ state, services }) => [state, services.length])).toEqual([
    ['investigating', 1],
    [undefined, 0],
  ]);
  // Clocks differ: ten minutes ahead is as good as now, and that is when a build has something new to tell.
  const counts = '2062-09-15T10:50:00Z' as Instant;
  expect(outlineAt(slip, counts).derived).toMatchObject({ state: 'resolved' });
  expect(outlineAt(slip, '2062-09-15T10:49:59Z' as Instant).derived).toMatchObject({
    state: 'investigating',
  });
  expect(turnsOf(slip)).toContain(counts);
});
