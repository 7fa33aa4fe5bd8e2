import { styleText } from 'node:util';
import type { Diagnostic, Place } from '../diagnostic.ts';
import { columnsOf, makeVisible } from './display.ts';
import { codeFrame } from './frame.ts';
import { hang, wrap } from './wrap.ts';

export interface PrettyOptions {
  readonly colour: boolean;
  /** Columns of the terminal: words are wrapped there, and longer lines of source cut around the place. */
  readonly width?: number | undefined;
}

type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

const NARROWEST = 40;
/** Of code frames where the output is not a terminal; sentences are not wrapped then. */
const DEFAULT_WIDTH = 100;

/**
 * Diagnostics as a person reads them in a terminal: place, severity, code and sentence; the line of source
 * with the place underlined; hint and related places; a count at the end. `readSource` gives the text of a
 * file, where there is one to show.
 */
export function formatPretty(
  diagnostics: readonly Diagnostic[],
  readSource: (file: string) => string | undefined,
  { colour, width }: PrettyOptions,
): string {
  if (diagnostics.length === 0) return '';
  const paint: Paint = (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text);
  const sources = new Map<string, readonly string[]>();
  const linesOf = (file: string): readonly string[] => {
    const known = sources.get(file) ?? textOf(file, readSource).split(/\r\n?|\n/);
    sources.set(file, known);
    return known;
  };
  const blocks = diagnostics.map((diagnostic) =>
    formatOne(diagnostic, linesOf, paint, width && Math.max(width, NARROWEST)),
  );
  return `${blocks.join('\n')}\n${paint('bold', countOf(diagnostics))}\n`;
}

/** The text of a file, if it is text: printing the bytes of a picture helps nobody and upsets terminals. */
function textOf(file: string, readSource: (file: string) => string | undefined): string {
  const text = /\.(?:md|ya?ml|json|jsonl|eta|css|js|html|txt)$|(?:^|\/)[^.]*$|(?:^|\/)\.[^.]+$/.test(file)
    ? (readSource(file) ?? '')
    : '';
  return text.includes('\0') ? '' : text;
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
  { place, severity, code, message, hint, related = [] }: Diagnostic,
  linesOf: (file: string) => readonly string[],
  paint: Paint,
  width: number | undefined,
): string {
  const colour = severity === 'error' ? 'red' : 'yellow';
  const said = `${paint([colour, 'bold'], severity)} ${paint('dim', code)}  ${makeVisible(message)}`;
  const lines = [
    headOf(place, said, paint, width),
    ...codeFrame(
      place,
      related.map((each) => each.place),
      linesOf(place.file),
      {
        width: width ?? DEFAULT_WIDTH,
        dim: (text) => paint('dim', text),
        mark: (text) => paint(colour, text),
      },
    ),
    ...(hint === undefined ? [] : [hang(`  ${paint('cyan', 'hint')}     `, makeVisible(hint.text), width)]),
    ...related.map((each) => {
      const file = each.place.file === place.file ? '' : `${each.place.file}:`;
      const text = makeVisible(`${file}${each.place.line}:${each.place.column} ${each.message}`);
      return hang(`  ${paint('cyan', 'related')}  `, text, width);
    }),
  ];
  return `${lines.join('\n')}\n`;
}

/**
 * Where it is and what is wrong, on one line if it fits. A place is never broken, so that it can be copied.
 */
function headOf(
  { file, line, column }: Place,
  said: string,
  paint: Paint,
  width: number | undefined,
): string {
  const text = makeVisible(`${file}:${line}:${column}`);
  const where = paint('underline', text);
  if (width === undefined) return `${where}  ${said}`;
  if (columnsOf(text) > width - 2) return `${where}\n${hang('  ', said, width)}`;
  // The place is put in afterwards: the library would write a name in other characters (NFC).
  const standIn = 'x'.repeat(columnsOf(text));
  const lines = wrap(`${standIn}  ${said}`, width - 2).replaceAll('\n', '\n  ');
  return where + lines.slice(standIn.length);
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
