import type { Edition, Original, ServiceImpact } from '../model/edition.ts';
import type { Report } from '../model/report.ts';
import type { Service } from '../source/site-schema.ts';

/**
 * A report as if it had always used today's ids of services: what was published under an old id counts for
 * the service that had it. Frozen files do not change.
 */
export function withCurrentServices(
  report: Report,
  services: readonly Pick<Service, 'id' | 'was'>[],
): Report {
  const current = new Map(services.flatMap(({ id, was }) => was.map((old) => [old, id] as const)));
  if (current.size === 0) return report;
  const impact = ({ id, state }: ServiceImpact): ServiceImpact => ({ id: current.get(id) ?? id, state });
  const original = (edition: Original): Original => ({
    ...edition,
    facts: { ...edition.facts, services: edition.facts.services.map(impact) },
    timeline: edition.timeline.map((entry) => ({ ...entry, services: entry.services.map(impact) })),
  });
  const edition = (each: Edition): Edition => (each.role === 'original' ? original(each) : each);
  return {
    ...report,
    original: original(report.original),
    history: report.history.map((text) => ({
      ...text,
      editions: text.editions.map((held) =>
        held.edition ? { ...held, edition: edition(held.edition) } : held,
      ),
    })),
  };
}

/** The service that has an id, or once had it. */
export function serviceOf<T extends Pick<Service, 'id' | 'was'>>(
  id: string,
  services: readonly T[],
): T | undefined {
  return services.find((each) => each.id === id) ?? services.find(({ was }) => was.includes(id));
}
