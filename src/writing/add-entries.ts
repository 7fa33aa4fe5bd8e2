import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Node, YAMLSeq } from 'yaml';
import { entryLines } from './skeleton.ts';
import type { SourceEntry } from './source-texts.ts';
import { split } from '../source/split.ts';

/** A translation with more blank entries, or why they cannot be added. */
export type Added =
  | { readonly ok: true; readonly text: string; readonly added: readonly string[] }
  | { readonly ok: false; readonly reason: string };

/**
 * Adds blank entries to the end of a translation's timeline. Lines are only added: every existing line stays
 * unchanged, comments and line ends included. `text` is the file as read.
 */
export function addEntries(file: string, text: string, entries: readonly SourceEntry[]): Added {
  const plain = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const halves = split(file, plain).value;
  const before = halves?.matter.value;
  if (!halves || !before) return { ok: false, reason: 'its front matter cannot be read' };
  const spot = findSpot(halves.yaml);
  if ('reason' in spot) return { ok: false, reason: spot.reason };
  const block = [...spot.lead, ...entries.flatMap((entry) => entryLines(entry, spot.indent))];
  const lines = text.split('\n');
  const end = text.includes('\r\n') ? '\r' : '';
  lines.splice(halves.yamlLine - 1 + spot.line, 0, ...block.map((line) => line + end));
  const result = lines.join('\n');
  return isOnlyMore(file, before.value, result, entries)
    ? { ok: true, text: result, added: block }
    : { ok: false, reason: 'entries cannot be added to a timeline written like this' };
}

interface Spot {
  /** Lines of the YAML that come before the new ones. */
  readonly line: number;
  readonly indent: string;
  readonly lead: readonly string[];
}

function findSpot(yaml: string): Spot | { readonly reason: string } {
  const counter = new LineCounter();
  const { contents } = parseDocument(yaml, { schema: 'failsafe', lineCounter: counter });
  if (!isMap(contents)) return { reason: 'its front matter is not a list of keys' };
  const pair = contents.items.find(({ key }) => isScalar(key) && key.value === 'timeline');
  const lines = yaml.replace(/\n+$/, '').split('\n').length;
  if (!pair) return { line: lines, indent: '  ', lead: ['timeline:'] };
  const { value } = pair;
  if (value === null || (isScalar(value) && value.value === '')) {
    const [start = 0] = (pair.key as Node).range ?? [];
    return { line: counter.linePos(start).line, indent: '  ', lead: [] };
  }
  if (!isSeq(value) || value.flow === true) return { reason: 'its timeline is between brackets' };
  return endOfList(value, yaml, counter);
}

function endOfList(list: YAMLSeq, yaml: string, counter: LineCounter): Spot | { readonly reason: string } {
  const last = list.items.at(-1) as Node | undefined;
  const [start = 0, end = 0] = last?.range ?? [];
  const first = yaml.split('\n')[counter.linePos(start).line - 1] ?? '';
  const indent = /^( *)- /.exec(first)?.[1];
  if (!last || indent === undefined) return { reason: 'the last entry of its timeline cannot be found' };
  // A text below `|` ends where the next line begins; anything else ends in its line.
  const { line, col } = counter.linePos(end);
  return { line: col === 1 && end > start ? line - 1 : line, indent, lead: [] };
}

/** Whether the new text has the content of the old one plus the blank entries. */
function isOnlyMore(
  file: string,
  before: Readonly<Record<string, unknown>>,
  result: string,
  entries: readonly SourceEntry[],
): boolean {
  const halves = split(file, result.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')).value;
  const after = halves?.matter.value?.value;
  const timeline = after?.['timeline'];
  if (!after || !Array.isArray(timeline)) return false;
  const rest = timeline.slice(0, timeline.length - entries.length);
  const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const was = Array.isArray(before['timeline']) ? before['timeline'] : [];
  return isSame(rest, was) && isSame({ ...after, timeline: undefined }, { ...before, timeline: undefined });
}
