import type { ServiceState, State } from '../../../model/edition.ts';
import type { Instant } from '../../../model/instant.ts';
import { objectOf, objectsOf, parseJson, textOf } from '../json-values.ts';
import type { JsonObject } from '../json-values.ts';
import { bareEntry, inOrder, makeEntry, titleOf } from '../entry.ts';
import { notePeople } from '../people.ts';
import { machineTime } from '../source-times.ts';
import { fromText } from '../text/to-markdown.ts';
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

const STATES: Readonly<Record<string, ServiceState>> = {
  downtime: 'major_outage',
  degraded: 'degraded_performance',
  maintenance: 'under_maintenance',
  resolved: 'operational',
};

/**
 * Reads JSON:API documents of Better Stack (https://betterstack.com/docs/uptime/api/): `/index.json` of a
 * page, or reports and updates from the API. There are no states: a report is investigating at its start
 * and resolved at its end. Reports made by a monitor are imported only on request.
 */
export function readBetterStack(documents: readonly ImportDocument[], options: ImportOptions): Told {
  const notes: ImportNote[] = [];
  const reports: ToldReport[] = [];
  const services = new Map<string, ToldService>();
  for (const { path, text } of documents) {
    const noting = noteOn(path);
    const value = parseJson(text);
    if (value === undefined) noting.note('error', undefined, 'it is not JSON');
    const all = resourcesIn(value);
    const found = all.filter((each) => each['type'] === 'status_report');
    if (value !== undefined && found.length === 0)
      noting.note('left-out', undefined, 'it has no status reports');
    for (const each of servicesIn(all)) services.set(each.key, each);
    for (const report of found) {
      const read = readReport(report, all, path, options, noting);
      if (read) reports.push(read);
    }
    notes.push(...noting.notes);
  }
  return { reports, services: [...services.values()], notes };
}

function resourcesIn(value: unknown): readonly JsonObject[] {
  const document = objectOf(value);
  const data = document['data'];
  return [...(Array.isArray(data) ? objectsOf(data) : [objectOf(data)]), ...objectsOf(document['included'])];
}

function readReport(
  report: JsonObject,
  all: readonly JsonObject[],
  document: string,
  options: ImportOptions,
  noting: Noting,
): ToldReport | undefined {
  const id = textOf(report['id']);
  const about = objectOf(report['attributes']);
  const name = textOf(about['title']);
  const start = machineTime(about['starts_at']);
  if (id === undefined || name === undefined || start === undefined) {
    noting.note('error', id, 'a report here has no id, no title or no start');
    return undefined;
  }
  if (about['report_type'] === 'automatic' && !options.automatic) {
    noting.note('left-out', id, 'a monitor wrote it automatically; --automatic imports such reports too');
    return undefined;
  }
  const { title, body } = titleOf(name);
  const told = {
    id,
    title,
    start,
    end: machineTime(about['ends_at']),
    isMaintenance: about['report_type'] === 'maintenance',
  };
  const timeline = timelineOf(updatesOf(report, all), told, options, noting);
  notePeople(timeline, id, noting);
  return { ...PLAIN_REPORT, ...factsOf(about, told, timeline, noting), id, document, title, timeline, body };
}

function factsOf(
  about: JsonObject,
  { id, start, end, isMaintenance }: About,
  timeline: readonly ToldEntry[],
  noting: Noting,
): Pick<ToldReport, 'kind' | 'severity' | 'services' | 'planned'> {
  const affected = affectedIn(about);
  return {
    kind: isMaintenance ? 'maintenance' : 'incident',
    severity: isMaintenance ? undefined : severityOf(Object.values(affected)),
    services: Object.entries(affected).map(([key, state]) => ({
      key,
      state: state === 'operational' ? undefined : state,
    })),
    planned: isMaintenance ? planOf(start, end, id, timeline, noting) : undefined,
  };
}

