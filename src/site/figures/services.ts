import { workPhase } from './standing.ts';
import type { Outline } from '../../model/row.ts';
import type { Instant } from '../../model/instant.ts';
import type { Service } from '../../source/site-schema.ts';
import type { Facts, ServiceImpact, ServiceState } from '../../model/edition.ts';

/** What a severity means for a service whose state is not given. */
export const STATE_OF_SEVERITY = {
  minor: 'degraded_performance',
  major: 'partial_outage',
  critical: 'major_outage',
} as const satisfies Record<string, ServiceState>;

/** From harmless to worst; maintenance is announced, so any unplanned trouble ranks above it. */
const RANK: readonly ServiceState[] = [
  'operational',
  'under_maintenance',
  'degraded_performance',
  'partial_outage',
  'major_outage',
];

/**
 * The state of a service as of an instant: the worst that open reports say about it, or what site.yaml says
 * if no report does. A planned maintenance counts from its planned start until an entry ends it.
 */
export function serviceState(service: Service, reports: readonly Outline[], asOf: Instant): ServiceState {
  const states = reports
    .map((report) => stateIn(report, service.id, asOf))
    .filter((state): state is ServiceState => state !== undefined);
  return worst(states) ?? service.state ?? 'operational';
}

/** The services that a site has at a given time; retired ones are only in old reports. */
export function servicesAt(services: readonly Service[], present: Instant | undefined): readonly Service[] {
  const today = present?.slice(0, 10);
  return services.filter(({ retired }) => retired === undefined || (today !== undefined && today < retired));
}

/** The worst of several service states; undefined if there are none. */
export function worst(states: readonly ServiceState[]): ServiceState | undefined {
  return states.reduce<ServiceState | undefined>(
    (worse, state) => (worse === undefined || RANK.indexOf(state) > RANK.indexOf(worse) ? state : worse),
    undefined,
  );
}

/** True for maintenance that has begun, by its timeline or its plan, and that no entry has ended. */
export function isUnderWay(report: Outline, asOf: Instant): boolean {
  const phase = workPhase(report, asOf);
  return phase === 'in-progress' || phase === 'overdue';
}

/**
 * What an open report says about a service: the newest entry that names it, else the report, else the
 * severity.
 */
function stateIn(report: Outline, id: string, asOf: Instant): ServiceState | undefined {
  const { facts, timeline } = report.original;
  if (!report.derived.open) return undefined;
  if (facts.kind === 'maintenance' && !isUnderWay(report, asOf)) return undefined;
  const stated = timeline
    .toReversed()
    .flatMap((entry) => entry.services)
    .find((impact) => impact.id === id && impact.state);
  if (stated?.state) return stated.state;
  return usualState(facts, id);
}

/** What a report says about a service if no entry does: what it states, or what its severity means. */
export function usualState(facts: Facts, id: string): ServiceState | undefined {
  const affected = facts.services.find((impact) => impact.id === id);
  if (!affected) return undefined;
  if (affected.state) return affected.state;
  if (facts.kind === 'maintenance') return 'under_maintenance';
  return facts.kind === 'incident' ? STATE_OF_SEVERITY[facts.severity ?? 'minor'] : undefined;
}

/** Ids of all services that an original names, for the whole report or in its timeline. */
export function servicesOf(original: Outline['original']): string[] {
  return impactsOf(original).map(({ id }) => id);
}

/** All services of a report: those of the whole report, then those that only an entry names. */
export function impactsOf({ facts, timeline }: Outline['original']): readonly ServiceImpact[] {
  // In most reports, no entry names one.
  if (timeline.every(({ services }) => services.length === 0)) return facts.services;
  const known = new Set(facts.services.map(({ id }) => id));
  const others = timeline
    .flatMap(({ services }) => services.map(({ id }) => id))
    .filter((id) => !known.has(id));
  return [...facts.services, ...[...new Set(others)].map((id) => ({ id, state: undefined }))];
}
