import { styleText } from 'node:util';
import type { Diagnostic, Place } from '../diagnostic.ts';
import { displayWidth, makeVisible } from './display.ts';

export interface PrettyOptions {
  readonly colour: boolean;
  /** Columns of the terminal; longer lines of source are cut around the place. */
  readonly width?: number | undefined;
}

type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

const NARROWEST = 40;
const DEFAULT_WIDTH = 100;
/** Columns before the source in a code frame: the margin, the number, the bar. */
const MARGIN = 2;

/**
 * Diagnostics as a person reads them in a terminal: place, severity, code and sentence; the line of source
 * with the place underlined; hint and related places; a count at the end. `readSource` gives the text of a
 * file, where there is one to show.
 */
export function formatPretty(
  diagnostics: readonly Diagnostic[],
  readSource: (file: string) => string | undefined,
  { colour, width = DEFAULT_WIDTH }: PrettyOptions,
): string {
  if (diagnostics.length === 0) return '';
  const paint: Paint = (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text);
  const sources = new Map<string, readonly string[]>();
  const linesOf = (file: string): readonly string[] => {
    const known = sources.get(file) ?? (readSource(file) ?? '').split(/\r\n?|\n/);
    sources.set(file, known);
    return known;
  };
  const blocks = diagnostics.map((diagnostic) =>
    formatOne(diagnostic, linesOf, paint, Math.max(width, NARROWEST)),
  );
  return `${blocks.join('\n')}\n${paint('bold', countOf(diagnostics))}\n`;
}

/** `3 errors, 1 warning in 2 files` */
export function countOf(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = diagnostics.length - errors;
  const files = new Set(diagnostics.map(({ place }) => place.file)).size;
  const parts = [
    ...(errors > 0 ? [plural(errors, 'error')] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
  ];
  return `${parts.join(', ')} in ${plural(files, 'file')}`;
}

function formatOne(
  diagnostic: Diagnostic,
  linesOf: (file: string) => readonly string[],
  paint: Paint,
  width: number,
): string {
  const { place, severity, code, message, hint, related = [] } = diagnostic;
  const colour = severity === 'error' ? 'red' : 'yellow';
  const where = paint('underline', makeVisible(`${place.file}:${place.line}:${place.column}`));
  const lines = [
    `${where}  ${paint([colour, 'bold'], severity)} ${paint('dim', code)}  ${makeVisible(message)}`,
  ];
  lines.push(
    ...codeFrame(
      place,
      related.map((each) => each.place),
      linesOf(place.file),
      (text) => paint(colour, text),
      paint,
      width,
    ),
  );
  if (hint !== undefined) lines.push(`  ${paint('cyan', 'hint')}     ${makeVisible(hint.text)}`);
  for (const each of related) {
    const at = each.place.file === place.file ? '' : `${each.place.file}:`;
    lines.push(
      `  ${paint('cyan', 'related')}  ${makeVisible(`${at}${each.place.line}:${each.place.column} ${each.message}`)}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/** The lines of the places in this file, the first of them underlined. */
function codeFrame(
  place: Place,
  related: readonly Place[],
  source: readonly string[],
  mark: (text: string) => string,
  paint: Paint,
  width: number,
): string[] {
  if (source.join('') === '' || source[place.line - 1] === undefined) return [];
  const numbers = [place.line, ...related.filter(({ file }) => file === place.file).map(({ line }) => line)];
  const shown = [...new Set(numbers)]
    .filter((line) => source[line - 1] !== undefined)
    .toSorted((a, b) => a - b);
  const gutter = String(shown.at(-1)).length;
  const room = width - MARGIN - gutter - 3;
  return shown.flatMap((line) => {
    const text = source[line - 1] ?? '';
    const cut = cutAround(text, line === place.line ? place.column : 1, room);
    const head = `${' '.repeat(MARGIN)}${paint('dim', `${String(line).padStart(gutter)} │`)} ${cut.text}`;
    if (line !== place.line) return [head];
    const under = underline(text, place, cut, room);
    return [
      head,
      `${' '.repeat(MARGIN + gutter)} ${paint('dim', '│')} ${' '.repeat(under.before)}${mark('▔'.repeat(under.length))}`,
    ];
  });
}

interface Cut {
  readonly text: string;
  /** Columns of the source that were left out before it, and columns of the mark that stands for them. */
  readonly from: number;
  readonly lead: number;
}

/** A piece of a long line with the place in it; the whole of a short one. */
function cutAround(line: string, column: number, room: number): Cut {
  if (displayWidth(line) <= room) return { text: makeVisible(line), from: 0, lead: 0 };
  const from = Math.max(0, Math.min(column - 1 - Math.floor(room / 3), line.length - room + 1));
  const lead = from > 0 ? '…' : '';
  let text = '';
  for (const character of line.slice(from)) {
    if (displayWidth(lead + text + character) > room - 1)
      return { text: `${lead}${makeVisible(text)}…`, from, lead: lead.length };
    text += character;
  }
  return { text: lead + makeVisible(text), from, lead: lead.length };
}

function underline(line: string, place: Place, cut: Cut, room: number): { before: number; length: number } {
  const start = Math.max(cut.from, place.column - 1);
  const end = place.end?.line === place.line ? place.end.column - 1 : place.end ? line.length : start + 1;
  const before = cut.lead + displayWidth(line.slice(cut.from, start));
  const length = Math.max(1, displayWidth(line.slice(start, Math.max(end, start))));
  return { before, length: Math.max(1, Math.min(length, room - before)) };
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
