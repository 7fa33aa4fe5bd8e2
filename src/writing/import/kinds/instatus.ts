import type { ServiceState, State } from '../../../model/edition.ts';
import { instantOf, secondsOf } from '../../../model/instant.ts';
import type { Instant } from '../../../model/instant.ts';
import { objectOf, objectsOf, parseJson, textOf } from '../json-values.ts';
import type { JsonObject } from '../json-values.ts';
import { bareEntry, makeEntry, titleOf } from '../entry.ts';
import { notePeople } from '../people.ts';
import { machineTime } from '../source-times.ts';
import { fittingTitle, headlineOf, oneLine } from '../text/headline.ts';
import { fromText } from '../text/to-markdown.ts';
import { byLanguage } from './instatus-texts.ts';
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
  ToldTranslation,
} from '../told.ts';

const STATES: Readonly<Record<string, State>> = {
  INVESTIGATING: 'investigating',
  IDENTIFIED: 'identified',
  MONITORING: 'monitoring',
  RESOLVED: 'resolved',
  NOTSTARTEDYET: 'scheduled',
  INPROGRESS: 'in-progress',
  COMPLETED: 'completed',
};

const SERVICE_STATES: Readonly<Record<string, ServiceState>> = {
  DEGRADEDPERFORMANCE: 'degraded_performance',
  PARTIALOUTAGE: 'partial_outage',
  MAJOROUTAGE: 'major_outage',
  UNDERMAINTENANCE: 'under_maintenance',
};

/** Maintenance without a stated length, in seconds. */
const AN_HOUR = 3_600;

/**
 * Reads the export of an Instatus page (https://instatus.com/help/api): `incidents` and `maintenances` with
 * their updates. The time is `started`, when it happened. Names and messages may be by language: those become
 * translations.
 */
export function readInstatus(documents: readonly ImportDocument[], options: ImportOptions): Told {
  const reports: ToldReport[] = [];
  const services = new Map<string, ToldService>();
  const notes: ImportNote[] = [];
  for (const { path, text } of documents) {
    const noting = noteOn(path);
    const value = parseJson(text);
    const incidents = Array.isArray(value) ? objectsOf(value) : objectsOf(objectOf(value)['incidents']);
    const maintenances = objectsOf(objectOf(value)['maintenances']);
    if (value === undefined) noting.note('error', undefined, 'it is not JSON');
    else if (incidents.length + maintenances.length === 0)
      noting.note('left-out', undefined, 'it has no incidents and no maintenances');
    for (const each of [...incidents, ...maintenances]) {
      for (const service of servicesIn(each)) services.set(service.key, service);
      const report = readOne(each, path, maintenances.includes(each), options, noting);
      if (report) reports.push(report);
    }
    notes.push(...noting.notes);
  }
  return { reports, services: [...services.values()], notes };
}

function readOne(
  incident: JsonObject,
  document: string,
  isMaintenance: boolean,
  options: ImportOptions,
  noting: Noting,
): ToldReport | undefined {
  const id = textOf(incident['id']);
  const names = byLanguage(incident['name'], options);
  const [language] = options.languages;
  if (id === undefined || names.size === 0) {
    noting.note('error', id, 'an incident here has no id or no name');
    return undefined;
  }
  const updates = objectsOf(incident['updates']).toSorted((a, b) => compare(timeOf(a), timeOf(b)));
  const told = updates.flatMap((update) => entryOf(update, id, options, noting));
  const entries = told.length > 0 ? told : withoutUpdates(incident, names, options);
  notePeople(
    entries.map(({ entry }) => entry),
    id,
    noting,
  );
  const { title, body } = titleOf(names.get(language) ?? [...names.values()][0] ?? '');
  const state = SERVICE_STATES[textOf(incident['impact'])?.replaceAll(/[\s_]/g, '').toUpperCase() ?? ''];
  return {
    ...PLAIN_REPORT,
    id,
    document,
    title,
    body,
    kind: isMaintenance ? 'maintenance' : 'incident',
    severity: isMaintenance ? undefined : severityOf(state),
    services: servicesIn(incident).map(({ key }) => ({ key, state })),
    planned: isMaintenance ? planOf(incident, id, noting) : undefined,
    timeline: entries.map(({ entry }) => entry),
    aliases: /^[\w.~-]+$/.test(id) ? [`/${id}/`] : [],
    translations: translationsOf(names, entries, id, options, noting),
  };
}

/** An entry, and its texts by language. */
interface TranslatedEntry {
  readonly entry: ToldEntry;
  readonly texts: ReadonlyMap<string, string>;
}

