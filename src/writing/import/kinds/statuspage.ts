import { SEVERITIES } from '../../../model/edition.ts';
import type { Kind, Planned, ServiceState, Severity } from '../../../model/edition.ts';
import { instantOf, secondsBetween, secondsOf } from '../../../model/instant.ts';
import type { Instant } from '../../../model/instant.ts';
import { objectsOf, parseJson, textOf } from '../json-values.ts';
import type { JsonObject } from '../json-values.ts';
import { noteLosses } from '../entry.ts';
import { machineTime } from '../source-times.ts';
import { fittingTitle } from '../text/headline.ts';
import { fromText } from '../text/to-markdown.ts';
import { noteOn, PLAIN_REPORT } from '../told.ts';
import type {
  ImportDocument,
  ImportNote,
  ImportOptions,
  Noting,
  Told,
  ToldReport,
  ToldService,
} from '../told.ts';
import { gatherIncidents } from './statuspage-documents.ts';
import type { FoundIncident } from './statuspage-documents.ts';
import { readUpdates } from './statuspage-updates.ts';
import type { ReadUpdates } from './statuspage-updates.ts';

/** The state of a service if the source only has the impact of the incident. */
const STATE_OF_IMPACT: Readonly<Record<string, ServiceState>> = {
  minor: 'degraded_performance',
  major: 'partial_outage',
  critical: 'major_outage',
  maintenance: 'under_maintenance',
};

/**
 * Reads what hosted pages of the Statuspage kind serve: `incidents.json`, `scheduled-maintenances.json`,
 * `summary.json`, `history.json`, single incidents, and lists of the private API
 * (https://developer.statuspage.io/). Documents are told apart by their members.
 */
export function readStatuspage(documents: readonly ImportDocument[], options: ImportOptions): Told {
  const { incidents, components, zone, notes } = gatherIncidents(documents, parseJson);
  const reports: ToldReport[] = [];
  const allNotes = [...notes];
  for (const { document, incident } of incidents) {
    const noting = noteOn(document);
    const timeZone = options.timeZone ?? zone;
    const report = readIncident(incident, document, { ...options, timeZone }, noting);
    if (report) reports.push(report);
    allNotes.push(...noting.notes);
  }
  const { services, renamed } = servicesOf(components, incidents);
  return { reports, services, notes: [...allNotes, ...renamed, ...shortLinks(incidents)] };
}

/** Services by their ids; if one had several names, the newest is used and the others are noted. */
function servicesOf(
  components: readonly ToldService[],
  incidents: readonly FoundIncident[],
): { readonly services: readonly ToldService[]; readonly renamed: readonly ImportNote[] } {
  const services = new Map(components.map((each) => [each.key, each]));
  const renamed = new Map<string, ImportNote>();
  const newestFirst = incidents.toSorted((a, b) =>
    timeOf(a) < timeOf(b) ? 1 : timeOf(a) > timeOf(b) ? -1 : 0,
  );
  for (const { document, incident } of newestFirst) {
    for (const each of servicesIn(incident)) {
      const known = services.get(each.key);
      if (known === undefined) services.set(each.key, each);
      else if (known.name !== each.name) {
        const text = `the service ${known.name} was called ${each.name}`;
        renamed.set(text, { kind: 'guess', document, id: undefined, text });
      }
    }
  }
  return { services: [...services.values()], renamed: [...renamed.values()] };
}

function timeOf({ incident }: FoundIncident): string {
  return (
    machineTime(incident['created_at']) ??
    machineTime(objectsOf(incident['incident_updates'])[0]?.['display_at']) ??
    ''
  );
}

/** Short links of the host always lead to its own page; that is noted once. */
function shortLinks(incidents: readonly FoundIncident[]): readonly ImportNote[] {
  const found = incidents.find(({ incident }) => textOf(incident['shortlink'])?.includes('stspg.io'));
  const text = 'short links of stspg.io cannot be redirected';
  return found === undefined ? [] : [{ kind: 'loss', document: found.document, id: undefined, text }];
}

function readIncident(
  incident: JsonObject,
  document: string,
  options: ImportOptions,
  noting: Noting,
): ToldReport | undefined {
  const id = textOf(incident['code']) ?? textOf(incident['id']);
  const name = textOf(incident['name']);
  if (id === undefined || name === undefined) {
    noting.note('error', id, 'an incident here has no id or no name');
    return undefined;
  }
  const kind: Kind = isMaintenance(incident) ? 'maintenance' : 'incident';
  const updates = readUpdates(incident, id, options, noting);
  if (updates === undefined) return undefined;
  const { title, whole } = fittingTitle(name);
  noteStart(incident, id, updates, noting);
  return {
    ...PLAIN_REPORT,
    id,
    document,
    title,
    kind,
    severity: severityOf(incident, kind),
    services: affected(incident, kind, updates),
    planned: kind === 'maintenance' ? planOf(incident, id, updates, noting) : undefined,
    timeline: updates.entries,
    body: bodyOf(incident, whole, id, updates, noting),
    aliases: aliasesOf(id),
    isPostmortem: updates.postmortem !== undefined || textOf(incident['postmortem_body']) !== undefined,
    lastUpdate: machineTime(incident['postmortem_published_at']) ?? updates.postmortem?.at,
  };
}

