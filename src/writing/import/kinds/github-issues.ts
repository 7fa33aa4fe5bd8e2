import type { Severity, State } from '../../../model/edition.ts';
import type { Instant } from '../../../model/instant.ts';
import { objectOf, objectsOf, parseJson, textOf } from '../json-values.ts';
import type { JsonObject } from '../json-values.ts';
import { bareEntry, inOrder, makeEntry, titleOf } from '../entry.ts';
import { notePeople } from '../people.ts';
import { machineTime } from '../source-times.ts';
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

/** What differs from plain issues, for tools that build on them. */
export interface IssueReading {
  /** Cleans the body of an issue or a comment, and says whether it is an entry at all. */
  readonly textOf: (text: string, isFirst: boolean) => string;
  /** The plan of a maintenance in the body of an issue. */
  readonly planOf: (body: string) => { readonly start: Instant; readonly end: Instant } | undefined;
  /** The names of services in the body of an issue. */
  readonly servicesIn: (body: string) => readonly string[];
  /** True for a label that is the name of a service by itself. */
  readonly isService: (label: string) => boolean;
}

const PLAIN: IssueReading = {
  textOf: (text) => text,
  planOf: () => undefined,
  servicesIn: () => [],
  isService: () => false,
};

/** Labels that state the severity; others are looked up in the command's map. */
const SEVERITY: Readonly<Record<string, Severity>> = { minor: 'minor', major: 'major', critical: 'critical' };

/**
 * Reads issues as incidents, as `gh issue list --state all --json
 * number,title,body,comments,labels,createdAt,closedAt,author` prints them, or as GitHub’s API gives them.
 */
export function readIssues(documents: readonly ImportDocument[], options: ImportOptions): Told {
  return readIssuesAs(PLAIN, documents, options);
}

/** The same for pages that keep their incidents as issues in their own form. */
export function readIssuesAs(
  reading: IssueReading,
  documents: readonly ImportDocument[],
  options: ImportOptions,
): Told {
  const reports: ToldReport[] = [];
  const services = new Map<string, ToldService>();
  const notes: ImportNote[] = [];
  for (const { path, text } of documents) {
    const noting = noteOn(path);
    const value = parseJson(text);
    const issues = Array.isArray(value) ? objectsOf(value) : objectsOf([value]);
    if (value === undefined) noting.note('error', undefined, 'it is not JSON');
    else if (!issues.some((issue) => 'title' in issue))
      noting.note('left-out', undefined, 'it has no issues');
    for (const issue of issues.filter((each) => 'title' in each)) {
      const report = readIssue(issue, path, reading, options, noting);
      if (!report) continue;
      reports.push(report);
      for (const { key } of report.services)
        services.set(key, { key, name: key, group: undefined, description: undefined });
    }
    notes.push(...noting.notes);
  }
  return { reports, services: [...services.values()], notes };
}

function readIssue(
  issue: JsonObject,
  document: string,
  reading: IssueReading,
  options: ImportOptions,
  noting: Noting,
): ToldReport | undefined {
  const id = textOf(issue['number']);
  const name = textOf(issue['title']);
  const start = timeOf(issue, 'createdAt', 'created_at');
  if (id === undefined || name === undefined || start === undefined) {
    noting.note('error', id, 'an issue here has no number, no title or no time');
    return undefined;
  }
  const body = textOf(issue['body']) ?? '';
  const planned = reading.planOf(body);
  const { title, body: wholeTitle } = titleOf(name);
  const labels = objectsOf(issue['labels']).flatMap((label) => textOf(label['name']) ?? []);
  const timeline = timelineOf(
    issue,
    { id, title, body, start, isPlanned: planned !== undefined },
    reading,
    options,
    noting,
  );
  notePeople(timeline, id, noting, authorsOf(issue));
  return {
    ...PLAIN_REPORT,
    id,
    document,
    title,
    kind: planned === undefined ? 'incident' : 'maintenance',
    severity: planned === undefined ? severityIn(labels, options) : undefined,
    services: servicesOf(labels, [...reading.servicesIn(body), ...labels.filter(reading.isService)]),
    planned,
    timeline,
    body: wholeTitle,
  };
}

interface About {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly start: Instant;
  readonly isPlanned: boolean;
}

function timelineOf(
  issue: JsonObject,
  { id, title, body, start, isPlanned }: About,
  reading: IssueReading,
  options: ImportOptions,
  noting: Noting,
): ToldEntry[] {
  const words = fromMarkdown(reading.textOf(body, true));
  const state = isPlanned ? 'scheduled' : 'investigating';
  const begun = makeEntry(words, { id, at: start, state }, options, noting);
  // An issue without text begins with its title.
  const first = words.plain === '' ? { ...begun, title } : begun;
  const comments = objectsOf(issue['comments']).flatMap((comment): ToldEntry[] => {
    const at = timeOf(comment, 'createdAt', 'created_at');
    const text = reading.textOf(textOf(comment['body']) ?? '', false);
    if (at === undefined || text.trim() === '') return [];
    return [makeEntry(fromMarkdown(text), { id, at, state: undefined }, options, noting)];
  });
  return withEnd(inOrder([first, ...comments]), timeOf(issue, 'closedAt', 'closed_at'), isPlanned, options);
}

/** Closing an issue ends the report, with the last comment if that came within two minutes of it. */
function withEnd(
  entries: readonly ToldEntry[],
  closed: Instant | undefined,
  isPlanned: boolean,
  { stateTitles }: ImportOptions,
): ToldEntry[] {
  if (closed === undefined) return [...entries];
  const state: State = isPlanned ? 'completed' : 'resolved';
  const last = entries.at(-1);
  const isNear = last && Math.abs(Date.parse(closed) - Date.parse(last.at)) <= 120_000;
  if (last && entries.length > 1 && isNear) return [...entries.slice(0, -1), { ...last, state }];
  const title = stateTitles[state] ?? 'Resolved';
  return [...entries, bareEntry(closed, state, title)];
}

function severityIn(labels: readonly string[], { severities }: ImportOptions): Severity | undefined {
  const words = labels.map((label) =>
    label.toLowerCase().replace(/^(?:severity|impact|priority)\s*[:/-]\s*/, ''),
  );
  return words.map((word) => severities[word] ?? SEVERITY[word]).find((each) => each !== undefined);
}

/** Labels such as `service: web` or `component/api` name services. */
function servicesOf(labels: readonly string[], named: readonly string[]): ToldReport['services'] {
  const labelled = labels.flatMap(
    (label) => /^(?:service|component|area)\s*[:/]\s*(.+)$/i.exec(label)?.[1] ?? [],
  );
  return [...new Set([...named, ...labelled])].map((key) => ({ key, state: undefined }));
}

function authorsOf(issue: JsonObject): string[] {
  const logins = objectsOf(issue['comments']).flatMap((comment) => loginOf(comment) ?? []);
  return [...new Set(logins)].map((login) => `@${login}`);
}

function loginOf(item: JsonObject): string | undefined {
  const login = textOf(objectOf(item['author'])['login']) ?? textOf(objectOf(item['user'])['login']);
  return login === undefined || /\[bot\]$|^github-actions$/i.test(login) ? undefined : login;
}

function timeOf(item: JsonObject, name: string, other: string): Instant | undefined {
  return machineTime(item[name]) ?? machineTime(item[other]);
}
