import type { ServiceState } from '../model/edition.ts';
import { languageSegment } from '../model/language.ts';
import type { PageUrl } from '../model/page.ts';
import type { Report } from '../model/report.ts';
import { absoluteUrl, indexUrl, rootUrl } from './route.ts';
import { worst } from './services.ts';
import { statusComponents } from './status-components.ts';
import type { StatusComponent } from './status-components.ts';
import { withMilliseconds } from './status-ids.ts';
import { impactOf, statusIncident, statusMaintenance } from './status-incidents.ts';
import type { Impact, StatusIncident, StatusMaintenance } from './status-incidents.ts';
import type { StatusWorld } from './status-world.ts';

/** One file of the status API: its address and what it says. */
interface StatusFile {
  readonly url: PageUrl;
  readonly value: object;
}

/** Incidents, and maintenances, that one file lists. */
const LISTED = 50;

/** The public Statuspage API, version 2, as files in one language; the default language has the plain addresses. */
export function statusFiles(world: StatusWorld): StatusFile[] {
  const { site, language, reports } = world;
  const components = statusComponents(world);
  const incidents = reports.filter((report) => !isMaintenance(report));
  const unresolved = incidents
    .filter(({ derived }) => derived.open)
    .map((each) => statusIncident(each, world, components));
  const maintenances = reports.filter(isMaintenance);
  const open = maintenances
    .filter(({ derived }) => derived.open)
    .map((each) => statusMaintenance(each, world, components));
  const base = language === site.defaultLanguage ? '/api/v2/' : `/api/v2/${languageSegment(language)}/`;
  const page = pageOf(world);
  const status = statusOf(world, components, unresolved);
  const file = (name: string, value: object): StatusFile => ({
    url: `${base}${name}.json` as PageUrl,
    value: { page, ...value },
  });
  return [
    file('summary', { components, incidents: unresolved, scheduled_maintenances: open, status }),
    file('status', { status }),
    file('components', { components }),
    file('incidents', {
      incidents: incidents.slice(0, LISTED).map((each) => statusIncident(each, world, components)),
    }),
    file('incidents/unresolved', { incidents: unresolved }),
    file('scheduled-maintenances', {
      scheduled_maintenances: maintenances
        .slice(0, LISTED)
        .map((each) => statusMaintenance(each, world, components)),
    }),
    file('scheduled-maintenances/upcoming', { scheduled_maintenances: open.filter(isUpcoming) }),
    file('scheduled-maintenances/active', {
      scheduled_maintenances: open.filter((each) => !isUpcoming(each)),
    }),
  ];
}

function isMaintenance({ original }: Report): boolean {
  return original.facts.kind === 'maintenance';
}

function isUpcoming({ status }: StatusMaintenance): boolean {
  return status === 'scheduled';
}

function pageOf({ site, language, pageId, updated }: StatusWorld) {
  return {
    id: pageId,
    name: site.name,
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
function statusOf(
  { reports, t }: StatusWorld,
  components: readonly StatusComponent[],
  unresolved: readonly StatusIncident[],
) {
  const state = worst(components.map(({ status }) => status)) ?? 'operational';
  const impacts = reports.filter((each) => each.derived.open && !isMaintenance(each)).map(impactOf);
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
