import { toString } from 'mdast-util-to-string';
import type { List, ListItem, Paragraph, Root, RootContent, Table, TableRow } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import type { Instant } from '../../../model/instant.ts';
import { headlineOf, oneLine } from '../text/headline.ts';
import { fromMarkdown } from '../text/to-markdown.ts';
import type { Surroundings } from '../text/clean-tree.ts';
import type { ToldEntry } from '../told.ts';
import type { MarkdownDocument, Section } from './document.ts';
import { readEntryTime, splitTime } from './entry-times.ts';
import type { Clock, EntryTime } from './entry-times.ts';

/** The entries of a document, and the parts of it they were made from. */
export interface FoundTimeline {
  readonly entries: readonly ToldEntry[];
  /** Sections that became entries as a whole. */
  readonly usedSections: ReadonlySet<Section>;
  /** What is left of blocks whose rows, items or lines became entries; undefined if nothing is. */
  readonly rests: ReadonlyMap<RootContent, RootContent | undefined>;
  readonly guesses: readonly string[];
  readonly losses: readonly string[];
  /** Rows whose time is not one, which stay in the body. */
  readonly leftOver: readonly string[];
  /** Why its times are unknown: no zone, or day and month that could be in either order. */
  readonly unclear: string | undefined;
}

/** What an entry is made from. */
interface Raw {
  readonly time: string;
  readonly markdown: string;
  readonly section?: Section | undefined;
  readonly node?: RootContent | undefined;
  /** The row or the item of `node`. */
  readonly part?: TableRow | ListItem | undefined;
}

const writer = unified()
  .use(remarkGfm)
  .use(remarkStringify, { bullet: '-', emphasis: '_', rule: '-' })
  .freeze();

/**
 * Finds the timeline of a document: a table, a heading per entry, or a list or lines that begin with times.
 */
export function findTimeline(
  document: MarkdownDocument,
  clock: Omit<Clock, 'before'>,
  around: Surroundings,
): FoundTimeline {
  const raw = tablesIn(document) ?? headingsIn(document) ?? listsIn(document) ?? [];
  const entries: ToldEntry[] = [];
  const guesses: string[] = [];
  const losses: string[] = [];
  const leftOver: string[] = [];
  const usedSections = new Set<Section>();
  const done: Raw[] = [];
  let before: Instant | undefined;
  let unclear: string | undefined;
  for (const each of raw) {
    const time = readEntryTime(each.time, { ...clock, before });
    if ('why' in time) {
      if (time.stops) unclear ??= time.why;
      else leftOver.push(`${each.time} ${oneLine(each.markdown).slice(0, 60)}: ${time.why}`.trim());
      continue;
    }
    before = time.at;
    if (time.isNextDay) guesses.push(`${each.time} is taken for the next day, ${time.at.slice(0, 10)}`);
    const { entry, lost } = entryOf(each, time, around, clock);
    entries.push(entry);
    losses.push(...lost);
    if (each.section) usedSections.add(each.section);
    done.push(each);
  }
  return { entries, usedSections, rests: restsOf(raw, done), guesses, losses, leftOver, unclear };
}

/**
 * Rows and items that are not entries stay; lines, which have no position of their own, stay all or not at
 * all.
 */
function restsOf(raw: readonly Raw[], done: readonly Raw[]): FoundTimeline['rests'] {
  const parts = new Set<unknown>(done.map(({ part }) => part));
  const rests = new Map<RootContent, RootContent | undefined>();
  for (const { node } of done) {
    if (node?.type === 'table') rests.set(node, withoutRows(node, parts));
    else if (node?.type === 'list') rests.set(node, withoutItems(node, parts));
    else if (node && raw.every((each) => each.node !== node || done.includes(each)))
      rests.set(node, undefined);
  }
  return rests;
}

function withoutRows(table: Table, parts: ReadonlySet<unknown>): Table | undefined {
  const [head, ...rows] = table.children;
  const left = rows.filter((row) => !parts.has(row));
  return left.length === 0 || !head ? undefined : { ...table, children: [head, ...left] };
}

function withoutItems(list: List, parts: ReadonlySet<unknown>): List | undefined {
  const children = list.children.filter((item) => !parts.has(item));
  return children.length === 0 ? undefined : { ...list, children };
}

