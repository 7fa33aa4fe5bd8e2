import type { Instant } from '../../../model/instant.ts';
import { parseTime } from '../../../source/time.ts';
import { withoutControls } from '../text/to-markdown.ts';

/** One document of the system: one version of a report in one language. */
export interface Erp5Document {
  readonly path: string;
  readonly reference: string;
  /** `002`. */
  readonly version: string;
  readonly language: string;
  readonly title: string;
  /** True where the title says that it is over. */
  readonly isFixed: boolean;
  /** A day, `2020-09-15`. */
  readonly lastUpdate: string | undefined;
  /** In the order of the document: newest first. */
  readonly entries: readonly Erp5Entry[];
  /** Markdown. */
  readonly body: string;
}

export interface Erp5Entry {
  readonly at: Instant;
  readonly title: string;
  /** Markdown. */
  readonly text: string;
  readonly mark: 'started' | 'finished' | undefined;
}

/** `2020-09-15-web-frontend-001-en.md` */
const NAME = /^(.+)-(\d{3,})-([a-z]{2,3}(?:-[A-Za-z\d]{2,8})*)\.[a-z]+$/;
const ENTRY =
  /^(?:#{1,6}\s*)?\**(\d{2})\/(\d{2})\/(\d{4})\s+(\d{2}:\d{2})\s+(?:GMT|UTC)\**[\s:–—-]*(.*?)\**\s*$/;
const FACT = /^[\s*_>-]*(last update|version|language)[\s*_]*:[\s*_]*(.*?)[\s*_]*$/i;
const FIXED = /\[FIXED\]/i;
const STARTED = /\[INCIDENT STARTED\]/i;
const FINISHED = /\[INCIDENT FINISHED\]/i;
/** Notices of the page about an open report; here these are shown outside the report. */
const NOTICE = /^[\s*_>-]*this article (?:carries|contains|provides) real-time information\b/i;
/** The start in the title, which the timeline has as well. */
const START_IN_TITLE =
  /\bincident started\s+(?:on\s+)?\d{2}\/\d{2}\/\d{4}\s+\d{2}:\d{2}\s+(?:GMT|UTC)[\s:,–—-]*/i;

/** Reads a document; says why not if its name or text does not have this form. */
export function readErp5Document(path: string, whole: string): Erp5Document | { readonly why: string } {
  const [, reference, version, language] = NAME.exec(path.split('/').at(-1) ?? path) ?? [];
  if (reference === undefined || version === undefined || language === undefined)
    return { why: 'its name is not reference-version-language' };
  const lines = withoutControls(whole).split('\n');
  const at = lines.findIndex((line) => line.trim() !== '');
  const head = (lines[at] ?? '').replace(/^#+\s*/, '').trim();
  if (head === '') return { why: 'it is empty' };
  const { entries, rest, facts } = readLines(lines.slice(at + 1));
  return {
    path,
    reference,
    version,
    language,
    title: head
      .replace(FIXED, '')
      .replace(STARTED, '')
      .replace(START_IN_TITLE, '')
      .replace(/^[\s:–—-]+/, '')
      .trim(),
    isFixed: FIXED.test(head),
    lastUpdate: dayOf(facts.get('last update') ?? ''),
    entries,
    body: rest,
  };
}

interface ReadText {
  readonly entries: readonly Erp5Entry[];
  readonly rest: string;
  readonly facts: ReadonlyMap<string, string>;
}

/** An entry ends at the next one, or at a heading that is not one; the rest begins there. */
function readLines(lines: readonly string[]): ReadText {
  const facts = new Map<string, string>();
  const entries: { at: Instant; title: string; text: string; mark: Erp5Entry['mark'] }[] = [];
  const rest: string[] = [];
  let isEntry = false;
  for (const line of lines) {
    const entry = entryIn(line);
    const [, key, value = ''] = FACT.exec(line) ?? [];
    if (entry) {
      entries.push(entry);
      isEntry = true;
    } else if (key !== undefined && entries.length === 0) {
      facts.set(key.toLowerCase(), value);
    } else if (/^#{1,6}\s*timeline\s*$/i.test(line)) {
      isEntry = false;
    } else if (!NOTICE.test(line)) {
      if (/^#{1,6}\s/.test(line)) isEntry = false;
      const last = entries.at(-1);
      if (isEntry && last) last.text += `${line}\n`;
      else rest.push(line);
    }
  }
  return {
    entries: entries.map((each) => ({ ...each, text: each.text.trim() })),
    rest: rest.join('\n').trim(),
    facts,
  };
}

function entryIn(
  line: string,
): { at: Instant; title: string; text: string; mark: Erp5Entry['mark'] } | undefined {
  const [, day, month, year, clock, words = ''] = ENTRY.exec(line) ?? [];
  const time = day === undefined ? undefined : parseTime(`${year}-${month}-${day}T${clock}:00Z`);
  if (!time || !('instant' in time)) return undefined;
  const mark = FINISHED.test(words) ? 'finished' : STARTED.test(words) ? 'started' : undefined;
  const title = words.replace(FINISHED, '').replace(STARTED, '').replaceAll(/\s+/g, ' ').trim();
  return { at: time.instant, title, text: '', mark };
}

/** `2020-09-15` or `15/09/2020`, with whatever follows it. */
function dayOf(text: string): string | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(text.trim()) ?? [];
  if (year !== undefined) return `${year}-${month}-${day}`;
  const [, first, second, third] = /^(\d{2})\/(\d{2})\/(\d{4})/.exec(text.trim()) ?? [];
  return first === undefined ? undefined : `${third}-${second}-${first}`;
}

/** The text of a document, as `readErp5Document` reads it. */
export function erp5Text(document: Omit<Erp5Document, 'path'>): string {
  const { title, isFixed, lastUpdate, version, language, entries, body } = document;
  const started = entries.find(({ mark }) => mark === 'started') ?? entries.at(-1);
  const when = started === undefined ? '' : `Incident started ${stamp(started.at)}: `;
  const lines = [
    `# ${isFixed ? '[FIXED] ' : ''}${when}${title}`,
    '',
    ...(lastUpdate === undefined ? [] : [`Last update: ${lastUpdate}`]),
    `Version: ${version}`,
    `Language: ${language}`,
    '',
    '## Timeline',
    ...entries.flatMap(({ at, title: headline, text, mark }) => [
      '',
      `### ${stamp(at)} ${headline}${mark === undefined ? '' : ` [INCIDENT ${mark.toUpperCase()}]`}`,
      ...(text === '' ? [] : ['', text]),
    ]),
    ...(body === '' ? [] : ['', body]),
  ];
  return `${lines.join('\n')}\n`;
}

function stamp(at: Instant): string {
  const [, year, month, day, clock] = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2})/.exec(at) ?? [];
  return `${day}/${month}/${year} ${clock} GMT`;
}
