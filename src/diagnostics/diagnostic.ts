import type { Range } from '../model/range.ts';
import type { SitePath } from '../model/file.ts';
import type { Code } from './catalogue.ts';
import type { Severity } from './code-text.ts';

/** A range of a file. Lines and columns are 1-based; columns count UTF-16 units; `end` is exclusive. */
export interface Place {
  readonly file: SitePath;
  readonly line: number;
  readonly column: number;
  readonly end?: undefined | { readonly line: number; readonly column: number };
}

/** Something wrong in what a person wrote: a code, a place, a sentence and a way out. Plain data. */
export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  readonly place: Place;
  readonly message: string;
  readonly hint: Hint | undefined;
  readonly related: readonly Related[] | undefined;
}

/**
 * A way out: in words; as an edit, if only one correction is possible; as a command to run, if a command
 * fixes it. Text between backticks is to be written or run.
 */
export interface Hint {
  readonly text: string;
  /** What `check --fix` writes. */
  readonly write?: Edit | undefined;
  /** As typed in the folder of the site. */
  readonly run?: string | undefined;
}

/** Replaces the text at a place with another one, whose line ends become those of the file. */
export interface Edit {
  readonly place: Place & { readonly end: { readonly line: number; readonly column: number } };
  readonly text: string;
}

export interface Related {
  readonly place: Place;
  readonly message: string;
}

/** What a stage returns: its value and all problems it found. Problems in the content are never thrown. */
export interface Outcome<T> {
  readonly value: T;
  readonly diagnostics: readonly Diagnostic[];
}

/** The place of a range in a file; the file's first character where there is no range. */
export function placeOf(file: SitePath, range?: Range): Place {
  if (!range) return { file, line: 1, column: 1 };
  const [line, column, endLine, endColumn] = range;
  return { file, line, column, end: { line: endLine, column: endColumn } };
}

/** The edit that replaces a range of a file with a text. */
export function replaceAt(file: SitePath, [line, column, endLine, endColumn]: Range, text: string): Edit {
  return { place: { file, line, column, end: { line: endLine, column: endColumn } }, text };
}

/** The one order in which diagnostics are shown: file, line, column, code, message. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.toSorted(
    (a, b) =>
      compareText(a.place.file, b.place.file) ||
      a.place.line - b.place.line ||
      a.place.column - b.place.column ||
      compareText(a.code, b.code) ||
      compareText(a.message, b.message),
  );
}

/** The edits that the hints of some diagnostics offer. */
export function offeredEdits(diagnostics: readonly Diagnostic[]): Edit[] {
  return diagnostics.flatMap(({ hint }) => (hint?.write ? [hint.write] : []));
}

/** A text after edits. Of edits that overlap, only the first is made. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const starts = lineStarts(text);
  const offset = ({ line, column }: { line: number; column: number }) =>
    Math.min(text.length, (starts[line - 1] ?? text.length) + column - 1);
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const inOrder = edits
    .map((edit) => ({ text: edit.text, start: offset(edit.place), end: offset(edit.place.end) }))
    .toSorted((a, b) => a.start - b.start);
  let made = '';
  let at = 0;
  let last = -1;
  for (const { text: written, start, end } of inOrder) {
    if (start < at || start === last) continue;
    made += text.slice(at, start) + written.replaceAll(/\r?\n/g, lineEnd);
    at = end;
    last = start;
  }
  return made + text.slice(at);
}

function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}

/** True if any of them stops a build. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}

/** Turns warnings into errors, as `--strict` asks. */
export function promoteWarnings(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.map((diagnostic) => ({ ...diagnostic, severity: 'error' as const }));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
