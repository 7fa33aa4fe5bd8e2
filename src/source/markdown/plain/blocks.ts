import type { Code, List, ListItem, Nodes, Paragraph, Root, RootContent } from 'mdast';
import type { Processor } from 'unified';
import { tableOf } from './table.ts';
import { point, span, wordsOf } from './words.ts';
import type { Piece, Source } from './words.ts';

type ParsePart<R extends Root | undefined> = (text: string) => R;

/**
 * Parses plain blocks exactly as `remark-parse` does, tree and positions, in a tenth of the time: headings,
 * paragraphs, flat lists, quotes, tables and fenced code, with words, bold, code, links and marks of
 * footnotes. Any block that is not certain to be one of these goes to `remark-parse` by itself; a text whose
 * blocks may depend on each other (definitions of links, raw HTML, fences in lists) goes there as a whole.
 */
export function plainBlocks(this: Processor): void {
  const { parser } = this;
  if (!parser) throw new Error('the Markdown parser comes before what spares it work');
  this.parser = (text, file) =>
    file.data.rendering?.options.scanner === 'off'
      ? parser(text, file)
      : parseBlocks(text, (part) => parser(part, file) as Root);
}

/**
 * Tabs and line ends of other systems, raw HTML, definitions other than of footnotes, fences that are not at
 * the start of a line. An address in angle brackets is part of a line, whatever is around it.
 */
