import { expect, test } from 'vitest';
import type { Entry, Original } from '../../model/edition.ts';
import type { Instant } from '../../model/instant.ts';
import { derive, spanBetween } from './derive.ts';
import { entry, original } from '../testing.ts';

const MODEL: readonly Entry[] = [
  entry('11:00'),
  entry('11:05', { precision: 'before', phase: 'detected', state: 'investigating' }),
  entry('11:25', { phase: 'mitigated', state: 'identified' }),
  entry('11:45', { state: 'resolved' }),
];

test('the golden numbers of the model incident', () => {
  const derived = derive(original(MODEL));
  expect(derived).toMatchObject({
    state: 'resolved',
    open: false,
    start: '2020-09-15T11:00:00Z',
    end: '2020-09-15T11:45:00Z',
    duration: { seconds: 45 * 60, bound: 'exact' },
    detect: { seconds: 5 * 60, bound: 'at-most' },
    mitigate: { seconds: 25 * 60, bound: 'exact' },
    resolve: { seconds: 45 * 60, bound: 'exact' },
  });
});

test('an open report lasts at least until its last update and has no end', () => {
  const derived = derive(original(MODEL.slice(0, 3)));
  expect(derived.open).toBe(true);
  expect(derived.end).toBeUndefined();
  expect(derived.resolve).toBeUndefined();
  expect(derived.duration).toEqual({ seconds: 25 * 60, bound: 'at-least' });
});

test('a reopened report ends when it was closed for good', () => {
  const reopened = [
    ...MODEL,
    entry('12:10', { state: 'investigating' }),
    entry('12:40', { state: 'resolved' }),
  ];
  expect(derive(original(reopened)).end).toBe('2020-09-15T12:40:00Z');
  expect(derive(original(reopened.slice(0, -1))).open).toBe(true);
});

test('a word after the resolution does not move the end', () => {
  const later = [...MODEL, entry('15:00')];
  expect(derive(original(later)).end).toBe('2020-09-15T11:45:00Z');
});

test('without a stated detection the acknowledgement is its upper bound', () => {
  const derived = derive(original([entry('11:00'), entry('11:12', { state: 'investigating' })]));
  expect(derived.acknowledge).toEqual({ seconds: 720, bound: 'exact' });
  expect(derived.detect).toEqual({ seconds: 720, bound: 'at-most' });
});

test('a state on the first entry says nothing about when anybody noticed', () => {
  const derived = derive(original([entry('11:00', { state: 'investigating' })]));
  expect(derived.detect).toBeUndefined();
  expect(derived.acknowledge).toBeUndefined();
});

test('maintenance starts when work does, or is planned to', () => {
  const planned = { start: '2020-09-20T22:00:00Z' as Instant, end: '2020-09-20T23:00:00Z' as Instant };
  const facts: Partial<Original['facts']> = { kind: 'maintenance', planned };
  const announced = [entry('09:00', { state: 'scheduled' })];
  expect(derive(original(announced, facts))).toMatchObject({
    state: 'scheduled',
    open: true,
    start: planned.start,
  });
  const begun = [
    ...announced,
    entry('22:10', { state: 'in-progress' }),
    entry('22:50', { state: 'completed' }),
  ];
  const derived = derive(original(begun, facts));
  expect(derived).toMatchObject({
    start: '2020-09-15T22:10:00Z',
    duration: { seconds: 2400, bound: 'exact' },
  });
  expect(derived.detect).toBeUndefined();
});

test('a withdrawn report is closed and has no times to learn from', () => {
  const derived = derive(original([...MODEL.slice(0, 2), entry('11:30', { state: 'withdrawn' })]));
  expect(derived).toMatchObject({ state: 'withdrawn', open: false });
  expect(derived.detect).toBeUndefined();
});

test.each([
  ['exact', 'exact', 'exact'],
  ['exact', 'before', 'at-most'],
  ['exact', 'after', 'at-least'],
  ['before', 'exact', 'at-least'],
  ['after', 'exact', 'at-most'],
  ['before', 'before', 'about'],
  ['about', 'exact', 'about'],
] as const)('from %s to %s is %s', (from, to, bound) => {
  const span = spanBetween(entry('11:00', { precision: from }), entry('11:05', { precision: to }));
  expect(span).toEqual({ seconds: 300, bound });
});

test('one entry alone does not say how long it was', () => {
  const derived = derive(original([entry('11:00', { state: 'resolved' })]));
  expect(derived).toMatchObject({ open: false, duration: undefined, resolve: undefined });
});

test('maintenance begins with the entry that says so, and not with its plan', () => {
  const planned = { start: '2020-09-15T20:00:00Z' as Instant, end: '2020-09-15T21:00:00Z' as Instant };
  const facts = { kind: 'maintenance', planned } as const;
  const announced = entry('11:00', { state: 'scheduled' });
  expect(derive(original([announced, entry('12:00')], facts))).toMatchObject({
    begun: false,
    duration: undefined,
  });
  const working = derive(original([announced, entry('20:05', { state: 'in-progress' })], facts));
  expect(working).toMatchObject({ begun: true, start: '2020-09-15T20:05:00Z' });
  const cancelled = derive(original([announced, entry('12:00', { state: 'withdrawn' })], facts));
  expect(cancelled).toMatchObject({ begun: false, duration: undefined });
});