function isMaintenance(incident: JsonObject): boolean {
  return (
    incident['impact'] === 'maintenance' ||
    textOf(incident['scheduled_for']) !== undefined ||
    ['scheduled', 'in_progress', 'verifying', 'completed'].includes(textOf(incident['status']) ?? '')
  );
}

function severityOf(incident: JsonObject, kind: Kind): Severity | undefined {
  const impact = textOf(incident['impact_override']) ?? textOf(incident['impact']);
  return kind === 'maintenance' ? undefined : SEVERITIES.find((each) => each === impact);
}

/** The services of an incident; the state of each is that of its change, or else follows from the impact. */
function affected(incident: JsonObject, kind: Kind, { changes }: ReadUpdates): ToldReport['services'] {
  const impact = kind === 'maintenance' ? 'maintenance' : (textOf(incident['impact']) ?? '');
  const listed = componentsIn(incident).flatMap((component) => keyOf(component) ?? []);
  return [...new Set([...listed, ...changes.keys()])].map((key) => ({
    key,
    state: changes.get(key) ?? STATE_OF_IMPACT[impact],
  }));
}

function servicesIn(incident: JsonObject): ToldService[] {
  const named = [
    ...componentsIn(incident),
    ...objectsOf(incident['incident_updates']).flatMap((update) => objectsOf(update['affected_components'])),
  ];
  return named.flatMap((component) => {
    const key = keyOf(component);
    const name = textOf(component['name']);
    return key === undefined || name === undefined
      ? []
      : [{ key, name, group: undefined, description: textOf(component['description']) }];
  });
}

function componentsIn(incident: JsonObject): readonly JsonObject[] {
  return objectsOf(incident['components']);
}

function keyOf(component: JsonObject): string | undefined {
  return textOf(component['id']) ?? textOf(component['code']) ?? textOf(component['name']);
}

/** The plan of a maintenance; if the source gives no planned end, the actual end is used and noted. */
function planOf(
  incident: JsonObject,
  id: string,
  { entries }: ReadUpdates,
  { note }: Noting,
): Planned | undefined {
  const first = entries[0]?.at;
  const start = machineTime(incident['scheduled_for']) ?? machineTime(incident['started_at']) ?? first;
  if (start === undefined) return undefined;
  const stated = machineTime(incident['scheduled_until']);
  if (machineTime(incident['scheduled_for']) === undefined)
    note('guess', id, 'the planned start is when it began: the source has no plan');
  if (stated !== undefined && stated > start) return { start, end: stated };
  note('guess', id, 'the planned end is when it ended: the source has none');
  const end = machineTime(incident['resolved_at']) ?? entries.at(-1)?.at;
  return { start, end: end !== undefined && end > start ? end : instantOf(secondsOf(start) + 3_600) };
}

/** The parts of an incident besides its updates: a title that was cut, and its post-mortem. */
function bodyOf(
  incident: JsonObject,
  whole: string | undefined,
  id: string,
  { postmortem }: ReadUpdates,
  noting: Noting,
): string {
  const text = textOf(incident['postmortem_body']) ?? postmortem?.text;
  const converted = text === undefined ? undefined : fromText(text);
  if (converted) noteLosses(converted, id, noting);
  const title = whole === undefined ? '' : fromText(whole).markdown;
  if (whole !== undefined)
    noting.note('loss', id, 'the title was cut to 200 characters; the whole one begins the body');
  return [title, converted?.markdown ?? ''].filter((part) => part !== '').join('\n');
}

function noteStart(incident: JsonObject, id: string, { entries }: ReadUpdates, { note }: Noting): void {
  const started = machineTime(incident['started_at']);
  const first: Instant | undefined = entries[0]?.at;
  if (started === undefined || first === undefined || isMaintenance(incident)) return;
  if (Math.abs(secondsBetween(started, first)) >= 60)
    note('guess', id, `the start is the first update, ${first}; the source also says ${started}`);
}

function aliasesOf(id: string): readonly string[] {
  return /^[\p{L}\p{N}._~-]+$/u.test(id) && !/^\.+$/.test(id) ? [`/incidents/${id}/`] : [];
}
