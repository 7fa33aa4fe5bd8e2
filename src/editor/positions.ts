import type { Range } from 'vscode-languageserver-types';
import type { Place } from '../diagnostics/diagnostic.ts';
import type { Range as SourceRange } from '../model/range.ts';

/** A range of a file as the protocol counts it: lines and characters from 0, in UTF-16 units. */
export function rangeAt([line, column, endLine, endColumn]: SourceRange): Range {
  return {
    start: { line: line - 1, character: column - 1 },
    end: { line: endLine - 1, character: endColumn - 1 },
  };
}

/** The range of a place. One without an end extends to the end of its line, so that it is visible. */
export function rangeOfPlace({ line, column, end }: Place, text: string | undefined): Range {
  if (end) return rangeAt([line, column, end.line, end.column]);
  const length = (text === undefined ? '' : lineAt(text, line - 1)).trimEnd().length;
  return rangeAt([line, column, line, Math.max(column, length + 1)]);
}

/** A line of a text, counted from 0; empty if there is none. */
export function lineAt(text: string, line: number): string {
  return linesOf(text)[line] ?? '';
}

/** The lines of a text as an editor counts them. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}
