import type { ServiceState } from '../../model/edition.ts';
import type { Report } from '../../model/report.ts';
import { absoluteUrl, indexUrl, rootUrl } from '../route.ts';
import { siteName } from '../site-texts.ts';
import { worst } from '../figures/services.ts';
import { statusComponents } from './status-components.ts';
import type { StatusComponent } from './status-components.ts';
import { withMilliseconds } from './status-ids.ts';
import { impactOf, statusIncident, statusMaintenance } from './status-incidents.ts';
import type { Impact, StatusMaintenance } from './status-incidents.ts';
import type { StatusWorld } from './status-world.ts';

/** The files of the status API, by their names. */
export const STATUS_FILES = [
  'summary',
  'status',
  'components',
  'incidents',
  'incidents/unresolved',
  'scheduled-maintenances',
  'scheduled-maintenances/upcoming',
  'scheduled-maintenances/active',
] as const;

/** What each of the files says. */
export type StatusAnswers = Readonly<Record<(typeof STATUS_FILES)[number], object>>;

/** The public Statuspage API, version 2, in one language. */
export function statusAnswers(world: StatusWorld): StatusAnswers {
  const components = statusComponents(world);
  const current = statusComponents(withoutRetired(world));
  const unresolved = world.unresolved.map((each) => statusIncident(each, world, components));
  const open = world.open.map((each) => statusMaintenance(each, world, components));
  const page = pageOf(world);
  const status = statusOf(world, current);
  const newest = world.incidents.map((each) => statusIncident(each, world, components));
  const works = world.maintenances.map((each) => statusMaintenance(each, world, components));
  return {
    summary: { page, components: current, incidents: unresolved, scheduled_maintenances: open, status },
    status: { page, status },
    components: { page, components: current },
    incidents: { page, incidents: newest },
    'incidents/unresolved': { page, incidents: unresolved },
    'scheduled-maintenances': { page, scheduled_maintenances: works },
    'scheduled-maintenances/upcoming': { page, scheduled_maintenances: open.filter(isUpcoming) },
    'scheduled-maintenances/active': {
      page,
      scheduled_maintenances: open.filter((each) => !isUpcoming(each)),
    },
  };
}

/** The answer for one incident or one maintenance, as its old address gave it. */
export function incidentAnswer(report: Report, world: StatusWorld): object {
  const components = statusComponents(world);
  const incident =
    report.original.facts.kind === 'maintenance'
      ? statusMaintenance(report, world, components)
      : statusIncident(report, world, components);
  return { page: pageOf(world), incident };
}

/** The world without services that are only in old reports. */
function withoutRetired(world: StatusWorld): StatusWorld {
  const { site, shown } = world;
  return { ...world, site: { ...site, services: site.services.filter(({ id }) => shown.includes(id)) } };
}

function isUpcoming({ status }: StatusMaintenance): boolean {
  return status === 'scheduled';
}

function pageOf({ site, language, pageId, updated }: StatusWorld) {
  return {
    id: pageId,
    name: siteName(site, language).value,
    url: absoluteUrl(site, language === site.defaultLanguage ? rootUrl : indexUrl(language)),
    time_zone: site.timeZone ?? 'Etc/UTC',
    updated_at: withMilliseconds(updated),
  };
}

/** From harmless to worst. */
const RANK: readonly Impact[] = ['none', 'maintenance', 'minor', 'major', 'critical'];

const INDICATOR_OF_STATE: Readonly<Record<ServiceState, Impact>> = {
  operational: 'none',
  under_maintenance: 'maintenance',
  degraded_performance: 'minor',
  partial_outage: 'major',
  major_outage: 'critical',
};

/** The state of everything in one word and one sentence: the worst of all services and all open incidents. */
function statusOf({ unresolved, t }: StatusWorld, components: readonly StatusComponent[]) {
  const state = worst(components.map(({ status }) => status)) ?? 'operational';
  const impacts = unresolved.map(impactOf);
  const indicator = [INDICATOR_OF_STATE[state], ...impacts].reduce((worse, each) =>
    RANK.indexOf(each) > RANK.indexOf(worse) ? each : worse,
  );
  switch (indicator) {
    case 'none':
      return { indicator, description: t(components.length > 0 ? 'index.calm' : 'index.quiet') };
    case 'maintenance':
      return { indicator, description: t('index.maintenance') };
    case 'minor':
    case 'major':
    case 'critical': {
      const isTroubled = state !== 'operational' && state !== 'under_maintenance';
      return {
        indicator,
        description: isTroubled ? t('index.degraded') : t('index.open', { count: unresolved.length }),
      };
    }
  }
}
