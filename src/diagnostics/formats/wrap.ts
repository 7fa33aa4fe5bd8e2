import { createRequire } from 'node:module';
import { columnsOf, displayWidth } from './display.ts';

const require = createRequire(import.meta.url);

/** A narrow terminal, less two columns for margins. */
export const NARROW = 78;

export const INDENT = '    ';

/** Stands in for a space that must not be broken at (U+FDD0, which is not a character). */
const KEPT = '\ufdd0';

/**
 * Text in lines of at most `width` columns: broken between words, and inside a word only where it alone is
 * too wide (text without spaces, long addresses). Text between backticks counts as one word. Line breaks in
 * the text stay; each line is indented. Colours (ANSI sequences) take no room, and continue after a line
 * break.
 */
export function wrap(text: string, width: number, indent = ''): string {
  const room = Math.max(10, width - displayWidth(indent));
  return text
    .split('\n')
    .map((line) => wrapLine(line, room))
    .join('\n')
    .replaceAll(/^(?=.)/gm, indent);
}

/**
 * Wraps a text after `lead`, which is at the start of its first line; the other lines begin below the first
 * word.
 */
export function hang(lead: string, text: string, width: number | undefined): string {
  const start = columnsOf(lead);
  return width === undefined
    ? lead + text
    : lead + wrap(text, width - start).replaceAll('\n', `\n${' '.repeat(start)}`);
}

/** Spaces at the beginning of a line stay, and are repeated on all lines that it is broken into. */
function wrapLine(line: string, room: number): string {
  const [, lead = '', words = ''] = /^(\s*)(.*)$/s.exec(line) ?? [];
  const own = room - lead.length;
  // The library would cut a word between a letter and its combining marks.
  const cuttable = withoutBreaks(words.replaceAll(/\s/g, ' '), own).replaceAll(/[^ ]+/g, (word) =>
    cut(word, own).join(' '),
  );
  // Loaded only now: most runs have nothing to wrap.
  const { wrapAnsi } = require('fast-wrap-ansi') as typeof import('fast-wrap-ansi');
  return wrapAnsi(cuttable, own)
    .replaceAll(KEPT, ' ')
    .replaceAll(/^(?=.)/gm, lead);
}

/**
 * Text between backticks is for copying: it is not broken if it fits on a line together with adjacent text.
 */
function withoutBreaks(words: string, room: number): string {
  return words.replaceAll(/(?<![^ ])[^ `]*(`+)(?!`).*?(?<!`)\1(?!`)[^ `]*/g, (code) =>
    columnsOf(code) <= room ? code.replaceAll(' ', KEPT) : code,
  );
}

/** Cuts a word into pieces that fit; marks stay with their letters. */
function cut(word: string, room: number): string[] {
  if (columnsOf(word) <= room) return [word];
  const pieces = [''];
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(word)) {
    const last = pieces.at(-1) ?? '';
    if (last !== '' && columnsOf(last + segment) > room) pieces.push(segment);
    else pieces[pieces.length - 1] = last + segment;
  }
  return pieces;
}

/** Indents each line that is not empty by four spaces. */
export function indent(text: string): string {
  return text.replaceAll(/^(?=.*\S)/gm, INDENT);
}

/** A text on one line, cut with `…` if it is wider than `width` columns. */
export function shorten(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  return `${(cut(text.replaceAll(/\s/g, ' '), Math.max(1, width - 1))[0] ?? '').trimEnd()}…`;
}
