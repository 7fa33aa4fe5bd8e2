import type { MessageEntry } from './message-entry.ts';

/** `key:`, `key: "text"` without escapes, or `key: |`. */
const LINE = /^( *)([a-z\d_-]+):(?: (?:("[^"\\]*")|\|))?$/;
/** A blank line, or a comment on a line of its own. */
const NOTHING = /^ *(?:#.*)?$/;
const UNUSUAL = /[^\P{Cc}\n]|[\u2028\u2029\ufeff]/u;

/**
 * Reads the form that the files of the program and most others have, in a small part of the time that a
 * parser of all of YAML takes. Undefined for a file with anything that may have another meaning, or that has
 * mistakes; what is returned is what the parser finds, with the same places.
 *
 * @param file its path, for the places
 */
export function readPlainMessages(file: string, text: string): readonly MessageEntry[] | undefined {
  if (UNUSUAL.test(text) || !text.endsWith('\n')) return undefined;
  const lines = text.split('\n');
  const entries = new Map<string, MessageEntry | undefined>();
  const open: OpenMap[] = [{ indent: 0, prefix: '' }];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (NOTHING.test(line)) continue;
    const [, spaces = '', name = '', quoted] = LINE.exec(line) ?? [];
    const map = name === '' ? undefined : mapAt(open, spaces.length);
    const key = `${map?.prefix}${name}`;
    if (!map || entries.has(key)) return undefined;
    const isMap = line.endsWith(':');
    if (isMap) open.push({ indent: undefined, prefix: `${key}.` });
    const value = isMap ? undefined : quoted === undefined ? blockAt(lines, at) : quotedAt(quoted, at, line);
    if (!isMap && (!value || value.source.trim() === '')) return undefined;
    entries.set(key, value && { key, source: value.source, place: { file, ...value.place } });
    at = value?.last ?? at;
  }
  const read = [...entries.values()].filter((entry) => entry !== undefined);
  return read.length === 0 || open.at(-1)?.indent === undefined ? undefined : read;
}

/** A map that may go on; how far its keys are indented is known once the first was seen. */
interface OpenMap {
  indent: number | undefined;
  readonly prefix: string;
}

/** The map that a key with this indentation belongs to, if that is clear. */
function mapAt(open: OpenMap[], indent: number): OpenMap | undefined {
  const last = open.at(-1);
  if (last && last.indent === undefined) {
    // The first key of a map; without one, the map would be no map.
    if (indent <= (open.at(-2)?.indent ?? 0)) return undefined;
    last.indent = indent;
  }
  while ((open.at(-1)?.indent ?? 0) > indent) open.pop();
  return open.at(-1)?.indent === indent ? open.at(-1) : undefined;
}

interface PlainValue {
  readonly source: string;
  readonly place: Omit<MessageEntry['place'], 'file'>;
  /** Its last line, counted from 0. */
  readonly last: number;
}

function quotedAt(quoted: string, at: number, line: string): PlainValue {
  const column = line.length - quoted.length + 1;
  const end = { line: at + 1, column: line.length + 1 };
  return { source: quoted.slice(1, -1), place: { line: at + 1, column, end }, last: at };
}

/** The text after `key: |`, whose lines are all indented by as much as the first or more. */
function blockAt(lines: readonly string[], at: number): PlainValue | undefined {
  const outside = indentOf(lines[at]);
  const indent = indentOf(lines[at + 1]);
  if (indent <= outside || lines[at + 1]?.trim() === '') return undefined;
  let last = at + 1;
  while (indentOf(lines[last + 1]) >= indent && lines[last + 1]?.trim() !== '') last += 1;
  // A blank line may be part of the text, as spaces beyond its indentation are, and a line that is indented by
  // less a mistake.
  const rest = lines.slice(last + 1);
  const next = rest.find((line) => line.trim() !== '' || line.length > indent);
  if (next !== undefined && indentOf(next) > outside) return undefined;
  const source = lines.slice(at + 1, last + 1).map((line) => line.slice(indent));
  const place = { line: at + 1, column: lines[at]?.length ?? 0, end: { line: last + 2, column: 1 } };
  return { source: source.join('\n'), place, last };
}

function indentOf(line = ''): number {
  return line.length - line.trimStart().length;
}
