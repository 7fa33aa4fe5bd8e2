import type { ServiceState, State } from '../../../model/edition.ts';
import type { Instant } from '../../../model/instant.ts';
import { objectOf, objectsOf, parseJson, textOf } from '../json-values.ts';
import type { JsonObject } from '../json-values.ts';
import { inOrder, makeEntry, titleOf } from '../entry.ts';
import { notePeople } from '../people.ts';
import { writtenTime } from '../source-times.ts';
import { fromMarkdown } from '../text/to-markdown.ts';
import { noteOn, PLAIN_REPORT } from '../told.ts';
import type {
  ImportDocument,
  ImportNote,
  ImportOptions,
  Noting,
  Told,
  ToldEntry,
  ToldReport,
  ToldService,
} from '../told.ts';

/** Statuses are numbers (https://docs.cachethq.io/). */
const STATES: Readonly<Record<string, State>> = {
  0: 'scheduled',
  1: 'investigating',
  2: 'identified',
  3: 'monitoring',
  4: 'resolved',
};

const SERVICE_STATES: Readonly<Record<string, ServiceState>> = {
  1: 'operational',
  2: 'degraded_performance',
  3: 'partial_outage',
  4: 'major_outage',
  5: 'under_maintenance',
};

/**
 * Reads answers of Cachet’s API: `/api/v1/incidents`, its components, and updates if they are included. Texts
 * are Markdown. Times of version 2 have no zone: they are in that of the installation.
 */
export function readCachet(documents: readonly ImportDocument[], options: ImportOptions): Told {
  const notes: ImportNote[] = [];
  const reports: ToldReport[] = [];
  const services = new Map<string, ToldService>();
  for (const { path, text } of documents) {
    const noting = noteOn(path);
    const value = parseJson(text);
    const items = Array.isArray(value) ? objectsOf(value) : objectsOf(objectOf(value)['data']);
    if (value === undefined) noting.note('error', undefined, 'it is not JSON');
    else if (items.length === 0) noting.note('left-out', undefined, 'it has no incidents and no components');
    for (const item of items) {
      const plain = { ...objectOf(item['attributes']), ...item };
      const isComponent = !('message' in plain) && !('scheduled_at' in plain) && 'status' in plain;
      if (isComponent) addService(plain, services);
      else {
        addService(objectOf(plain['component']), services);
        const report = readIncident(plain, path, options, noting);
        if (report) reports.push(report);
      }
    }
    notes.push(...noting.notes);
  }
  return { reports, services: [...services.values()], notes };
}

function addService(component: JsonObject, services: Map<string, ToldService>): void {
  const key = textOf(component['id']);
  const name = textOf(component['name']);
  if (key === undefined || name === undefined) return;
  const group = textOf(objectOf(component['group'])['name']);
  services.set(key, { key, name, group, description: textOf(component['description']) });
}

function readIncident(
  incident: JsonObject,
  document: string,
  options: ImportOptions,
  noting: Noting,
): ToldReport | undefined {
  const id = textOf(incident['id']);
  const name = textOf(incident['name']);
  if (id === undefined || name === undefined) {
    noting.note('error', id, 'an incident here has no id or no name');
    return undefined;
  }
  const scheduled = incident['scheduled_at'] ?? undefined;
  const isMaintenance = textOf(scheduled) !== undefined || statusOf(incident) === '0';
  const first = entryOf(incident, id, { isFirst: true }, options, noting);
  if (first === undefined) return undefined;
  const updates = updatesOf(incident).flatMap(
    (each) => entryOf(each, id, { isFirst: false }, options, noting) ?? [],
  );
  // The state of the incident is that of its newest update.
  const begun: ToldEntry =
    updates.length > 0 && !isMaintenance ? { ...first, state: 'investigating' } : first;
  const timeline = inOrder([begun, ...updates]);
  notePeople(timeline, id, noting);
  const { title, body } = titleOf(name);
  return {
    ...PLAIN_REPORT,
    id,
    document,
    title,
    kind: isMaintenance ? 'maintenance' : 'incident',
    services: affectedIn(incident),
    planned: isMaintenance ? planOf(incident, timeline, id, options, noting) : undefined,
    timeline,
    body,
    aliases: [`/incidents/${id}/`],
  };
}

function affectedIn(incident: JsonObject): ToldReport['services'] {
  const key = textOf(incident['component_id']);
  const status = statusOf(objectOf(incident['component'])) ?? textOf(incident['component_status']);
  const state = SERVICE_STATES[status ?? ''];
  return key === undefined || key === '0'
    ? []
    : [{ key, state: state === 'operational' ? undefined : state }];
}

/** The updates of an incident, wherever this version of Cachet has them. */
function updatesOf(incident: JsonObject): readonly JsonObject[] {
  const own = incident['updates'];
  const items = Array.isArray(own) ? objectsOf(own) : objectsOf(objectOf(own)['data']);
  return items.map((each) => ({ ...objectOf(each['attributes']), ...each }));
}

function entryOf(
  item: JsonObject,
  id: string,
  { isFirst }: { readonly isFirst: boolean },
  options: ImportOptions,
  noting: Noting,
): ToldEntry | undefined {
  const at = timeOf(isFirst ? (item['occurred_at'] ?? item['created_at']) : item['created_at'], options);
  if (typeof at === 'object') {
    noting.note(isFirst ? 'error' : 'loss', id, at.why);
    return undefined;
  }
  const words = fromMarkdown(textOf(item['message']) ?? '');
  return makeEntry(words, { id, at, state: STATES[statusOf(item) ?? ''] }, options, noting);
}

function planOf(
  incident: JsonObject,
  timeline: readonly ToldEntry[],
  id: string,
  options: ImportOptions,
  { note }: Noting,
): ToldReport['planned'] {
  const start = timeOf(incident['scheduled_at'] ?? incident['occurred_at'], options);
  const end = timeOf(incident['completed_at'], options);
  const begin = typeof start === 'string' ? start : timeline[0]?.at;
  const newest = timeline.at(-1)?.at;
  if (begin === undefined) return undefined;
  if (typeof end === 'string' && end > begin) return { start: begin, end };
  if (newest === undefined || newest <= begin) return undefined;
  note('guess', id, 'the planned end is the time of the newest update: the source has none');
  return { start: begin, end: newest };
}

/** A number, or the number inside an object with its name. */
function statusOf(item: JsonObject): string | undefined {
  return textOf(item['status']) ?? textOf(objectOf(item['status'])['value']);
}

function timeOf(value: unknown, options: ImportOptions): Instant | { readonly why: string } {
  const text = textOf(value) ?? textOf(objectOf(value)['string']);
  if (text === undefined) return { why: 'it has no time' };
  const time = writtenTime(text, options);
  if ('instant' in time) return time.instant;
  return { why: time.lacks === 'zone' ? 'its times have no zone: add --time-zone' : time.why };
}
