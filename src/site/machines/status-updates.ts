import { CLOSED_STATES } from '../../model/edition.ts';
import type { Original, ServiceState, State } from '../../model/edition.ts';
import type { LocalEntry, LocalReport } from '../../model/report.ts';
import type { Service } from '../../source/site-schema.ts';
import { serviceName } from '../pages/article-view.ts';
import { stateOf } from '../figures/derive.ts';
import { servicesOf } from '../figures/services.ts';
import { STATE_OF_SEVERITY } from '../figures/services.ts';
import { incidentId, statusId, updateId, withMilliseconds } from './status-ids.ts';

/** An entry of a timeline in the form of the status API. */
export interface IncidentUpdate {
  readonly id: string;
  readonly status: string;
  readonly body: string;
  readonly incident_id: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly display_at: string;
  readonly affected_components: readonly AffectedComponent[] | null;
  readonly deliver_notifications: false;
  readonly custom_tweet: null;
  readonly tweet_id: null;
}

interface AffectedComponent {
  readonly code: string;
  readonly name: string;
  readonly old_status: ServiceState;
  readonly new_status: ServiceState;
}

/** The timeline of a report as updates, newest first. `statusOf` returns the API's word for a state. */
export function incidentUpdates(
  local: LocalReport,
  services: readonly Service[],
  statusOf: (state: State) => string,
): IncidentUpdate[] {
  const { told, report, language } = local;
  const ids = servicesOf(told).filter((id) => services.some((service) => service.id === id));
  return local.entries
    .map((entry, index): IncidentUpdate => {
      const before = ids.map((id) => stateAfter(id, told, index));
      const after = ids.map((id) => stateAfter(id, told, index + 1));
      const affected = ids.flatMap((id, each): AffectedComponent[] => {
        const [old_status, new_status] = [before[each] ?? 'operational', after[each] ?? 'operational'];
        if (old_status === new_status) return [];
        const name = serviceName(id, services, language);
        return [{ code: statusId('component', id), name, old_status, new_status }];
      });
      const at = withMilliseconds(entry.at);
      return {
        id: updateId(report.reference, entry.at),
        status: statusOf(stateOf(told.timeline.slice(0, index + 1), told.facts.kind)),
        body: bodyOf(entry),
        incident_id: incidentId(report),
        created_at: at,
        updated_at: at,
        display_at: at,
        affected_components: affected.length > 0 ? affected : null,
        deliver_notifications: false,
        custom_tweet: null,
        tweet_id: null,
      };
    })
    .toReversed();
}

function bodyOf({ title, text }: LocalEntry): string {
  return text === undefined || text.value.text === ''
    ? title.value
    : `${title.value}\n\n${text.value.text.trim()}`;
}

/** The state of a service after the first `count` entries, as the report tells it. */
function stateAfter(id: string, { facts, timeline }: Original, count: number): ServiceState {
  if (count === 0) return 'operational';
  const entries = timeline.slice(0, count);
  const state = stateOf(entries, facts.kind);
  if (CLOSED_STATES.includes(state) || state === 'scheduled') return 'operational';
  const stated = entries
    .flatMap(({ services }) => services)
    .findLast((impact) => impact.id === id && impact.state !== undefined);
  if (stated?.state) return stated.state;
  // The state a report gives a service as a whole does not apply before the entry that starts the report.
  const isStatedLater = timeline.some(({ services }) =>
    services.some((impact) => impact.id === id && impact.state !== undefined),
  );
  const affected = facts.services.find((impact) => impact.id === id);
  if (!affected || isStatedLater) return 'operational';
  if (affected.state) return affected.state;
  return facts.kind === 'maintenance' ? 'under_maintenance' : STATE_OF_SEVERITY[facts.severity ?? 'minor'];
}
