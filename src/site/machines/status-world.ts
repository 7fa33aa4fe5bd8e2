import type { ServiceState } from '../../model/edition.ts';
import { latest } from '../../model/instant.ts';
import type { Instant } from '../../model/instant.ts';
import type { Language } from '../../model/language.ts';
import type { Reference } from '../../model/reference.ts';
import type { Report } from '../../model/report.ts';
import type { Outline, PresentRow } from '../../model/row.ts';
import type { WorkPhase } from '../../model/standing.ts';
import type { Site } from '../../source/site-schema.ts';
import { servicesAt, serviceState, servicesOf } from '../figures/services.ts';
import { outlineAt } from '../figures/standing.ts';
import { authorityName } from '../identity.ts';
import { statusId } from './status-ids.ts';
import { newestReportFirst } from '../../model/newest-first.ts';

/** Incidents, and maintenances, that one file lists. */
const LISTED = 50;

/** The state of a service, and when a report last mentioned it. */
export interface ServiceNow {
  readonly state: ServiceState;
  readonly updated: Instant;
}

/** What the files of the status API say about the site as a whole, independent of language. */
export interface StatusFacts {
  /** The progress of unfinished maintenance, by reference. */
  readonly phases: Readonly<Record<string, WorkPhase>>;
  /** The present, if an entry is in the future; otherwise nothing here depends on it. */
  readonly ahead: Instant | undefined;
  /** The oldest instant in any report. */
  readonly began: Instant;
  /** The newest last update of the site; never the clock. */
  readonly updated: Instant;
  /** Ids of the services that the site has, without those that are only in old reports. */
  readonly shown: readonly string[];
  /** By the id of the service. */
  readonly services: Readonly<Record<string, ServiceNow>>;
  /** The reports that the files tell of, newest start first. */
  readonly incidents: readonly Reference[];
  readonly unresolved: readonly Reference[];
  readonly maintenances: readonly Reference[];
  readonly open: readonly Reference[];
}

/** What the files of the status API are made from, in one language. */
export interface StatusWorld extends Pick<
  StatusFacts,
  'phases' | 'began' | 'updated' | 'services' | 'shown'
> {
  readonly site: Pick<Site, 'name' | 'names' | 'url' | 'services' | 'timeZone' | 'defaultLanguage'>;
  readonly language: Language;
  readonly incidents: readonly Report[];
  readonly unresolved: readonly Report[];
  readonly maintenances: readonly Report[];
  readonly open: readonly Report[];
  readonly pageId: string;
  readonly t: (key: string, args?: Readonly<Record<string, string | number>>) => string;
}

/** The date used for a site without reports. */
const NEVER = '1970-01-01T00:00:00Z' as Instant;

/** Collects what the files need from all reports. Drafts are left out. */
export function statusFacts(
  { services }: Pick<Site, 'services'>,
  reports: readonly PresentRow[],
  asOf: Instant = NEVER,
): StatusFacts {
  const shown = reports.filter(({ original }) => original.version.number > 0).toSorted(newestReportFirst);
  const open = shown.filter(({ derived }) => derived.open);
  let [updated, began]: (Instant | undefined)[] = [];
  const named = new Map<string, Instant>();
  for (const { original } of shown) {
    const first = original.timeline[0]?.at ?? original.lastUpdate;
    updated = latest(updated, original.lastUpdate);
    if (began === undefined || first < began) began = first;
    for (const id of servicesOf(original))
      named.set(id, latest(named.get(id), original.lastUpdate) ?? original.lastUpdate);
  }
  const referencesOf = (each: readonly Outline[], isWork: boolean) =>
    each.filter((report) => isMaintenance(report) === isWork).map(({ reference }) => reference);
  return {
    phases: phasesOf(open),
    ahead: shown.some(({ original }) => (original.timeline.at(-1)?.at ?? asOf) > asOf) ? asOf : undefined,
    shown: servicesAt(services, asOf).map(({ id }) => id),
    began: began ?? NEVER,
    updated: updated ?? NEVER,
    services: Object.fromEntries(
      services.map((service) => [
        service.id,
        {
          state: serviceState(service, open, asOf),
          updated: latest(began, named.get(service.id)) ?? NEVER,
        },
      ]),
    ),
    incidents: referencesOf(shown, false).slice(0, LISTED),
    unresolved: referencesOf(open, false),
    maintenances: referencesOf(shown, true).slice(0, LISTED),
    open: referencesOf(open, true),
  };
}

function phasesOf(open: readonly PresentRow[]): StatusFacts['phases'] {
  return Object.fromEntries(
    open.flatMap(({ reference, standing }) => (standing.phase ? [[reference, standing.phase]] : [])),
  );
}

/** The same with the reports themselves. */
export function statusWorld(
  facts: StatusFacts,
  reports: readonly Report[],
  rest: Pick<StatusWorld, 'site' | 'language' | 't'> & {
    readonly named: Parameters<typeof authorityName>[0];
  },
): StatusWorld {
  const { named, ...more } = rest;
  const { ahead } = facts;
  const told =
    ahead === undefined ? reports : reports.map((each) => ({ ...each, ...outlineAt(each, ahead) }));
  const byReference = new Map(told.map((report) => [report.reference, report]));
  const all = (references: readonly Reference[]) =>
    references.flatMap((reference) => byReference.get(reference) ?? []);
  return {
    ...facts,
    ...more,
    incidents: all(facts.incidents),
    unresolved: all(facts.unresolved),
    maintenances: all(facts.maintenances),
    open: all(facts.open),
    pageId: statusId('page', authorityName(named)),
  };
}

function isMaintenance({ original }: Outline): boolean {
  return original.facts.kind === 'maintenance';
}
