import { expect, test } from 'vitest';
import type { Kind, ServiceState } from '../../model/edition.ts';
import type { ServiceView, Teaser } from '../../model/page.ts';
import { describeVerdict, verdictOf } from './verdict.ts';

const service = (state: ServiceState): ServiceView => ({
  id: 'web',
  name: 'Web',
  state,
  description: undefined,
  url: undefined,
  history: undefined,
});

test.each<[string, number, Kind[], ServiceState[]]>([
  ['open', 2, ['incident', 'notice', 'incident'], ['under_maintenance']],
  ['degraded', 0, ['maintenance'], ['operational', 'degraded_performance']],
  ['maintenance', 0, ['maintenance', 'notice'], ['operational']],
  ['maintenance', 0, [], ['under_maintenance']],
  ['calm', 0, ['notice', 'near-miss'], ['operational']],
  ['quiet', 0, ['notice'], []],
])('%s, with %d open incidents, of %j and services that are %j', (condition, count, kinds, states) => {
  const open = kinds.map((kind) => ({ kind }) as Teaser);
  expect(verdictOf({ open, services: states.map(service) })).toEqual({ condition, count });
});

test('a description names what is open, or else says what the site is', () => {
  const titled = ['A', 'B', 'C', 'D'].map((value) => ({ title: { value } as Teaser['title'] }));
  expect(describeVerdict('4 open incidents', titled, 'Status', ' · ')).toBe('4 open incidents · A · B · C');
  expect(describeVerdict('All is well', [], 'Status', ' · ')).toBe('All is well · Status');
  expect(describeVerdict('All is well', [], undefined, ' · ')).toBe('All is well');
});