/** The updates of a report: those it names, or those that name it. */
function updatesOf(report: JsonObject, all: readonly JsonObject[]): readonly JsonObject[] {
  const related = objectOf(objectOf(report['relationships'])['status_updates'])['data'];
  const ids = new Set(objectsOf(related).map((each) => textOf(each['id'])));
  return all.filter(
    (each) =>
      each['type'] === 'status_update' &&
      (ids.size > 0
        ? ids.has(textOf(each['id']))
        : textOf(objectOf(each['attributes'])['status_report_id']) === textOf(report['id'])),
  );
}

interface About {
  readonly id: string;
  readonly title: string;
  readonly start: Instant;
  readonly end: Instant | undefined;
  readonly isMaintenance: boolean;
}

function timelineOf(
  updates: readonly JsonObject[],
  { id, title, start, end, isMaintenance }: About,
  options: ImportOptions,
  noting: Noting,
): ToldEntry[] {
  const entries = updates.flatMap((update): ToldEntry[] => {
    const attributes = objectOf(update['attributes']);
    const at = machineTime(attributes['published_at']);
    const message = textOf(attributes['message']) ?? '';
    if (at === undefined) {
      noting.note('loss', id, 'an update without a time was left out');
      return [];
    }
    const facts = { id, at, state: undefined, services: affectedIn(attributes) };
    return [makeEntry(fromText(message), facts, options, noting)];
  });
  const first: State = isMaintenance ? 'scheduled' : 'investigating';
  const last: State = isMaintenance ? 'completed' : 'resolved';
  return withEnd(withStart(inOrder(entries), start, first, title), end, last, options);
}

/**
 * The first entry has the state investigating; one is added if the first update came a minute or more after
 * the start.
 */
function withStart(entries: readonly ToldEntry[], at: Instant, state: State, title: string): ToldEntry[] {
  const [first, ...others] = entries;
  if (first && first.at <= at) return [{ ...first, state }, ...others];
  return [bareEntry(at, state, title), ...entries];
}

function withEnd(
  entries: readonly ToldEntry[],
  end: Instant | undefined,
  state: State,
  { stateTitles }: ImportOptions,
): ToldEntry[] {
  if (end === undefined) return [...entries];
  const last = entries.at(-1);
  if (last && entries.length > 1 && last.at === end) return [...entries.slice(0, -1), { ...last, state }];
  const title = stateTitles[state] ?? 'Resolved';
  return [...entries, bareEntry(end, state, title)];
}

function planOf(
  start: Instant,
  end: Instant | undefined,
  id: string,
  timeline: readonly ToldEntry[],
  { note }: Noting,
): ToldReport['planned'] {
  if (end !== undefined && end > start) return { start, end };
  const newest = timeline.at(-1)?.at ?? start;
  if (newest <= start) return undefined;
  note('guess', id, 'the planned end is the time of the newest update: the source has none');
  return { start, end: newest };
}

function affectedIn(attributes: JsonObject): Record<string, ServiceState> {
  return Object.fromEntries(
    objectsOf(attributes['affected_resources']).flatMap((each) => {
      const key = textOf(each['status_page_resource_id']);
      const state = STATES[textOf(each['status']) ?? ''];
      return key === undefined || state === undefined ? [] : [[key, state]];
    }),
  );
}

function severityOf(states: readonly ServiceState[]): ToldReport['severity'] {
  if (states.includes('major_outage')) return 'major';
  return states.includes('degraded_performance') ? 'minor' : undefined;
}

function servicesIn(all: readonly JsonObject[]): ToldService[] {
  return all.flatMap((each) => {
    const key = textOf(each['id']);
    const about = objectOf(each['attributes']);
    const name = textOf(about['public_name']);
    return each['type'] !== 'status_page_resource' || key === undefined || name === undefined
      ? []
      : [{ key, name, group: undefined, description: textOf(about['explanation']) }];
  });
}
