import type { AlignType, Table, TableCell } from 'mdast';
import { span, wordsOf } from './words.ts';
import type { Piece, Source } from './words.ts';

/** A table with as many cells in every row; undefined if it is not certain to be one. */
export function tableOf(source: Source, pieces: readonly Piece[]): Table | undefined {
  if (!pieces.every(({ text }) => ROW.test(text)) || pieces.length < 2) return undefined;
  const rows = pieces.map(({ text }) => text.slice(1, -1).split('|'));
  const [head = [], rule = []] = rows;
  if (!rule.every((cell) => RULE.test(cell)) || rows.some((cells) => cells.length !== head.length))
    return undefined;
  const children = rows.flatMap((cells, at) => {
    if (at === 1) return [];
    const { line, text } = pieces[at]!;
    const made = cellsOf(source, line, cells);
    const position = span(source, line, 0, line, text.length);
    return [made && { type: 'tableRow' as const, children: made, position }];
  });
  if (!children.every((child) => child !== undefined)) return undefined;
  const [first, last] = [pieces[0]!, pieces.at(-1)!];
  const position = span(source, first.line, 0, last.line, last.text.length);
  return { type: 'table', align: rule.map(alignmentOf), children, position };
}

const ROW = /^\|(?:[^|\\]*\|)+$/;
const RULE = /^ *:?-+:? *$/;

function alignmentOf(cell: string): AlignType {
  const isRight = cell.trimEnd().endsWith(':');
  if (cell.trimStart().startsWith(':')) return isRight ? 'center' : 'left';
  return isRight ? 'right' : null;
}

/** A cell begins with the bar before it; the last one also ends with the bar after it. */
function cellsOf(source: Source, line: number, cells: readonly string[]): TableCell[] | undefined {
  let column = 0;
  const made = cells.map((cell, at): TableCell | undefined => {
    const start = column;
    column += cell.length + 1;
    const text = cell.trim();
    // If words begin after several spaces, remark-parse gives them a different place.
    if (/[^\S ]/.test(cell) || (text !== '' && cell.startsWith('  '))) return undefined;
    const children = wordsOf(source, [{ line, column: start + 1 + cell.indexOf(text), text }]);
    const end = at === cells.length - 1 ? column + 1 : column;
    return children && { type: 'tableCell', children, position: span(source, line, start, line, end) };
  });
  return made.every((cell) => cell !== undefined) ? made : undefined;
}
