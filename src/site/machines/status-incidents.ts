import type { State } from '../../model/edition.ts';
import type { Instant } from '../../model/instant.ts';
import type { LocalReport, Report } from '../../model/report.ts';
import type { WorkPhase } from '../../model/standing.ts';
import { localise } from '../localise.ts';
import { hasPostmortem } from '../figures/postmortem.ts';
import { servicesOf } from '../figures/services.ts';
import { withCurrentServices } from '../renamed-services.ts';
import { absoluteUrl, articleUrl } from '../route.ts';
import type { StatusComponent } from './status-components.ts';
import { incidentId, statusId, withMilliseconds } from './status-ids.ts';
import { incidentUpdates } from './status-updates.ts';
import type { IncidentUpdate } from './status-updates.ts';
import type { StatusWorld } from './status-world.ts';

export type Impact = 'none' | 'minor' | 'major' | 'critical' | 'maintenance';
export type IncidentStatus = 'investigating' | 'identified' | 'monitoring' | 'resolved' | 'postmortem';
export type MaintenanceStatus = 'scheduled' | 'in_progress' | 'verifying' | 'completed';

/** A report in the form of the status API. */
export interface StatusIncident<Status extends string = IncidentStatus> {
  readonly id: string;
  readonly name: string;
  readonly status: Status;
  readonly created_at: string;
  readonly updated_at: string;
  readonly monitoring_at: string | null;
  readonly resolved_at: string | null;
  readonly impact: Impact;
  readonly shortlink: string;
  readonly started_at: string;
  readonly page_id: string;
  readonly incident_updates: readonly IncidentUpdate[];
  readonly components: readonly StatusComponent[];
  readonly reminder_intervals: null;
}

export interface StatusMaintenance extends StatusIncident<MaintenanceStatus> {
  readonly scheduled_for: string;
  readonly scheduled_until: string;
}

/** An incident, a near-miss or a notice. */
export function statusIncident(
  read: Report,
  world: StatusWorld,
  components: readonly StatusComponent[],
): StatusIncident {
  const report = withCurrentServices(read, world.site.services);
  const local = localise(report, world.language);
  const status = incidentStatus(report.derived.state);
  return {
    ...shared(local, world, components, incidentStatus),
    status: status === 'resolved' && hasPostmortem(report) ? 'postmortem' : status,
  };
}

/**
 * Maintenance, by its plan unless an entry says more: in progress from start to end, then to be verified
 * until somebody says more.
 */
export function statusMaintenance(
  read: Report,
  world: StatusWorld,
  components: readonly StatusComponent[],
): StatusMaintenance {
  const report = withCurrentServices(read, world.site.services);
  const local = localise(report, world.language);
  const { original, derived } = report;
  const phase = world.phases[report.reference];
  return {
    ...shared(local, world, components, maintenanceStatus),
    status: phase === undefined ? maintenanceStatus(derived.state) : STATUS_OF_PHASE[phase],
    scheduled_for: withMilliseconds(original.facts.planned?.start ?? derived.start),
    scheduled_until: withMilliseconds(original.facts.planned?.end ?? derived.end ?? original.lastUpdate),
  };
}

const STATUS_OF_PHASE = {
  planned: 'scheduled',
  'in-progress': 'in_progress',
  overdue: 'verifying',
} as const satisfies Record<WorkPhase, MaintenanceStatus>;

function shared(
  local: LocalReport,
  { site, language, pageId }: StatusWorld,
  components: readonly StatusComponent[],
  statusOf: (state: State) => string,
): Omit<StatusIncident, 'status'> {
  const { report } = local;
  const { original, derived } = report;
  const ids = servicesOf(original).map((id) => statusId('component', id));
  const monitoring = original.timeline.findLast(({ state }) => state === 'monitoring');
  return {
    id: incidentId(report),
    name: local.title.value,
    created_at: withMilliseconds(original.timeline[0]?.at ?? derived.start),
    updated_at: withMilliseconds(original.lastUpdate),
    monitoring_at: orNull(monitoring?.at),
    resolved_at: orNull(derived.end),
    impact: impactOf(report),
    shortlink: absoluteUrl(site, articleUrl(language, report.reference)),
    started_at: withMilliseconds(derived.start),
    page_id: pageId,
    incident_updates: incidentUpdates(local, site.services, statusOf),
    components: components.filter(({ id }) => ids.includes(id)),
    reminder_intervals: null,
  };
}

function orNull(instant: Instant | undefined): string | null {
  return instant === undefined ? null : withMilliseconds(instant);
}

/** The severity of a report in the words of the API. */
export function impactOf({ original, derived }: Report): Impact {
  if (derived.state === 'withdrawn') return 'none';
  switch (original.facts.kind) {
    case 'maintenance':
      return 'maintenance';
    case 'near-miss':
    case 'notice':
      return 'none';
    case 'incident':
      return original.facts.severity ?? 'minor';
  }
}

function incidentStatus(state: State): Exclude<IncidentStatus, 'postmortem'> {
  switch (state) {
    case 'investigating':
    case 'identified':
    case 'monitoring':
    case 'resolved':
      return state;
    case 'scheduled':
    case 'in-progress':
      return 'identified';
    case 'completed':
    case 'withdrawn':
      return 'resolved';
  }
}

function maintenanceStatus(state: State): MaintenanceStatus {
  switch (state) {
    case 'scheduled':
      return 'scheduled';
    case 'in-progress':
    case 'investigating':
    case 'identified':
      return 'in_progress';
    case 'monitoring':
      return 'verifying';
    case 'completed':
    case 'resolved':
    case 'withdrawn':
      return 'completed';
  }
}
