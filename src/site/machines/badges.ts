import type { ServiceState } from '../../model/edition.ts';
import type { Language } from '../../model/language.ts';
import type { Report } from '../../model/report.ts';
import { serviceName } from '../pages/article-view.ts';
import { serviceState, worst } from '../figures/services.ts';
import type { Site } from '../../source/site-schema.ts';
import type { StatusWorld } from './status-world.ts';

/** The state of a service, or of the whole site, in two words. */
export interface Badge {
  /** `badge`, or `badge/<service>`: its address without a suffix. */
  readonly name: string;
  readonly label: string;
  readonly message: string;
  readonly state: ServiceState;
  readonly language: Language;
}

/** The names of the badges of a site, as many and in the order of the badges themselves. */
export function badgeNames({ services }: Pick<Site, 'services'>): string[] {
  return ['badge', ...services.map(({ id }) => `badge/${id}`)];
}

/** One badge for the site, which shows the worst state of all services, and one for each service. */
export function badges(world: StatusWorld): Badge[] {
  const { site, language, reports, asOf, t } = world;
  const badge = (name: string, label: string, state: ServiceState): Badge => ({
    name,
    label,
    message: t(`service.${state}`),
    state,
    language,
  });
  const services = site.services.map((service) => {
    const state = serviceState(service, reports, asOf);
    return badge(`badge/${service.id}`, serviceName(service.id, site.services, language), state);
  });
  return [badge('badge', site.name, worstOf(services, reports)), ...services];
}

/** A site without services still has incidents. */
function worstOf(services: readonly Badge[], reports: readonly Report[]): ServiceState {
  const isOpen = reports.some(({ original, derived }) => derived.open && original.facts.kind === 'incident');
  return worst(services.map(({ state }) => state)) ?? (isOpen ? 'degraded_performance' : 'operational');
}
