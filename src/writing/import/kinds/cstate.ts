import type { Severity, State } from '../../../model/edition.ts';
import type { Instant } from '../../../model/instant.ts';
import { objectOf, textOf, textsOf } from '../json-values.ts';
import type { JsonObject } from '../json-values.ts';
import { settingsIn, slugIn, splitIssue } from './cstate-documents.ts';
import { bareEntry, inOrder, makeEntry, noteLosses, titleOf } from '../entry.ts';
import { notePeople } from '../people.ts';
import { writtenTime } from '../source-times.ts';
import { fittingTitle } from '../text/headline.ts';
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

const SEVERITY: Readonly<Record<string, Severity>> = {
  notice: 'minor',
  disrupted: 'major',
  down: 'critical',
};
const STATES: Readonly<Record<string, State>> = {
  investigating: 'investigating',
  identified: 'identified',
  monitoring: 'monitoring',
  resolved: 'resolved',
};

/** Days from the date of an issue within which the times of its updates are plausible. */
const BELIEVED_DAYS = 20;

/** `*Investigating* - text {{< track "2018-04-25 15:50:00" >}}`: the time is after the paragraph. */
const TRACK = /\{\{<\s*track\s+"([^"]*)"\s*>\}\}/g;
const SHORTCODE = /\{\{[<%][^}]*[>%]\}\}/g;

/**
 * Reads issues of cState (https://github.com/cstate/cstate/wiki): Markdown with front matter in YAML, TOML or
 * JSON. Its settings, `config.yml` or `config.toml` among the documents, say the time zone and the systems.
 */
export function readCstate(documents: readonly ImportDocument[], options: ImportOptions): Told {
  const settings = documents.map(settingsIn).filter((each) => each !== undefined);
  const zone = settings
    .map((each) => textOf(objectOf(each['params'])['timeZone']))
    .find((each) => each !== undefined);
  const services = new Map<string, ToldService>();
  for (const each of settings) addSystems(each, services);
  const reports: ToldReport[] = [];
  const notes: ImportNote[] = [];
  const own = { ...options, timeZone: options.timeZone ?? zone };
  for (const document of documents.filter((each) => settingsIn(each) === undefined)) {
    const noting = noteOn(document.path);
    const report = readIssue(document, own, zone, noting);
    if (report) {
      reports.push(report);
      addAffected(report, services, noting);
    }
    notes.push(...noting.notes);
  }
  return { reports, services: [...services.values()], notes };
}

function readIssue(
  { path, text }: ImportDocument,
  options: ImportOptions,
  configured: string | undefined,
  noting: Noting,
): ToldReport | undefined {
  const parts = splitIssue(text);
  const id = slugIn(path);
  const name = textOf(parts?.matter['title']);
  if (!parts || name === undefined) return leaveOut(path, parts !== undefined, noting);
  const { matter, body } = parts;
  const times = timesOf(matter, id, options, noting);
  if (times === undefined) return undefined;
  warnOfZone(matter, configured, id, noting);
  const { entries, rest } = entriesIn(
    body,
    { id, times, title: name, isResolved: isSet(matter['resolved']) },
    options,
    noting,
  );
  notePeople(entries, id, noting);
  const { title, body: wholeTitle } = titleOf(name);
  const informational = isSet(matter['informational']);
  return {
    ...PLAIN_REPORT,
    id,
    document: path,
    title,
    kind: informational ? 'notice' : 'incident',
    severity: informational ? undefined : SEVERITY[textOf(matter['severity']) ?? ''],
    services: textsOf(matter['affected']).map((key) => ({ key, state: undefined })),
    timeline: entries,
    body: [wholeTitle, rest].filter((part) => part !== '').join('\n'),
    isDraft: isSet(matter['draft']),
    aliases: [`/issues/${id}/`],
  };
}

/** A list of issues is not an issue; other front matter without a title is not from cState. */
function leaveOut(path: string, hasMatter: boolean, { note }: Noting): undefined {
  const isExpected = hasMatter || /(?:^|\/)(?:_index|index|readme)\.md$/i.test(path);
  const why = hasMatter ? 'it has no title' : 'it has no front matter that can be read';
  note(isExpected ? 'left-out' : 'error', undefined, why);
}

/** A switch, as YAML, TOML and JSON give it. */
function isSet(value: unknown): boolean {
  return value === true || value === 'true';
}

interface Times {
  readonly start: Instant;
  readonly end: Instant | undefined;
}

function timesOf(
  matter: JsonObject,
  id: string,
  options: ImportOptions,
  { note }: Noting,
): Times | undefined {
  const start = readTime(matter['date'], options);
  if (typeof start === 'object') {
    note('error', id, start.why);
    return undefined;
  }
  const end =
    textOf(matter['resolvedWhen']) === undefined ? undefined : readTime(matter['resolvedWhen'], options);
  if (typeof end === 'object') note('loss', id, `resolvedWhen: ${end.why}`);
  return { start, end: typeof end === 'string' ? end : undefined };
}

