import { parse } from 'yaml';
import { instantOf, secondsOf } from '../../../model/instant.ts';
import { objectOf, textOf } from '../json-values.ts';
import { machineTime } from '../source-times.ts';
import { noteOn } from '../told.ts';
import type { ImportDocument, ImportNote, ImportOptions, Told, ToldService } from '../told.ts';
import { readIssuesAs } from './github-issues.ts';
import type { IssueReading } from './github-issues.ts';

/** Keys of the comment that says when maintenance is, and what it takes down. */
const PLAN = /<!--([\s\S]*?)-->/;

/** What the bot of Upptime writes by itself; what people write is the story. */
const BY_THE_BOT =
  /^\s*(?:In \[`[\da-f]+`\]\([^)]*\)\s*, .*|\*\*(?:Resolved|Status):\*\*.*|- (?:HTTP code|Response time): .*|Resolved in .*)\s*$/gim;

const READING: Omit<IssueReading, 'isService'> = {
  textOf: (text) => text.replace(PLAN, '').replaceAll(BY_THE_BOT, '').trim(),
  planOf: (body) => {
    const keys = keysIn(body);
    const start = machineTime(keys['start']);
    const end = machineTime(keys['end']);
    if (start === undefined) return undefined;
    return { start, end: end !== undefined && end > start ? end : instantOf(secondsOf(start) + 3_600) };
  },
  servicesIn: (body) => {
    const { expectedDown, expectedDegraded } = keysIn(body);
    const named = [expectedDown, expectedDegraded].flatMap((list) => list?.split(',') ?? []);
    return named.map((name) => name.trim()).filter((name) => name !== '');
  },
};

/**
 * Reads what an Upptime repository (https://upptime.js.org/docs/) keeps: the services in `history/*.yml`, and
 * the incidents as issues in JSON. The first comment of the bot is data; what people wrote are the entries.
 */
export function readUpptime(documents: readonly ImportDocument[], options: ImportOptions): Told {
  const isHistory = ({ path }: ImportDocument) => /\.ya?ml$/i.test(path);
  const services: ToldService[] = [];
  const notes: ImportNote[] = [];
  for (const document of documents.filter(isHistory)) {
    const service = serviceIn(document);
    if (service) services.push(service);
    else {
      const noting = noteOn(document.path);
      noting.note('left-out', undefined, 'it names no service');
      notes.push(...noting.notes);
    }
  }
  const told = readIssuesAs(
    { ...READING, isService: (label) => services.some(({ key }) => key === label) },
    documents.filter((each) => !isHistory(each)),
    options,
  );
  const known = new Map(services.map((service) => [service.key, service]));
  const others = told.services.filter(({ key }) => !known.has(key));
  return { reports: told.reports, services: [...services, ...others], notes: [...notes, ...told.notes] };
}

/** A service under the name of its file, which issues call it by. */
function serviceIn({ path, text }: ImportDocument): ToldService | undefined {
  const key = /([^/\\]+)\.ya?ml$/i.exec(path)?.[1];
  let value: unknown;
  try {
    value = parse(text, { schema: 'failsafe' });
  } catch {
    return undefined;
  }
  const url = textOf(objectOf(value)['url']);
  const name = textOf(objectOf(value)['name']) ?? url?.replace(/^https?:\/\//, '') ?? undefined;
  return key === undefined || url === undefined
    ? undefined
    : { key, name: name ?? key, group: undefined, description: undefined };
}

function keysIn(body: string): Readonly<Record<string, string>> {
  const [, comment = ''] = PLAN.exec(body) ?? [];
  return Object.fromEntries(
    comment.split('\n').flatMap((line) => {
      const [, key = '', value = ''] = /^\s*(\w+):\s*(.*?)\s*$/.exec(line) ?? [];
      return key === '' ? [] : [[key, value]];
    }),
  );
}
