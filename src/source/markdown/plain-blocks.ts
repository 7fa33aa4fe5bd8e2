import type { Code, List, ListItem, Nodes, Paragraph, PhrasingContent, Root, RootContent, Text } from 'mdast';
import type { Processor } from 'unified';
import type { Point, Position } from 'unist';

/** Markdown by lines, with the offset of each. Lines and columns are counted from 0 inside this module. */
interface Source {
  readonly lines: readonly string[];
  readonly offsets: readonly number[];
  readonly parsePart: ParsePart;
}

/** A part of a line: from a column to its end. */
interface Piece {
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

type ParsePart = (text: string) => Root;
type PlaceAt = (index: number, isEnd?: boolean) => Point;

/**
 * Reads plain blocks exactly as `remark-parse` does, tree and positions, in a tenth of the time: headings,
 * paragraphs, flat lists, quotes and fenced code, with words, bold, code and links. Any block that is not
 * certainly one of these goes to `remark-parse` on its own; a text whose blocks may depend on each other
 * (definitions, raw HTML, fences in lists) goes there as a whole.
 */
export function plainBlocks(this: Processor): void {
  const { parser } = this;
  if (!parser) throw new Error('the Markdown parser comes before what spares it work');
  this.parser = (text, file) =>
    file.data.rendering?.options.scanner === 'off'
      ? parser(text, file)
      : parseBlocks(text, (part) => parser(part, file) as Root);
}

/** Tabs and line ends of other systems, definitions, raw HTML, fences that are not at the start of a line. */
const AS_A_WHOLE = /[\t\r\0\uFEFF<]|\]:|[^\n`]```|[^\n~]~~~|^`{3,}[^`\n]*`/m;

const FENCE = /^(`{3,}|~{3,})(.*)$/;
const CLOSING = /^(`{3,}|~{3,}) *$/;
const HEADING = /^(#{1,6}) (\S.*)$/;
const BULLET = /^([-*+]) (?=\S)/;
const NUMBER = /^(\d{1,9})([.)]) (?=\S)/;
/** A line that may belong to a list, or to anything else that continues after a blank line. */
const HANGING = /^(?: |[-*+]|\d{1,9}[.)])/;
/** A line that, after a blank one, starts a block of its own whatever comes before. */
const BEGINNING = /^[\p{L}#>|("“[`~]/u;
/** A line of words without any block mark. */
const WORDS = /^(?:[\p{L}("“[]|\*\*[\p{L}\p{N}]|`[^`]|\d(?!\d{0,8}[.)]))/u;

/** The tree of a text. Blocks that are not certainly plain go to `parsePart`, with those they depend on. */
export function parseBlocks(text: string, parsePart: ParsePart): Root {
  if (AS_A_WHOLE.test(text)) return parsePart(text);
  const lines = text.split('\n');
  let offset = 0;
  const offsets = lines.map((line) => (offset += line.length + 1) - line.length - 1);
  const source = { lines, offsets, parsePart };
  const children: RootContent[] = [];
  // The part left to remark-parse starts here and ends where the next plain block starts.
  let unsure = 0;
  for (let at = 0, end = 0; at < lines.length; at = end) {
    end = isBlank(lines[at]) ? at + 1 : endOfRun(lines, at);
    const nodes = isBlank(lines[at]) ? undefined : blocksOf(source, at, end);
    if (nodes) {
      children.push(...parseAlone(source, unsure, at), ...nodes);
      unsure = end;
    }
  }
  children.push(...parseAlone(source, unsure, lines.length));
  const position = span(source, 0, 0, lines.length - 1, lines.at(-1)?.length ?? 0);
  return { type: 'root', children, position };
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

/** The blocks of some lines; undefined if they are not certainly plain. */
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

function paragraphOf(source: Source, pieces: readonly Piece[]): Paragraph | undefined {
  const isPlain = pieces.every(({ text }) => WORDS.test(text) && !text.endsWith(' '));
  if (!isPlain || pieces.length > MOST_LINES) return undefined;
  const children = wordsOf(source, pieces);
  const [first, last] = [pieces[0]!, pieces.at(-1)!];
  const position = span(source, first.line, first.column, last.line, last.column + last.text.length);
  return children && { type: 'paragraph', children, position };
}

/** Bold words, code, a link, or words; only what is certain. */
const INLINE =
  /(?<=^|[\s(])\*\*(?<bold>[\p{L}\p{N}](?:[\p{L}\p{N} ,.-]*[\p{L}\p{N}])?)\*\*(?=[\s.,;:!?)]|$)|`(?<code>[^`\s](?:[^`\n]*[^`\s])?)`(?!`)|(?<!!)\[(?<label>[\p{L}\p{N}](?:[\p{L}\p{N} ,.-]*[\p{L}\p{N}])?)\]\((?<url>[\w/:.#?=%+-]+)\)|[\p{L}\p{N}\p{M}\n .,;:'"()/%+=?!…–—“”‘’。、！？「」（）：・-]+/guy;
/** Places in a paragraph are looked for line by line. */
const MOST_LINES = 200;
/** What GFM turns into links without any mark. */
const BARE_LINK = /www\.|:\/\//i;

function wordsOf(source: Source, pieces: readonly Piece[]): PhrasingContent[] | undefined {
  const text = pieces.map((piece) => piece.text).join('\n');
  if (text !== text.trim()) return undefined;
  const children: PhrasingContent[] = [];
  const at = placesIn(source, pieces);
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index !== from) return undefined;
    const { bold, code, label, url } = match.groups ?? {};
    const position = { start: at(from), end: at(from + match[0].length) };
    const value = bold ?? label ?? match[0];
    if (code === undefined && BARE_LINK.test(value)) return undefined;
    if (code !== undefined) children.push({ type: 'inlineCode', value: code, position });
    else if (bold !== undefined)
      children.push({ type: 'strong', children: [textAt(at, from + 2, value)], position });
    else if (url !== undefined)
      children.push({ type: 'link', title: null, url, children: [textAt(at, from + 1, value)], position });
    else children.push(textAt(at, from, value));
    from += match[0].length;
  }
  return from === text.length ? children : undefined;
}

function textAt(at: PlaceAt, from: number, value: string): Text {
  return { type: 'text', value, position: { start: at(from), end: at(from + value.length, true) } };
}

/** Where a character of joined pieces begins in the text; for an end, where the one before it ends. */
function placesIn(source: Source, pieces: readonly Piece[]): PlaceAt {
  return (index, isEnd) => {
    let before = 0;
    for (const { line, column, text } of pieces) {
      // A line end leads to the start of the next line, before any marks there.
      if (isEnd && index > 0 && index === before) return point(source, line, 0);
      if (index <= before + text.length) return point(source, line, column + index - before);
      before += text.length + 1;
    }
    throw new Error('a place outside of its text');
  };
}

function parseAlone({ lines, offsets, parsePart }: Source, start: number, end: number): RootContent[] {
  const text = lines.slice(start, end).join('\n');
  if (/^[ \n]*$/.test(text)) return [];
  const { children } = parsePart(text);
  for (const child of children) move(child, start, offsets[start] ?? 0);
  return children;
}

function move(node: Nodes, lines: number, offset: number): void {
  for (const each of [node.position?.start, node.position?.end]) {
    if (!each) continue;
    each.line += lines;
    each.offset = (each.offset ?? 0) + offset;
  }
  if ('children' in node) for (const child of node.children) move(child, lines, offset);
}

function span(source: Source, line: number, column: number, endLine: number, endColumn: number): Position {
  return { start: point(source, line, column), end: point(source, endLine, endColumn) };
}

function point({ offsets }: Source, line: number, column: number): Point {
  return { line: line + 1, column: column + 1, offset: (offsets[line] ?? 0) + column };
}
