import type { ServiceImpact } from '../model/edition.ts';

type Written = readonly string[] | Readonly<Record<string, string>> | readonly ServiceImpact[];

/** Services as one text whatever way and order they were written in: `api, web: partial_outage`. */
export function canonicalServices(services: Written): string {
  const impacts = Array.isArray(services)
    ? (services as readonly (string | ServiceImpact)[]).map((each) =>
        typeof each === 'string' ? { id: each } : each,
      )
    : Object.entries(services).map(([id, state]) => ({ id, state }));
  return impacts
    .map((impact) => ('state' in impact && impact.state ? `${impact.id}: ${impact.state}` : impact.id))
    .toSorted()
    .join(', ');
}
