import { diffArrays } from 'diff/lib/diff/array.js';
import type { TextEdit } from 'vscode-languageserver-types';

/**
 * The edits that turn one text into another, line by line, so that cursors and marks elsewhere in the file
 * stay in place.
 */
export function editsBetween(before: string, after: string): TextEdit[] {
  const edits: TextEdit[] = [];
  const lines = linesWithEnds(before);
  let line = 0;
  let hunk: { start: number; text: string } | undefined;
  const flush = () => {
    if (hunk) edits.push({ range: rangeOf(lines, hunk.start, line), newText: hunk.text });
    hunk = undefined;
  };
  for (const { added, removed, value } of diffArrays(lines, linesWithEnds(after))) {
    if (!added && !removed) {
      flush();
      line += value.length;
      continue;
    }
    hunk ??= { start: line, text: '' };
    if (added) hunk.text += value.join('');
    else line += value.length;
  }
  flush();
  return edits;
}

/** Whole lines; a last line without a line end stops at the end of its text. */
function rangeOf(lines: readonly string[], start: number, end: number): TextEdit['range'] {
  return { start: startOf(lines, start), end: startOf(lines, end) };
}

function startOf(lines: readonly string[], line: number): { line: number; character: number } {
  const last = lines.at(-1);
  const isOpen = last !== undefined && !/[\r\n]$/.test(last);
  return line >= lines.length && isOpen
    ? { line: lines.length - 1, character: last.length }
    : { line, character: 0 };
}

function linesWithEnds(text: string): string[] {
  return text.match(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/g) ?? [];
}