interface About {
  readonly id: string;
  readonly times: Times;
  readonly title: string;
  readonly isResolved: boolean;
}

/** Paragraphs with a tracked time become entries; the first gets the time of the issue if it has none. */
function entriesIn(
  body: string,
  { id, times, title, isResolved }: About,
  options: ImportOptions,
  noting: Noting,
): { readonly entries: ToldEntry[]; readonly rest: string } {
  const entries: ToldEntry[] = [];
  const rest: string[] = [];
  for (const block of body.split(/\n\s*\n/)) {
    const [tracked] = [...block.matchAll(TRACK)];
    const words = withoutShortcodes(block.replaceAll(TRACK, ''), id, noting);
    const [, name = ''] = /^\s*\*{1,2}(\w+)\*{1,2}\s*[-–—:]/.exec(words) ?? [];
    const state = STATES[name.toLowerCase()];
    if (words.trim() === '') continue;
    const time = tracked ? readTime(tracked[1], options) : state === undefined ? undefined : times.start;
    const doubt = typeof time === 'object' ? time.why : time === undefined ? undefined : doubtOf(time, times);
    if (doubt !== undefined) noting.note('loss', id, `an update stays in the body: ${doubt}`);
    if (typeof time !== 'string' || doubt !== undefined) {
      rest.push(words);
      continue;
    }
    const text = fromMarkdown(words.replace(/^\s*\*{1,2}\w+\*{1,2}\s*[-–—:]\s*/, ''));
    entries.push(makeEntry(text, { id, at: time, state }, options, noting));
  }
  const left = fromMarkdown(rest.join('\n\n'));
  noteLosses(left, id, noting);
  return { entries: complete(entries, times, title, isResolved, options), rest: left.markdown };
}

/** Why the time of an update is implausible: a wrong month in one of the two is a common slip. */
function doubtOf(time: Instant, { start }: Times): string | undefined {
  const days = Math.round(Math.abs(Date.parse(time) - Date.parse(start)) / 86_400_000);
  return days <= BELIEVED_DAYS
    ? undefined
    : `its time, ${time}, is ${days} days from the date of the issue, ${start}`;
}

/** Every issue began, and a resolved one ended: if no paragraph says so, the front matter does. */
function complete(
  entries: readonly ToldEntry[],
  { start, end }: Times,
  title: string,
  isResolved: boolean,
  { stateTitles }: ImportOptions,
): ToldEntry[] {
  const sorted = inOrder(entries);
  const first = bareEntry(start, 'investigating', fittingTitle(title).title);
  const begun = sorted[0] && sorted[0].at <= start ? sorted : [first, ...sorted];
  if (!isResolved || begun.some(({ state }) => state === 'resolved')) return begun;
  const last = begun.at(-1) as ToldEntry;
  const at = end ?? last.at;
  if (begun.length > 1 && at === last.at) return [...begun.slice(0, -1), { ...last, state: 'resolved' }];
  return [...begun, bareEntry(at, 'resolved', stateTitles['resolved'] ?? 'Resolved')];
}

function withoutShortcodes(text: string, id: string, { note }: Noting): string {
  for (const [code] of text.matchAll(SHORTCODE)) note('loss', id, `the shortcode ${code.slice(0, 60)}`);
  return text.replaceAll(SHORTCODE, '');
}

function warnOfZone(matter: JsonObject, configured: string | undefined, id: string, { note }: Noting): void {
  const stated = textOf(matter['date']) ?? '';
  if (configured !== undefined && !/^(?:UTC|Etc\/UTC|GMT)$/i.test(configured) && stated.endsWith('Z'))
    note('guess', id, `its date ends in Z, which is UTC, while the page is set to ${configured}`);
}

function readTime(value: unknown, options: ImportOptions): Instant | { readonly why: string } {
  const text = value instanceof Date ? value.toISOString() : textOf(value);
  if (text === undefined) return { why: 'it has no date' };
  const whole = /^\d{4}-\d{2}-\d{2}$/.test(text.trim()) ? `${text.trim()} 00:00` : text.trim();
  const time = writtenTime(whole, options);
  if ('instant' in time) return time.instant;
  return { why: time.lacks === 'zone' ? 'its times have no zone: add --time-zone' : time.why };
}

function addSystems(settings: JsonObject, services: Map<string, ToldService>): void {
  const systems = objectOf(settings['params'])['systems'];
  for (const system of Array.isArray(systems) ? systems : []) {
    const name = textOf(objectOf(system)['name']);
    if (name === undefined) continue;
    const about = objectOf(system);
    services.set(name, {
      key: name,
      name,
      group: textOf(about['category']),
      description: textOf(about['description']),
    });
  }
}

function addAffected(
  { id, services: affected }: ToldReport,
  services: Map<string, ToldService>,
  { note }: Noting,
): void {
  for (const { key } of affected) {
    if (services.has(key)) continue;
    services.set(key, { key, name: key, group: undefined, description: undefined });
    note('guess', id, `${key} is not among the systems of the settings; it becomes a service`);
  }
}
