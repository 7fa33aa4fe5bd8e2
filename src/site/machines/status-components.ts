import type { ServiceState } from '../../model/edition.ts';
import { latest } from '../../model/instant.ts';
import type { Instant } from '../../model/instant.ts';
import type { Service } from '../../source/site-schema.ts';
import { descriptionIn } from '../site-texts.ts';
import { serviceName } from '../pages/article-view.ts';
import { worst } from '../figures/services.ts';
import { statusId, withMilliseconds } from './status-ids.ts';
import type { StatusWorld } from './status-world.ts';

/** A service, or a group of them, in the form of the status API. */
export interface StatusComponent {
  readonly id: string;
  readonly name: string;
  readonly status: ServiceState;
  readonly created_at: string;
  readonly updated_at: string;
  readonly position: number;
  readonly description: string | null;
  readonly showcase: boolean;
  readonly start_date: null;
  readonly group_id: string | null;
  readonly page_id: string;
  readonly group: boolean;
  readonly only_show_if_degraded: boolean;
  /** Ids of its members, of a group only. */
  readonly components: readonly string[] | undefined;
}

/** All services in the order of site.yaml, each group before the first of its members. */
export function statusComponents(world: StatusWorld): readonly StatusComponent[] {
  const { services } = world.site;
  const groups = new Set<string>();
  const components: Omit<StatusComponent, 'position'>[] = [];
  for (const service of services) {
    const { group } = service;
    if (group !== undefined && !groups.has(group)) {
      groups.add(group);
      components.push(
        groupOf(
          group,
          services.filter((each) => each.group === group),
          world,
        ),
      );
    }
    components.push(componentOf(service, world));
  }
  return components.map((component, index) => ({ ...component, position: index + 1 }));
}

function componentOf(service: Service, world: StatusWorld): Omit<StatusComponent, 'position'> {
  const { site, language } = world;
  return {
    ...shared(world, [service.id]),
    id: statusId('component', service.id),
    name: serviceName(service.id, site.services, language),
    status: stateOf(service, world),
    description: descriptionIn(service, language, site.defaultLanguage)?.value ?? null,
    showcase: true,
    group_id: service.group === undefined ? null : statusId('group', service.group),
    group: false,
    components: undefined,
  };
}

function groupOf(
  name: string,
  members: readonly Service[],
  world: StatusWorld,
): Omit<StatusComponent, 'position'> {
  return {
    ...shared(
      world,
      members.map(({ id }) => id),
    ),
    id: statusId('group', name),
    name,
    status: worst(members.map((member) => stateOf(member, world))) ?? 'operational',
    description: null,
    showcase: false,
    group_id: null,
    group: true,
    components: members.map(({ id }) => statusId('component', id)),
  };
}

/**
 * For this API, a service exists from the first report of the site on, and changes with each report that
 * names it.
 */
function shared({ services, pageId, began }: StatusWorld, ids: readonly string[]) {
  const updated = ids.reduce<Instant>((newest, id) => latest(newest, services[id]?.updated) ?? newest, began);
  return {
    created_at: withMilliseconds(began),
    updated_at: withMilliseconds(updated),
    start_date: null,
    page_id: pageId,
    only_show_if_degraded: false,
  };
}

function stateOf({ id }: Service, { services }: StatusWorld): ServiceState {
  return services[id]?.state ?? 'operational';
}
