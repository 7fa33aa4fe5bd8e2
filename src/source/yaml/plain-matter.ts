import type { Range } from '../../model/range.ts';

/** The places of values, keys and texts of scalars, by dotted path. */
export interface Places {
  readonly values: Map<string, Range>;
  readonly keys: Map<string, Range>;
  readonly origins: Map<string, { line: number; indent: number }>;
}

type Values = Record<string, unknown>;

/** A line of YAML without its indentation. */
interface Line {
  /** The line of the file, from 1. */
  readonly number: number;
  readonly indent: number;
  readonly text: string;
}

/** Where reading is: the lines left, the places found so far. */
interface Reader {
  readonly lines: readonly Line[];
  at: number;
  readonly places: Places;
}

/** Thrown only inside this module, for anything that the YAML parser has to read. */
const NOT_PLAIN = new Error('not the plain subset');

/** Characters that have a special meaning, in YAML or here, wherever they are. */
const STRANGE = /[^\P{Cc}\n]|[\p{Zl}\p{Zp}\p{Cs}\ufeff\ufffe\uffff\u{10000}-\u{10ffff}]/u;

const PAIR = /^([A-Za-z_][\w-]*):(?: +(.*))?$/;
const PLAIN = /^[\p{L}\p{N}](?:.*[^\s:])?$/u;
const FLOW = /^\[(?:[A-Za-z0-9][\w./-]*(?:, *[A-Za-z0-9][\w./-]*)*)?\]$/;

/**
 * Reads what nearly all front matter is made of, five times as fast as a YAML parser: keys with a word, a
 * line of text, quotation marks without a backslash, `[a, b]`, a text below `|`, and lists and maps of
 * these. Returns the same values and places as the parser, or undefined if it is not sure: comments,
 * aliases, maps in braces, texts of several lines without `|`, anything that is wrong.
 */
export function readPlainMatter(yaml: string, firstLine: number, places: Places): Values | undefined {
  if (STRANGE.test(yaml)) return undefined;
  const lines = yaml.split('\n').map((line, index): Line => {
    const text = line.replace(/^ +/, '');
    return { number: firstLine + index, indent: line.length - text.length, text };
  });
  const reader: Reader = { lines, at: 0, places };
  try {
    const value = readMap(reader, 0, '', undefined);
    return next(reader) ? undefined : value;
  } catch (error) {
    if (error === NOT_PLAIN) return undefined;
    throw error;
  }
}

/** The next line that is not blank, where there is one. */
function next(reader: Reader): Line | undefined {
  while (reader.lines[reader.at]?.text === '') reader.at += 1;
  return reader.lines[reader.at];
}

/** The pairs with one indentation. The first may come after the dash of a list. */
function readMap(reader: Reader, indent: number, path: string, behindDash: Line | undefined): Values {
  const map = Object.create(null) as Values;
  for (let line = behindDash ?? next(reader); line?.indent === indent; line = next(reader)) {
    const [, key, said] = PAIR.exec(line.text) ?? [];
    if (key === undefined || key in map) throw NOT_PLAIN;
    const inner = path === '' ? key : `${path}.${key}`;
    const { number } = line;
    reader.places.keys.set(inner, [number, indent + 1, number, indent + 1 + key.length]);
    reader.at += 1;
    map[key] = said ? readValue(reader, said, inner, indent, line) : readBelow(reader, inner, indent);
  }
  const after = next(reader);
  if (Object.keys(map).length === 0 || (after && after.indent > indent)) throw NOT_PLAIN;
  return map;
}

/** The list or map that is on the lines below its key. */
function readBelow(reader: Reader, path: string, indent: number): unknown {
  const line = next(reader);
  const isList = line?.text.startsWith('- ') ?? false;
  if (!line || line.indent < indent || (line.indent === indent && !isList)) throw NOT_PLAIN;
  reader.places.values.set(path, restOf(line, line.indent));
  return isList ? readList(reader, line.indent, path) : readMap(reader, line.indent, path, undefined);
}

function readList(reader: Reader, indent: number, path: string): unknown[] {
  const items: unknown[] = [];
  for (let line = next(reader); line?.indent === indent && line.text.startsWith('- '); line = next(reader)) {
    const item = { number: line.number, indent: indent + 2, text: line.text.slice(2) };
    const inner = `${path}.${items.length}`;
    if (PAIR.test(item.text)) {
      reader.places.values.set(inner, restOf(item, item.indent));
      items.push(readMap(reader, item.indent, inner, item));
    } else {
      reader.at += 1;
      items.push(readValue(reader, item.text, inner, indent, item));
    }
  }
  const after = next(reader);
  if (after && after.indent > indent) throw NOT_PLAIN;
  return items;
}

/** What comes after a colon or a dash. `indent` is that of the map or list it is in. */
function readValue(reader: Reader, said: string, path: string, indent: number, line: Line): unknown {
  const from = line.indent + line.text.length - said.length;
  const { places } = reader;
  if (said === '|') return readText(reader, path, indent, [line.number, from + 1, line.number, from + 2]);
  places.values.set(path, [line.number, from + 1, line.number, from + said.length + 1]);
  if (said.startsWith('[')) return readFlow(reader, said, path, line.number, from);
  const quote = said[0] === '"' || said[0] === "'" ? said[0] : '';
  const text = quote === '' ? said : said.slice(1, -1);
  const isWhole =
    quote === ''
      ? PLAIN.test(said) && !said.includes(': ') && !said.includes(' #')
      : said.length > 1 && said.endsWith(quote) && !text.includes(quote) && !text.includes('\\');
  if (!isWhole) throw NOT_PLAIN;
  places.origins.set(path, { line: line.number, indent: from + quote.length });
  return text;
}

function readFlow({ places }: Reader, said: string, path: string, line: number, from: number): string[] {
  if (!FLOW.test(said)) throw NOT_PLAIN;
  return [...said.matchAll(/[^[\], ]+/g)].map(({ 0: word, index }, position) => {
    const start = from + index;
    places.values.set(`${path}.${position}`, [line, start + 1, line, start + word.length + 1]);
    places.origins.set(`${path}.${position}`, { line, indent: start });
    return word;
  });
}

/** The text below `|`: its lines without their common indentation, one line end at its end. */
function readText(reader: Reader, path: string, outer: number, place: Range): string {
  const first = reader.lines[reader.at];
  if (!first || first.text === '' || first.indent <= outer) throw NOT_PLAIN;
  const { indent } = first;
  const lines: string[] = [];
  for (let line: Line | undefined = first; line; line = reader.lines[reader.at]) {
    if (line.text !== '' && line.indent < indent) break;
    lines.push(' '.repeat(Math.max(0, line.indent - indent)) + line.text);
    reader.at += 1;
  }
  const after = next(reader);
  // A line between the two indentations is a mistake; a comment may still belong to the text.
  if (after && (after.indent > outer || after.text.startsWith('#'))) throw NOT_PLAIN;
  reader.places.values.set(path, place);
  reader.places.origins.set(path, { line: first.number, indent });
  return `${lines.join('\n').replace(/\n+$/, '')}\n`;
}

/** From a column to the end of its line. */
function restOf({ number, indent, text }: Line, from: number): Range {
  return [number, from + 1, number, indent + text.length + 1];
}
