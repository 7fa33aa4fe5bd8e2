import { sha256 } from '../../source/content-hash.ts';

/**
 * The first line of a file that `eject` copied into a site, a comment: which version of the program it came
 * from, and a mark for each line of what was shipped. With these marks, the
 * program can tell later, without the old file, what is new in the shipped one and what in the copy:
 *
 *     shipped then, in the note   ab3 9xZ kk1
 *     shipped now                 ab3 Q0q kk1        its second line is new
 *     copy                        ab3 9xZ kk1 7Ho    its fourth line is the site's own
 */
export interface Note {
  /** The version of incident-press. */
  readonly version: string;
  /** Of the lines of the shipped file, in order. */
  readonly marks: readonly string[];
  /** The copy without the note. */
  readonly body: string;
}

/** How a comment opens and closes in each kind of file that can be copied. Marks are Base64, which cannot close any. */
const COMMENTS: Readonly<Record<string, readonly [open: string, close: string]>> = {
  eta: ['<% /* ', ' */ %>'],
  css: ['/* ', ' */'],
  js: ['/* ', ' */'],
  yaml: ['# ', ''],
  md: ['<!-- ', ' -->'],
  svg: ['<!-- ', ' -->'],
};

/** Letters of a mark: two different lines have the same mark once in 260 000 cases. */
const LETTERS = 3;

const NOTE =
  /^(?:<% \/\* |\/\* |# |<!-- )Copied by eject from incident-press (\S+)\..*\[([A-Za-z0-9+/]*)\](?: \*\/ %>| \*\/| -->)?\r?\n/;

/** A shipped file as it is copied into a site: below its note. `version` is that of the program. */
export function withNote(path: string, shipped: string, version: string): string {
  const [open, close] = COMMENTS[path.slice(path.lastIndexOf('.') + 1)] ?? COMMENTS['md'] ?? ['', ''];
  const marks = linesOf(shipped).map(markOf).join('');
  const why = 'Keep this line: check uses it to tell what the shipped file has changed since.';
  return `${open}Copied by eject from incident-press ${version}. ${why} [${marks}]${close}\n${shipped}`;
}

/** The note of a file and what is below it; undefined if it has none. */
export function readNote(text: string): Note | undefined {
  const [line, version = '', marks = ''] = NOTE.exec(text) ?? [];
  if (line === undefined) return undefined;
  return { version, marks: marks.match(/.{3}/g) ?? [], body: text.slice(line.length) };
}

/** A file in the form that readers may get. */
export function withoutNote(text: string): string {
  return readNote(text)?.body ?? text;
}

/** The lines of a text, whatever its line ends. */
export function linesOf(text: string): string[] {
  return text.split(/\r?\n/);
}

/** The mark of a line. */
export function markOf(line: string): string {
  return sha256(line, 'base64').slice(0, LETTERS);
}
