import { writeBlockItem, writeFlowItem, writeScalar, writeValue } from '../../source/edit/write-yaml.ts';
import type { WrittenItem } from '../../source/edit/write-yaml.ts';
import { sha256 } from '../../source/content-hash.ts';
import type { ServiceState } from '../../model/edition.ts';
import type { ToldEntry, ToldReport, ToldTranslation } from './told.ts';

/** Keys that number a text and are not part of its content. */
export interface Bookkeeping {
  readonly version: string;
  readonly lastUpdate: string | undefined;
  readonly changes: string | undefined;
}

/** The source of a report, and the ids of its services here. */
export interface Origin {
  readonly from: string;
  readonly idOf: (key: string) => string | undefined;
  /** What was guessed, in words, to be noted in the file. */
  readonly guesses: readonly string[];
  /** Replaces the placeholders for other reports and pictures in a text. */
  readonly place: (text: string) => string;
}

const MARK = '# import: ';

/** The file of an imported report, with what `import` needs to know later whether somebody has edited it. */
export function reportText(
  report: ToldReport,
  { from, idOf, guesses, place }: Origin,
  kept: Bookkeeping,
): string {
  const planned = report.planned && { start: report.planned.start, end: report.planned.end };
  const aliases = report.aliases.map((path) => JSON.stringify(path));
  const tags = report.tags.map((tag) => JSON.stringify(tag));
  const lines = [
    `title: ${writeValue('title', report.title)}`,
    ...line('summary', report.summary),
    ...bookkeepingLines(kept),
    ...(report.kind === 'incident' ? [] : [`kind: ${report.kind}`]),
    ...(report.severity === undefined ? [] : [`severity: ${report.severity}`]),
    ...servicesLine(report, idOf),
    ...(planned === undefined ? [] : [`planned: ${writeFlowItem(planned)}`]),
    ...(tags.length === 0 ? [] : [`tags: [${tags.join(', ')}]`]),
    ...(report.isPostmortem ? ['postmortem: true'] : []),
    ...(aliases.length === 0 ? [] : [`aliases: [${aliases.join(', ')}]`]),
    `imported: {from: ${from}, id: ${writeScalar(report.id)}}`,
    'timeline:',
    ...report.timeline.flatMap((entry) => entryLines(entry, idOf)),
    ...(report.actions.length === 0 ? [] : ['actions:', ...report.actions.map(actionLine)]),
  ];
  return sealed([...guesses.map((guess) => `# guessed: ${guess}`), ...lines], report.body, place);
}

/** The file of a translation that came with a report. */
export function translationText({ title, entries, body = '' }: ToldTranslation, kept: Bookkeeping): string {
  const lines = [
    ...line('title', title),
    ...bookkeepingLines({ ...kept, lastUpdate: undefined, changes: undefined }),
    ...(entries.length === 0 ? [] : ['timeline:']),
    ...entries.map(
      ({ at, title: headline, text }) => `  - ${writeBlockItem({ at, title: headline, text }, '    ')}`,
    ),
  ];
  return sealed(lines, body, (text) => text);
}

/** What `import` wrote into a file, or undefined where it wrote none, as 16 hexadecimal digits. */
export function sealOf(text: string): string | undefined {
  return /^# import: ([\da-f]{16})\b/m.exec(text)?.[1];
}

/** The digest of a file's content without its numbering; equals its seal until somebody edits the file. */
export function digestOf(text: string): string {
  const said = text
    .replaceAll(/\r\n?/g, '\n')
    .split('\n')
    .filter((each) => !each.startsWith(MARK) && !/^(?:version|last_update|changes):/.test(each))
    .join('\n');
  return sha256(`${said.trimEnd()}\n`).slice(0, 16);
}

/** The numbering in a file, as written there. */
export function bookkeepingOf(text: string): Bookkeeping {
  const matter = text.split(/^---[ \t]*$/m)[1] ?? '';
  const value = (key: string) => new RegExp(`^${key}:[ \\t]*(.*?)[ \\t]*$`, 'm').exec(matter)?.[1];
  return { version: value('version') ?? '001', lastUpdate: value('last_update'), changes: value('changes') };
}

function sealed(lines: readonly string[], body: string, place: Origin['place']): string {
  const rest = place(`${lines.join('\n')}\n---\n${body === '' ? '' : `\n${body.trim()}\n`}`);
  const digest = digestOf(`---\n${rest}`);
  return `---\n${MARK}${digest}; written by \`import\`, which leaves the file alone once it is edited\n${rest}`;
}

/** Values as written in a file: `changes` comes with its quotation marks. */
function bookkeepingLines({ version, lastUpdate, changes }: Bookkeeping): string[] {
  return [
    `version: ${version}`,
    ...(lastUpdate === undefined ? [] : [`last_update: ${lastUpdate}`]),
    ...(changes === undefined ? [] : [`changes: ${changes}`]),
  ];
}

function line(key: string, value: string | undefined): string[] {
  return value === undefined ? [] : [`${key}: ${writeValue(key, value)}`];
}

function servicesLine({ services }: ToldReport, idOf: Origin['idOf']): string[] {
  const states = new Map<string, ServiceState | undefined>();
  for (const { key, state } of services) {
    const id = idOf(key);
    if (id !== undefined && !states.has(id)) states.set(id, state);
  }
  const known = [...states].flatMap(([id, state]) => (state === undefined ? [] : [[id, state] as const]));
  if (states.size === 0) return [];
  return known.length === states.size
    ? [`services: ${writeFlowItem(Object.fromEntries(known))}`]
    : [`services: [${[...states.keys()].join(', ')}]`];
}

function entryLines(entry: ToldEntry, idOf: Origin['idOf']): string[] {
  const states = Object.entries(entry.services).flatMap(([key, state]) => {
    const id = idOf(key);
    return id === undefined ? [] : [[id, state] as const];
  });
  const item: WrittenItem = {
    at: entry.at,
    precision: entry.precision,
    state: entry.state,
    services: states.length === 0 ? undefined : Object.fromEntries(states),
    title: entry.title,
    text: entry.text,
  };
  return [
    `  - ${writeBlockItem(item, '    ')}`,
    ...(entry.proposal === undefined ? [] : [`    # proposed: ${entry.proposal}`]),
  ];
}

function actionLine(action: ToldReport['actions'][number]): string {
  const { text, owner, due, done, url } = action;
  return `  - ${writeBlockItem({ text, owner, due, done, url }, '    ')}`;
}
