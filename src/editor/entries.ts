import type { Range } from '../model/range.ts';
import type { Instant } from '../model/instant.ts';
import type { Matter } from '../source/matter.ts';
import { splitAsMeant } from '../source/split.ts';
import { parseTime } from '../source/time.ts';

/** A report's file as far as it can be read while it is being written. */
export interface ReadFile {
  readonly matter: Matter;
  /** In the order of the file. */
  readonly entries: readonly ReadEntry[];
}

export interface ReadEntry {
  readonly index: number;
  /** Undefined if it is missing or wrong. */
  readonly at: Instant | undefined;
  readonly state: string | undefined;
  readonly title: string | undefined;
  readonly place: Range;
  /** The place of its time. */
  readonly atPlace: Range;
}

/** Reads the times and places in front matter; other mistakes in it do not matter. */
export function readEntries(path: string, text: string): ReadFile | undefined {
  const plain = text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
  const halves = splitAsMeant(path, plain).value;
  const matter = halves?.matter.value ?? halves?.matter.meant;
  if (!halves || !matter) return undefined;
  const timeline = matter.value['timeline'];
  const items: readonly unknown[] = Array.isArray(timeline) ? timeline : [];
  const lines = plain.split('\n');
  const placed = { ...matter, place: (at: string) => halves.matter.find(matter.place(at)).range };
  return { matter: placed, entries: items.map((item, index) => entryOf(item, index, placed, lines)) };
}

/** The entries with a time, oldest first. */
export function inOrder(entries: readonly ReadEntry[]): readonly (ReadEntry & { readonly at: Instant })[] {
  return entries
    .flatMap((entry) => (entry.at === undefined ? [] : [{ ...entry, at: entry.at }]))
    .toSorted((a, b) => (a.at < b.at ? -1 : 1));
}

function entryOf(item: unknown, index: number, matter: Matter, lines: readonly string[]): ReadEntry {
  const keys: Readonly<Record<string, unknown>> =
    typeof item === 'object' && item !== null ? (item as Record<string, unknown>) : {};
  const textOf = (key: string) => (typeof keys[key] === 'string' ? keys[key] : undefined);
  return {
    index,
    at: timeOf(textOf('at')),
    state: textOf('state'),
    title: textOf('title'),
    place: wholeItem(matter.place(`timeline.${index}`), lines),
    atPlace: matter.place(`timeline.${index}.at`),
  };
}

/** A list item extends to the last line that is indented at least as far as its keys. */
function wholeItem([line, column]: Range, lines: readonly string[]): Range {
  let last = line;
  for (const [index, text] of lines.entries()) {
    if (index < line || text.trim() === '') continue;
    if (text.search(/\S/) < column - 1) break;
    last = index + 1;
  }
  return [line, column, last, (lines[last - 1] ?? '').length + 1];
}

function timeOf(text: string | undefined): Instant | undefined {
  const read = text === undefined ? undefined : parseTime(text);
  return read && 'instant' in read ? read.instant : undefined;
}