function entryOf(
  update: JsonObject,
  id: string,
  options: ImportOptions,
  noting: Noting,
): readonly TranslatedEntry[] {
  const at = timeOf(update);
  if (at === undefined) {
    noting.note('loss', id, 'an update without a time was left out');
    return [];
  }
  const html = byLanguage(update['messageHtml'], options);
  const texts = html.size > 0 ? html : byLanguage(update['message'], options);
  const state = STATES[textOf(update['status'])?.toUpperCase() ?? ''];
  const [language] = options.languages;
  const text = fromText(texts.get(language) ?? [...texts.values()][0] ?? '');
  return [{ entry: makeEntry(text, { id, at, state }, options, noting), texts }];
}

/** An incident without updates still says when it began and when it ended. */
function withoutUpdates(
  incident: JsonObject,
  names: ReadonlyMap<string, string>,
  options: ImportOptions,
): readonly TranslatedEntry[] {
  const start = machineTime(incident['started']) ?? machineTime(incident['start']);
  const status = STATES[textOf(incident['status'])?.toUpperCase() ?? ''];
  const isPlan = status === 'scheduled' || status === 'in-progress' || status === 'completed';
  const end =
    machineTime(incident['resolved']) ??
    (start === undefined || status !== 'completed' ? undefined : plannedEnd(incident, start));
  const title = oneLine(names.get(options.languages[0]) ?? [...names.values()][0] ?? '').slice(0, 200);
  const last = isPlan ? 'completed' : 'resolved';
  const entries = [
    ...(start === undefined ? [] : [bareEntry(start, isPlan ? 'scheduled' : 'investigating', title)]),
    ...(end === undefined ? [] : [bareEntry(end, last, options.stateTitles[last] ?? 'Resolved')]),
  ];
  return entries.map((entry, index) => ({ entry, texts: index === 0 ? names : new Map<string, string>() }));
}

function planOf(incident: JsonObject, id: string, { note }: Noting): ToldReport['planned'] {
  const start = machineTime(incident['start']) ?? machineTime(incident['started']);
  if (start === undefined) return undefined;
  if (lengthOf(incident) === undefined)
    note(
      'guess',
      id,
      'the source does not say how long it was planned for: the end is when it ended, or an hour after the start',
    );
  return { start, end: plannedEnd(incident, start) };
}

/** The end by the stated length, else when it ended, else an hour after the start. */
function plannedEnd(incident: JsonObject, start: Instant): Instant {
  const resolved = machineTime(incident['resolved']);
  const ended = resolved !== undefined && resolved > start ? resolved : instantOf(secondsOf(start) + AN_HOUR);
  const seconds = lengthOf(incident);
  return seconds === undefined ? ended : instantOf(secondsOf(start) + seconds);
}

/** The planned length in seconds; the source has minutes. */
function lengthOf(incident: JsonObject): number | undefined {
  const minutes = Number(textOf(incident['duration']) ?? Number.NaN);
  return Number.isFinite(minutes) && minutes > 0 ? Math.round(minutes * 60) : undefined;
}

/** Languages of the site get a file each; the others are noted as lost. */
function translationsOf(
  names: ReadonlyMap<string, string>,
  entries: readonly TranslatedEntry[],
  id: string,
  options: ImportOptions,
  { note }: Noting,
): readonly ToldTranslation[] {
  const [original, ...others] = options.languages;
  const languages = new Set([...names.keys(), ...entries.flatMap(({ texts }) => [...texts.keys()])]);
  return [...languages].flatMap((language): ToldTranslation[] => {
    if (language === original) return [];
    const own = others.find((each) => each === language);
    if (own === undefined) {
      note('loss', id, `the language ${language} is not among those of site.yaml`);
      return [];
    }
    const name = names.get(language);
    const translated = entries.flatMap(({ entry, texts }) => {
      const text = texts.get(language);
      if (text === undefined) return [];
      const { markdown, plain } = fromText(text);
      return [{ at: entry.at, ...headlineOf(markdown, plain, entry.state, {}) }];
    });
    return [
      {
        language: own,
        title: name === undefined ? undefined : fittingTitle(name).title,
        entries: translated,
      },
    ];
  });
}

function severityOf(state: ServiceState | undefined): ToldReport['severity'] {
  if (state === 'major_outage') return 'critical';
  return state === 'partial_outage' ? 'major' : state === 'degraded_performance' ? 'minor' : undefined;
}

function servicesIn(incident: JsonObject): ToldService[] {
  return objectsOf(incident['components']).flatMap((component) => {
    const named = component['name'];
    const name =
      textOf(named) ?? textOf(objectOf(named)['default']) ?? textOf(Object.values(objectOf(named))[0]);
    const key = textOf(component['id']) ?? name;
    return key === undefined || name === undefined
      ? []
      : [{ key, name, group: undefined, description: undefined }];
  });
}

function timeOf(update: JsonObject): Instant | undefined {
  return machineTime(update['started']) ?? machineTime(update['createdAt']);
}

function compare(a: Instant | undefined, b: Instant | undefined): number {
  return (a ?? '') < (b ?? '') ? -1 : (a ?? '') > (b ?? '') ? 1 : 0;
}
