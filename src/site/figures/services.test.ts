import { expect, test } from 'vitest';
import type { Instant } from '../../model/instant.ts';
import { isUnderWay, servicesAt, serviceState, worst } from './services.ts';
import { entry, impacts, original, report, service } from '../testing.ts';

const WEB = service('web', 'Web');
const NOON = '2020-09-15T12:00:00Z' as Instant;
const open = entry('11:00', { state: 'investigating' });

test('a service that no open report names has the state in site.yaml', () => {
  expect(serviceState(WEB, [], NOON)).toBe('operational');
  expect(serviceState({ ...WEB, state: 'degraded_performance' }, [], NOON)).toBe('degraded_performance');
});

test.each([
  ['minor', 'degraded_performance'],
  ['major', 'partial_outage'],
  ['critical', 'major_outage'],
] as const)('severity %s alone means %s', (severity, state) => {
  expect(serviceState(WEB, [report(original([open], { severity, services: impacts('web') }))], NOON)).toBe(
    state,
  );
});

test('the newest entry that names the service wins over the report', () => {
  const timeline = [
    entry('11:00', { state: 'investigating', services: [{ id: 'web', state: 'major_outage' }] }),
    entry('11:30', { state: 'monitoring', services: [{ id: 'web', state: 'operational' }] }),
  ];
  const facts = { severity: 'critical', services: [{ id: 'web', state: 'partial_outage' }] } as const;
  expect(serviceState(WEB, [report(original(timeline, facts))], NOON)).toBe('operational');
  expect(serviceState(WEB, [report(original(timeline.slice(0, 1), facts))], NOON)).toBe('major_outage');
});

test('a closed report and one on another service say nothing', () => {
  const closed = report(
    original([open, entry('11:45', { state: 'resolved' })], { services: impacts('web') }),
  );
  const other = report(original([open], { severity: 'critical', services: impacts('api') }));
  expect(serviceState(WEB, [closed, other], NOON)).toBe('operational');
});

test('planned maintenance changes nothing before it starts', () => {
  const planned = { start: '2020-09-15T13:00:00Z' as Instant, end: '2020-09-15T14:00:00Z' as Instant };
  const facts = { kind: 'maintenance', planned, services: impacts('web') } as const;
  const work = report(original([entry('09:00', { state: 'scheduled' })], facts));
  expect(isUnderWay(work, NOON)).toBe(false);
  expect(serviceState(WEB, [work], NOON)).toBe('operational');
  expect(serviceState(WEB, [work], planned.start)).toBe('under_maintenance');
  // Nobody has said that it is over.
  expect(serviceState(WEB, [work], planned.end)).toBe('under_maintenance');
});

test('an outage outranks announced work', () => {
  expect(worst(['under_maintenance', 'partial_outage', 'operational'])).toBe('partial_outage');
  expect(worst([])).toBeUndefined();
});

test('a retired service is not among those of a site any more, from its day on', () => {
  const old = { ...WEB, id: 'fax', retired: '2020-09-15' };
  const at = (time: string) => servicesAt([WEB, old], time as Instant).map(({ id }) => id);
  expect(at('2020-09-14T23:59:59Z')).toEqual(['web', 'fax']);
  expect(at('2020-09-15T00:00:00Z')).toEqual(['web']);
  expect(servicesAt([WEB, old], undefined).map(({ id }) => id)).toEqual(['web']);
});
