import type { ServiceState } from '../../model/edition.ts';
import type { Language } from '../../model/language.ts';
import type { Outline } from '../../model/row.ts';
import type { Site } from '../../source/site-schema.ts';
import { worst } from '../figures/services.ts';
import { serviceName } from '../pages/article-view.ts';
import type { StatusFacts } from './status-world.ts';

/** The state of a service, or of the whole site, in two words. */
export interface Badge {
  /** `badge`, or `badge/<service>`: its address without a suffix. */
  readonly name: string;
  readonly label: string;
  readonly message: string;
  readonly state: ServiceState;
  readonly language: Language;
}

/** The data that badges are made from. */
export interface BadgeFacts extends Pick<StatusFacts, 'services'> {
  /** True while an incident is open, whatever services it names. */
  readonly isTroubled: boolean;
}

/** What badges need from all reports. */
export function badgeFacts({ services }: StatusFacts, reports: readonly Outline[]): BadgeFacts {
  const isTroubled = reports.some(
    ({ original, derived }) =>
      derived.open && original.facts.kind === 'incident' && original.version.number > 0,
  );
  return { services, isTroubled };
}

/** One badge for the site, which shows the worst state of all services, and one for each service. */
export function badges(
  { services: now, isTroubled }: BadgeFacts,
  site: Pick<Site, 'name' | 'services' | 'defaultLanguage'>,
  t: (key: string) => string,
): Badge[] {
  const language = site.defaultLanguage;
  const badge = (name: string, label: string, state: ServiceState): Badge => ({
    name,
    label,
    message: t(`service.${state}`),
    state,
    language,
  });
  const services = site.services.map(({ id }) =>
    badge(`badge/${id}`, serviceName(id, site.services, language), now[id]?.state ?? 'operational'),
  );
  // A site without services still has incidents.
  const state =
    worst(services.map((each) => each.state)) ?? (isTroubled ? 'degraded_performance' : 'operational');
  return [badge('badge', site.name, state), ...services];
}
