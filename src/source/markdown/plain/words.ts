import type { PhrasingContent, Text } from 'mdast';
import type { Point, Position } from 'unist';

/** Markdown by lines, with the offset of each. Lines and columns are counted from 0. */
export interface Source {
  readonly lines: readonly string[];
  readonly offsets: readonly number[];
  /** The names of all footnotes that the text defines. */
  readonly notes: ReadonlySet<string>;
}

/** A part of a line: from a column to its end. */
export interface Piece {
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

type PlaceAt = (index: number, isEnd?: boolean) => Point;

/** Words that may be emphasised, or be the text of a link. */
const MARKED = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N} \n,.:-]*[\p{L}\p{N}.:])?`;
/** What may be next to markup. */
const [BEFORE, AFTER] = [String.raw`(?<=^|[\s(])`, String.raw`(?=[\s.,;:!?)]|$)`];
/** Emphasised words, code, a link, a footnote mark, or plain words; only what is certain. */
const INLINE = new RegExp(
  [
    String.raw`${BEFORE}\*\*(?<strong>${MARKED})\*\*${AFTER}`,
    String.raw`${BEFORE}\*(?<emphasis>${MARKED})\*${AFTER}`,
    String.raw`${BEFORE}~~(?<gone>${MARKED})~~${AFTER}`,
    '`(?<code>[^`\\s](?:[^`\\n]*[^`\\s])?)`(?!`)',
    String.raw`(?<!!)\[(?<label>${MARKED})\]\((?<url>[\w/:.#?=%+@-]+)\)`,
    String.raw`(?<!!)\[\^(?<note>[a-z\d-]+)\](?![[(:])`,
    String.raw`[\p{L}\p{N}\p{M}\n .,;:'"()/%+=?!…–—“”‘’。、！？「」（）：・-]+`,
  ].join('|'),
  'guy',
);
/** Text that GFM turns into links without any markup. */
const BARE_LINK = /www\.|:\/\//i;

/** The content of lines of words; undefined if it is not certain to be plain. */
export function wordsOf(source: Source, pieces: readonly Piece[]): PhrasingContent[] | undefined {
  const text = pieces.map((piece) => piece.text).join('\n');
  if (text !== text.trim()) return undefined;
  const children: PhrasingContent[] = [];
  const at = placesIn(source, pieces);
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index !== from) return undefined;
    const end = from + match[0].length;
    const groups = match.groups ?? {};
    if (groups['code'] === undefined && BARE_LINK.test(groups['label'] ?? match[0])) return undefined;
    if (groups['note'] !== undefined && !source.notes.has(groups['note'])) return undefined;
    children.push(partOf(match[0], groups, at, from));
    from = end;
  }
  return from === text.length ? children : undefined;
}

function partOf(
  text: string,
  { strong, emphasis, gone, code, label, url = '', note }: Readonly<Record<string, string | undefined>>,
  at: PlaceAt,
  from: number,
): PhrasingContent {
  const position = { start: at(from), end: at(from + text.length) };
  const inside = (value: string, start: number) => [textAt(at, from + start, value)];
  if (code !== undefined) return { type: 'inlineCode', value: code, position };
  if (strong !== undefined) return { type: 'strong', children: inside(strong, 2), position };
  if (emphasis !== undefined) return { type: 'emphasis', children: inside(emphasis, 1), position };
  if (gone !== undefined) return { type: 'delete', children: inside(gone, 2), position };
  if (note !== undefined) return { type: 'footnoteReference', identifier: note, label: note, position };
  if (label !== undefined) return { type: 'link', title: null, url, children: inside(label, 1), position };
  return textAt(at, from, text);
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

/** The position from one place to another. */
export function span(
  source: Source,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): Position {
  return { start: point(source, line, column), end: point(source, endLine, endColumn) };
}

/** A place in the text, as `remark-parse` counts. */
export function point({ offsets }: Source, line: number, column: number): Point {
  return { line: line + 1, column: column + 1, offset: (offsets[line] ?? 0) + column };
}
