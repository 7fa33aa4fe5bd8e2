import { createRequire } from 'node:module';
import { diagnose } from '../diagnostics/diagnose.ts';
import { placeOf } from '../diagnostics/diagnostic.ts';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { SitePath } from '../model/file.ts';
import { findEarlyEnd } from './slips/early-end.ts';
import { parseMatter } from './matter.ts';
import type { ReadMatter } from './matter.ts';
import { closingMark, openingMark } from './slips/marks.ts';
import type { WrongMark } from './slips/marks.ts';

const require = createRequire(import.meta.url);

/** A file in its two parts, with the lines of the file they begin on (1-based). */
export interface Split {
  readonly yaml: string;
  readonly yamlLine: number;
  /** The values of the front matter, or what is wrong with it. */
  readonly matter: ReadMatter;
  readonly body: string;
  readonly bodyLine: number;
}

/**
 * More bytes or blank lines than front matter ever has; beyond that, gray-matter takes time that grows with
 * the square of the length.
 */
const LONGEST = 262_144;
const MOST_BLANK_LINES = 1_000;
const MOST_LINES = 10_000;

/** Items of a list or keys of a map; the longest timeline we know has 300. */
const MOST_ITEMS = 1_000;

/** The front matter begins on the second line of its file. */
const YAML_LINE = 2;

/**
 * Splits a file into front matter and body. gray-matter only gets text that it cannot misread: it takes the
 * rest of the first line for a language (`---js` runs the front matter as code), ends the front matter at any
 * line that begins with `---`, and is very slow on thousands of blank lines.
 */
export function split(file: SitePath, text: string): Outcome<Split | undefined> {
  const { value, diagnostics } = splitAsMeant(file, text);
  return { value: diagnostics.length > 0 ? undefined : value, diagnostics };
}

/**
 * The same, but if a mark of the front matter is wrong in an obvious way, that is only a diagnostic, and
 * the rest of the file is read. Lines are those of the original file.
 */
export function splitAsMeant(file: SitePath, text: string): Outcome<Split | undefined> {
  const opening = openingMark(file, text.split('\n'));
  const opened = opening ? opening.mended : text.split('\n');
  if (!opened) return { value: undefined, diagnostics: problemsOf(opening) };
  const closing = opened.some(isClosing) ? undefined : closingMark(file, opened);
  const lines = closing ? closing.mended : opened;
  const diagnostics = problemsOf(opening, closing);
  if (!lines) return { value: undefined, diagnostics };
  const end = lines.findIndex(isClosing);
  const wrong = findEarlyEnd(file, lines, end) ?? checkSize(file, lines.slice(1, end));
  if (wrong) return { value: undefined, diagnostics: [...diagnostics, wrong] };
  const first = YAML_LINE - (opening?.added ?? 0);
  const whole = opening || closing ? lines.join('\n') : text;
  const halves = halvesOf(file, whole, end, first, closing?.added ?? 0);
  const long = checkItems(file, halves.matter);
  return long ? { value: undefined, diagnostics: [...diagnostics, long] } : { value: halves, diagnostics };
}

function problemsOf(...marks: readonly (WrongMark | undefined)[]): Diagnostic[] {
  return marks.flatMap((mark) => mark?.diagnostic ?? []);
}

function isClosing(line: string, index: number): boolean {
  return index > 0 && line.trimEnd() === '---';
}

/** The halves of a text with both marks; `first` is the line of the file that the front matter begins on. */
function halvesOf(file: SitePath, text: string, end: number, first: number, added: number): Split {
  const lines = text.split('\n');
  const isPlain = lines[0] === '---' && lines[end] === '---' && !text.includes('\r');
  const { yaml, matter, body } = isPlain
    ? plainHalves(file, lines, end, first)
    : halvesByGrayMatter(file, withBareMarks(text, lines, end), first);
  return { yaml, yamlLine: first, matter, body, bodyLine: first + end - added };
}

type Halves = Pick<Split, 'yaml' | 'matter' | 'body'>;

/** The halves of a text in which the marks are lines of their own: most texts need no package for that. */
function plainHalves(file: SitePath, lines: readonly string[], end: number, first: number): Halves {
  const yaml = lines.slice(1, end).join('\n');
  return { yaml, matter: parseMatter(file, yaml, first), body: lines.slice(end + 1).join('\n') };
}

/** The halves of any text that begins with front matter in which no line but the last begins with `---`. */
export function halvesByGrayMatter(file: SitePath, text: string, first: number): Halves {
  const grayMatter = require('gray-matter') as typeof import('gray-matter');
  const { content, matter, data } = grayMatter(text, {
    // Always with options: without them a file that failed once comes back as empty from a cache.
    language: 'yaml',
    // Its own engine, js-yaml 3, makes 705 of `11:45` and a local time of a date. With the failsafe schema of
    // `yaml` every value stays the text that was typed.
    engines: { yaml: { parse: (raw) => ({ read: parseMatter(file, raw.slice(1), first) }) } },
  }) as unknown as { content: string; matter: string; data: { read: Split['matter'] | undefined } };
  // The line end of the opening mark comes with the front matter.
  const yaml = matter.slice(1);
  // If there are only comments, the engine is not called.
  return { yaml, matter: data.read ?? parseMatter(file, yaml, first), body: content };
}

/** The same text without blanks after the two marks, which gray-matter would take for content. */
function withBareMarks(text: string, lines: readonly string[], closing: number): string {
  if (lines[0] === '---' && lines[closing] === '---') return text;
  return lines.map((line, index) => (index === 0 || index === closing ? '---' : line)).join('\n');
}

function checkSize(file: SitePath, yaml: readonly string[]): Diagnostic | undefined {
  const size = yaml.reduce((sum, line) => sum + line.length + 1, 0);
  const blank = yaml.filter((line) => line.trim() === '').length;
  const isLong = size > LONGEST || yaml.length > MOST_LINES;
  if (!isLong && blank <= MOST_BLANK_LINES) return undefined;
  return diagnose(
    'INC104',
    { file, line: 2, column: 1 },
    isLong ? 'The front matter is too long' : 'The front matter is mostly empty lines',
  );
}

/** A list or map that is longer than any report needs: it would cause a diagnostic for each of its parts. */
function checkItems(file: SitePath, { value, meant, find }: ReadMatter): Diagnostic | undefined {
  const matter = value ?? meant;
  return (
    matter &&
    firstLong(matter.value, '', (path, count) =>
      diagnose(
        'INC104',
        placeOf(file, find(matter.keyPlace(path)).range),
        `${path === '' ? 'The front matter' : `\`${path}\``} has ${count} parts; at most ${MOST_ITEMS} are read`,
      ),
    )
  );
}

function firstLong(
  value: unknown,
  path: string,
  say: (path: string, count: number) => Diagnostic,
): Diagnostic | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const parts = Object.entries(value);
  if (parts.length > MOST_ITEMS) return say(path, parts.length);
  for (const [key, inner] of parts) {
    const found = firstLong(inner, path === '' ? key : `${path}.${key}`, say);
    if (found) return found;
  }
  return undefined;
}
