import { expect, test } from 'vitest';
import type { Entry } from '../../model/edition.ts';
import type { Instant } from '../../model/instant.ts';
import { derive } from './derive.ts';
import { phaseChart } from './phases.ts';
import { entry, original } from '../testing.ts';

function chart(...timeline: Entry[]) {
  const told = original(timeline);
  return phaseChart(told, derive(told));
}

test('the model example to scale', () => {
  const found = chart(
    entry('11:00'),
    entry('11:05', { state: 'investigating', phase: 'detected', precision: 'before' }),
    entry('11:25', { state: 'identified', phase: 'mitigated' }),
    entry('11:45', { state: 'resolved' }),
  );
  expect(found?.cuts).toEqual([]);
  expect(found?.marks.map(({ key, place, precision }) => [key, place, precision])).toEqual([
    ['start', 0, 'exact'],
    ['detect', 11.1, 'before'],
    ['acknowledge', 11.1, 'before'],
    ['identify', 55.6, 'exact'],
    ['mitigate', 55.6, 'exact'],
    ['resolve', 100, 'exact'],
  ]);
});

test('a wait of days among minutes is cut, and the rest keeps its scale', () => {
  const found = chart(
    entry('11:00'),
    entry('11:10', { phase: 'detected' }),
    entry('11:20', { state: 'identified' }),
    { ...entry('11:20'), at: '2020-09-25T11:20:00Z' as Instant, state: 'resolved' },
  );
  expect(found?.cuts).toEqual([{ from: 11.1, to: 100 }]);
  expect(found?.marks.map(({ place }) => place)).toEqual([0, 5.6, 11.1, 11.1, 100]);
});

test('while a report is open, the line ends at its newest entry, and not at the last phase', () => {
  const open = [
    entry('11:00'),
    entry('11:10', { phase: 'detected' }),
    entry('11:20', { phase: 'acknowledged' }),
    entry('12:00'),
  ];
  expect(chart(...open)?.until).toBe(100);
  expect(chart(...open)?.marks.map(({ place }) => place)).toEqual([0, 16.7, 33.3]);
  expect(chart(...open, entry('12:30', { state: 'resolved' }))?.until).toBeUndefined();
});

test('waits that differ by less are drawn as they were', () => {
  const found = chart(
    entry('11:00'),
    entry('11:02', { phase: 'detected' }),
    entry('11:07', { phase: 'acknowledged' }),
    entry('11:48', { state: 'identified' }),
    entry('12:33', { state: 'resolved' }),
  );
  expect(found?.cuts).toEqual([]);
});

test('what is only acknowledged was detected before', () => {
  const found = chart(
    entry('11:00'),
    entry('11:10', { phase: 'acknowledged' }),
    entry('12:00', { state: 'resolved' }),
  );
  expect(found?.marks.find(({ key }) => key === 'detect')).toMatchObject({ precision: 'before' });
});

test('there is no chart where there is nothing between start and end', () => {
  expect(chart(entry('11:00'), entry('12:00', { state: 'resolved' }))).toBeUndefined();
  expect(
    chart(entry('11:00', { state: 'identified' }), entry('12:00', { state: 'withdrawn' })),
  ).toBeUndefined();
});

test('a single entry does not say what happened when', () => {
  expect(chart(entry('11:00', { state: 'resolved', phase: 'detected' }))).toBeUndefined();
});