const AS_A_WHOLE =
  /[\t\r\0\uFEFF]|<(?!https?:\/\/[\w/:.#?=%+-]+>)|(?<!^\[\^[a-z\d-]{1,40})\]:|[^\n`]```|[^\n~]~~~|^`{3,}[^`\n]*`/m;

/** The definition of a footnote. */
const NOTE = /^\[\^([a-z\d-]{1,40})\]:/gm;

const FENCE = /^(`{3,}|~{3,})(.*)$/;
const CLOSING = /^(`{3,}|~{3,}) *$/;
const HEADING = /^(#{1,6}) (\S.*)$/;
const BULLET = /^([-*+]) (?=\S)/;
const NUMBER = /^(\d{1,9})([.)]) (?=\S)/;
/** A line that may belong to a list, or to anything else that continues after a blank line. */
const HANGING = /^(?: |[-*+]|\d{1,9}[.)]|\[\^)/;
/** A line that, after a blank one, starts a block of its own whatever comes before. */
const BEGINNING = /^[\p{L}#>|("“[`~]/u;
/** A line of words without any block mark. */
const WORDS = /^(?:[\p{L}("“[]|\*\*[\p{L}\p{N}]|`[^`]|\d(?!\d{0,8}[.)]))/u;

/** The tree of a text all of whose blocks are certain to be plain; undefined for any other. */
export function parsePlain(text: string): Root | undefined {
  return parseBlocks(text, () => undefined);
}

/**
 * The tree of a text. Blocks that are not certain to be plain go to `parsePart`, with those they depend on.
 */
export function parseBlocks<R extends Root | undefined>(text: string, parsePart: ParsePart<R>): Root | R {
  if (AS_A_WHOLE.test(text)) return parsePart(text);
  const lines = text.split('\n');
  let offset = 0;
  const offsets = lines.map((line) => (offset += line.length + 1) - line.length - 1);
  const notes = [...text.matchAll(NOTE)].map(([, name = '']) => name);
  const source = { lines, offsets, notes: new Set(notes) };
  const children = childrenOf(source, parsePart);
  // What looks like the definition of a footnote may be part of something else.
  if (!children || explained(children).join('\n') !== notes.join('\n')) return parsePart(text);
  const position = span(source, 0, 0, lines.length - 1, lines.at(-1)?.length ?? 0);
  return { type: 'root', children, position };
}

function explained(children: readonly RootContent[]): string[] {
  return children.flatMap((child) => (child.type === 'footnoteDefinition' ? [child.identifier] : []));
}

/** The blocks of a text; undefined if some of them can only be read together with all others. */
function childrenOf(source: Source, parsePart: ParsePart<Root | undefined>): RootContent[] | undefined {
  const { lines } = source;
  const children: RootContent[] = [];
  // The part left to remark-parse starts here and ends where the next plain block starts.
  let unsure = 0;
  for (let at = 0, end = 0; at < lines.length; at = end) {
    end = isBlank(lines[at]) ? at + 1 : endOfRun(lines, at);
    const nodes = isBlank(lines[at]) ? undefined : blocksOf(source, at, end);
    if (!nodes) continue;
    const before = parseAlone(source, unsure, at, parsePart);
    if (!before) return undefined;
    children.push(...before, ...nodes);
    unsure = end;
  }
  const rest = parseAlone(source, unsure, lines.length, parsePart);
  return rest && [...children, ...rest];
}

function isBlank(line = ''): boolean {
  return /^ *$/.test(line);
}

/** The line after the blocks that start at a line and may depend on each other. */
function endOfRun(lines: readonly string[], start: number): number {
  const fence = FENCE.exec(lines[start] ?? '')?.[1];
  const closes = (line: string, at: number) => at > start && CLOSING.exec(line)?.[1]?.startsWith(fence ?? '');
  if (fence !== undefined) return lines.findIndex(closes) + 1 || lines.length;
  let end = start;
  let hangs = false;
  for (; end < lines.length; end += 1) {
    const line = lines[end] ?? '';
    const isEnd = end > start && (FENCE.test(line) || (isBlank(lines[end - 1]) && BEGINNING.test(line)));
    if (isEnd || (isBlank(line) && !hangs)) break;
    hangs ||= HANGING.test(line);
  }
  return end;
}

/** The blocks of some lines; undefined if they are not certain to be plain. */
function blocksOf(source: Source, start: number, end: number): RootContent[] | undefined {
  const first = source.lines[start] ?? '';
  let last = end;
  while (isBlank(source.lines[last - 1])) last -= 1;
  if (HEADING.test(first)) {
    const heading = headingOf(source, start);
    const rest = start + 1 < last ? blocksOf(source, start + 1, last) : [];
    return heading && rest && [heading, ...rest];
  }
  const block = FENCE.test(first) ? codeOf(source, start, last) : wordBlockOf(source, start, last);
  return block && [block];
}

function wordBlockOf(source: Source, start: number, end: number): RootContent | undefined {
  const pieces = source.lines.slice(start, end).map((text, at) => ({ line: start + at, column: 0, text }));
  const first = pieces[0]!.text;
  if (first.startsWith('> ')) return quoteOf(source, pieces);
  if (first.startsWith('|')) return tableOf(source, pieces);
  if (BULLET.test(first) || NUMBER.test(first)) return listOf(source, pieces);
  return paragraphOf(source, pieces);
}

function headingOf(source: Source, line: number): RootContent | undefined {
  const text = source.lines[line] ?? '';
  const [, marks = '', said = ''] = HEADING.exec(text) ?? [];
  const children = wordsOf(source, [{ line, column: marks.length + 1, text: said }]);
  const depth = marks.length as 1 | 2 | 3 | 4 | 5 | 6;
  return children && { type: 'heading', depth, children, position: span(source, line, 0, line, text.length) };
}

function codeOf(source: Source, start: number, end: number): Code | undefined {
  const lines = source.lines.slice(start + 1, end - 1);
  const [, fence = '', lang = ''] = FENCE.exec(source.lines[start] ?? '') ?? [];
  if (end - start < 2 || source.lines[end - 1] !== fence || !/^[\w+#-]*$/.test(lang)) return undefined;
  if (lines.some((line) => /^ *(?:`{3}|~{3})/.test(line))) return undefined;
  const position = span(source, start, 0, end - 1, fence.length);
  return { type: 'code', lang: lang === '' ? null : lang, meta: null, value: lines.join('\n'), position };
}

function quoteOf(source: Source, pieces: readonly Piece[]): RootContent | undefined {
  if (!pieces.every(({ text }) => text.startsWith('> '))) return undefined;
  const inner = pieces.map(({ line, text }) => ({ line, column: 2, text: text.slice(2) }));
  const paragraph = paragraphOf(source, inner);
  const start = point(source, pieces[0]!.line, 0);
  return (
    paragraph && { type: 'blockquote', children: [paragraph], position: { ...paragraph.position!, start } }
  );
}

/** A list without blank lines and without blocks in its items. */
function listOf(source: Source, pieces: readonly Piece[]): List | undefined {
  const [, mark = '', delimiter] = BULLET.exec(pieces[0]!.text) ?? NUMBER.exec(pieces[0]!.text) ?? [];
  const items: Piece[][] = [];
  for (const { line, text } of pieces) {
    const [whole, own, end] = (delimiter === undefined ? BULLET : NUMBER).exec(text) ?? [];
    const before = items.at(-1);
    if (whole !== undefined && (delimiter === undefined ? own === mark : end === delimiter))
      items.push([{ line, column: whole.length, text: text.slice(whole.length) }]);
    else if (before && text.startsWith(' '.repeat(before[0]!.column)))
      before.push({ line, column: before[0]!.column, text: text.slice(before[0]!.column) });
    else return undefined;
  }
  const children = items.map((item): ListItem | undefined => {
    const paragraph = paragraphOf(source, item);
    const position = paragraph && { ...paragraph.position!, start: point(source, item[0]!.line, 0) };
    return paragraph && { type: 'listItem', spread: false, checked: null, children: [paragraph], position };
  });
  if (!children.every((child) => child !== undefined)) return undefined;
  const position = { start: children[0]!.position!.start, end: children.at(-1)!.position!.end };
  const ordered = delimiter !== undefined;
  return { type: 'list', ordered, start: ordered ? Number(mark) : null, spread: false, children, position };
}

/** Places in a paragraph are looked for line by line. */
const MOST_LINES = 200;

function paragraphOf(source: Source, pieces: readonly Piece[]): Paragraph | undefined {
  const isPlain = pieces.every(({ text }) => WORDS.test(text) && !text.endsWith(' '));
  if (!isPlain || pieces.length > MOST_LINES) return undefined;
  const children = wordsOf(source, pieces);
  const [first, last] = [pieces[0]!, pieces.at(-1)!];
  const position = span(source, first.line, first.column, last.line, last.column + last.text.length);
  return children && { type: 'paragraph', children, position };
}

/** What `remark-parse` makes of some lines; undefined if they cannot be parsed without the others. */
function parseAlone(
  { lines, offsets, notes }: Source,
  start: number,
  end: number,
  parsePart: ParsePart<Root | undefined>,
): RootContent[] | undefined {
  const text = lines.slice(start, end).join('\n');
  if (/^[ \n]*$/.test(text)) return [];
  // A footnote mark only counts if the footnote is defined, so the definitions are added below, as in the
  // whole text.
  const names = notesIn(text).filter((name) => notes.has(name));
  const parsed = parsePart([text, ...names.map((name) => `[^${name}]: x`)].join('\n\n'));
  if (!parsed) return undefined;
  const { children } = parsed;
  const own = children.filter(({ position }) => (position?.end.offset ?? 0) <= text.length);
  const others = explained(children.slice(own.length));
  if (own.length + names.length !== children.length || others.join('\n') !== names.join('\n'))
    return undefined;
  for (const child of own) move(child, start, offsets[start] ?? 0);
  return own;
}

/** The footnotes that a text may refer to, each once; their names are compared as remark-parse does. */
function notesIn(text: string): string[] {
  const labels = [...text.matchAll(/\[\^([^[\]\s]+)\]/g)];
  return [...new Set(labels.map(([, label = '']) => label.toLowerCase().toUpperCase().toLowerCase()))];
}

function move(node: Nodes, lines: number, offset: number): void {
  for (const each of [node.position?.start, node.position?.end]) {
    if (!each) continue;
    each.line += lines;
    each.offset = (each.offset ?? 0) + offset;
  }
  if ('children' in node) for (const child of node.children) move(child, lines, offset);
}