function entryOf(
  { markdown }: Raw,
  time: Extract<EntryTime, { at: Instant }>,
  around: Surroundings,
  { options }: Omit<Clock, 'before'>,
): { readonly entry: ToldEntry; readonly lost: readonly string[] } {
  const text = fromMarkdown(markdown, around);
  const headline = headlineOf(text.markdown, text.plain, undefined, options.stateTitles);
  const title = time.range === undefined ? headline.title : `${headline.title} (${time.range})`;
  const lost = [...text.losses, ...text.remotePictures.map((url) => `the picture ${url} stays a link`)];
  return {
    entry: {
      at: time.at,
      precision: time.precision,
      state: undefined,
      services: {},
      title,
      text: headline.text,
    },
    lost,
  };
}

/** Rows of tables with a time in their first column; further columns say who or what. */
function tablesIn({ sections }: MarkdownDocument): Raw[] | undefined {
  const rows = sections.flatMap(({ nodes }) =>
    nodes.flatMap((node) => (node.type === 'table' && isTimeTable(node) ? rowsOf(node) : [])),
  );
  return rows.length === 0 ? undefined : rows;
}

function isTimeTable({ children: [, ...rows] }: Table): boolean {
  const timed = rows.filter((row) => splitTime(toString(row.children[0])) !== undefined);
  return timed.length > 0 && timed.length * 2 >= rows.length;
}

function rowsOf(table: Table): Raw[] {
  const [head, ...rows] = table.children;
  return rows.map((row) => {
    const time = toString(row.children[0]).trim();
    const [, second = '', ...others] = row.children.map((cell) => stringify(cell.children));
    const words = others.flatMap((cell, index) => {
      const name = headOf(head, index + 2);
      return cell.trim() === '' ? [] : [name === '' ? cell.trim() : `${name}: ${cell.trim()}`];
    });
    return {
      time,
      markdown: [second.trim(), ...words].filter((part) => part !== '').join('\n\n'),
      node: table,
      part: row,
    };
  });
}

function headOf(head: TableRow | undefined, index: number): string {
  return head?.children[index] === undefined ? '' : toString(head.children[index]).trim();
}

/**
 * Headings that are times; the rest of each section is the text. A heading without a date uses the one above.
 */
function headingsIn({ sections }: MarkdownDocument): Raw[] | undefined {
  const timed = sections.filter(
    ({ heading, title }) => heading !== undefined && splitTime(title) !== undefined,
  );
  if (timed.length < 2) return undefined;
  return timed.map((section) => {
    const { time = '', rest = '' } = splitTime(section.title) ?? {};
    const body = stringify(section.nodes);
    return { time, markdown: rest === '' ? body : `${rest}\n\n${body}`, section };
  });
}

/** Items or lines that begin with times: `- **14:05 UTC** – …`, `14:05 - …`. */
function listsIn({ sections }: MarkdownDocument): Raw[] | undefined {
  const raw = sections.flatMap(({ nodes }) =>
    nodes.flatMap((node): Raw[] => {
      if (node.type === 'list') return itemsIn(node.children, node);
      return node.type === 'paragraph' ? linesIn(node) : [];
    }),
  );
  return raw.length < 2 ? undefined : raw;
}

function itemsIn(items: readonly ListItem[], node: RootContent): Raw[] {
  const raw = items.flatMap((item): Raw[] => {
    const split = splitTime(toString(item));
    if (!split) return [];
    const markdown = stringify(item.children);
    return [{ time: split.time, markdown: withoutTime(markdown, split.time), node, part: item }];
  });
  return raw.length * 2 >= items.length ? raw : [];
}

function linesIn(paragraph: Paragraph): Raw[] {
  const lines = stringify([paragraph])
    .split(/\\?\n/)
    .filter((line) => line.trim() !== '');
  const raw = lines.flatMap((line): Raw[] => {
    const split = splitTime(line.replaceAll(/[*_`\\]/g, ''));
    return split ? [{ time: split.time, markdown: withoutTime(line, split.time), node: paragraph }] : [];
  });
  return raw.length > 0 && raw.length === lines.length ? raw : [];
}

/** The Markdown without the time it begins with and the marks around that time. */
function withoutTime(markdown: string, time: string): string {
  let left = time.replaceAll(/\s/g, '');
  let at = 0;
  while (at < markdown.length && left !== '') {
    const character = markdown.charAt(at);
    if (character === left.charAt(0)) left = left.slice(1);
    else if (!/[\s*_`\\[(]/.test(character)) return markdown;
    at += 1;
  }
  return markdown.slice(at).replace(/^[\s*_`\])]*[-–—:|.,]?[*_`]*\s*/, '');
}

function stringify(
  nodes: readonly (RootContent | TableRow['children'][number]['children'][number])[],
): string {
  return writer.stringify({ type: 'root', children: [...nodes] } as Root).trim();
}
