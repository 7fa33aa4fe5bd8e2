import { recall } from './recall.ts';

/** Lists side by side: the n-th items of all of them are a row. */
type Columns<Row extends readonly unknown[]> = { readonly [K in keyof Row]: readonly Row[K][] };

/** What was made last, and of what. */
interface Table<V> {
  columns: readonly (readonly unknown[])[];
  values: readonly V[];
}

/** So many rows that differ were edited where they stand; where there are more, most have only moved. */
const EDITED = 16;

/**
 * `make` for every row of some lists, with a memory of the last time: rows that are the same, object for
 * object, keep their values, wherever they now stand. Where all are the same, the very list of before is
 * given. Made for long lists of which little changes: an item that did not change costs a comparison, and
 * is not even looked into. Lists as items are the same if what is in them is.
 *
 * Only for pure functions of read-only data that give read-only data. `shared` is what all rows are made
 * with; each such combination has a memory of its own, which goes with its objects. `using` only helps to
 * make a value, and does not change it; nor does `before`, the last value of the row in the same place.
 * Where `isSame` finds a new value to be as that one, that one is kept, so that what is made of it in turn
 * stays the same as well.
 */
export function recallRows<
  Shared extends readonly unknown[],
  Row extends readonly unknown[],
  V,
  Using = undefined,
>(
  make: (shared: Shared, row: Row, using: Using, before: V | undefined) => V,
  isSame: (before: V, after: V) => boolean = () => false,
): (shared: Shared, columns: Columns<Row>, ...using: Using extends undefined ? [] : [Using]) => readonly V[] {
  const tableOf = recall((..._shared: Shared): Table<V> => ({ columns: [], values: [] }));
  return (shared, columns, ...using) => {
    const table = tableOf(...shared);
    const before = table.values;
    const length = columns[0]?.length ?? 0;
    const different = differentRows(table.columns, columns);
    const old = table.columns;
    if (different.length === 0 && length === before.length) {
      table.columns = columns;
      return before;
    }
    const values = before.slice(0, length);
    const places = different.length > EDITED ? placesOf(old[0] ?? []) : undefined;
    for (const index of different) {
      const place = places ? places.get(columns[0]?.[index]) : index;
      const known = place === undefined ? undefined : before[place];
      if (place !== undefined && known !== undefined && isSameRow(old, place, columns, index)) {
        values[index] = known;
        continue;
      }
      const made = make(
        shared,
        columns.map((column) => column[index]) as readonly unknown[] as Row,
        using[0] as Using,
        known,
      );
      values[index] = known !== undefined && isSame(known, made) ? known : made;
    }
    const isAsBefore =
      length === before.length && different.every((index) => values[index] === before[index]);
    table.columns = columns;
    table.values = isAsBefore ? before : values;
    return table.values;
  };
}

/** The places of the rows that are not what they were, in order. Goes down the columns, which is fastest. */
function differentRows(
  old: readonly (readonly unknown[])[],
  columns: readonly (readonly unknown[])[],
): number[] {
  const length = columns[0]?.length ?? 0;
  const known = Math.min(length, old[0]?.length ?? 0);
  const different = new Set<number>();
  for (const [at, column] of columns.entries()) {
    const before = old[at] ?? [];
    if (column === before) continue;
    for (let index = 0; index < known; index += 1) {
      if (before[index] !== column[index] && !isSameCell(before[index], column[index])) different.add(index);
    }
  }
  for (let index = known; index < length; index += 1) different.add(index);
  return [...different].toSorted((a, b) => a - b);
}

function isSameRow(
  old: readonly (readonly unknown[])[],
  before: number,
  columns: readonly (readonly unknown[])[],
  after: number,
): boolean {
  for (let at = 0; at < columns.length; at += 1) {
    if (!isSameCell(old[at]?.[before], columns[at]?.[after])) return false;
  }
  return true;
}

function isSameCell(a: unknown, b: unknown): boolean {
  return a === b || (Array.isArray(a) && Array.isArray(b) && isSameList(a, b));
}

/** True for lists of the very same items. */
function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

function placesOf(items: readonly unknown[]): ReadonlyMap<unknown, number> {
  return new Map(items.map((item, index) => [item, index]));
}

function isSamePart(
  known: readonly unknown[],
  items: readonly unknown[],
  start: number,
  end: number,
): boolean {
  if (known.length !== end - start) return false;
  for (let index = start; index < end; index += 1) if (known[index - start] !== items[index]) return false;
  return true;
}

/** Lists one after the other. For many items this takes a fraction of what `flat` does. */
export function joined<T>(lists: readonly (readonly T[])[]): T[] {
  const all: T[] = [];
  for (const list of lists) for (const item of list) all.push(item);
  return all;
}

/** Items that are looked into together. */
const CHUNK = 128;

/**
 * `make` for the items of a list taken together, so many at a time, with a memory of the last time. For what
 * has to be known of all items of a long list, of which little changes: of a part in which nothing is new,
 * no item is looked into. What it gives has to be put together by the caller, in order.
 */
export function recallParts<Shared extends readonly unknown[], T, V>(
  make: (items: readonly T[], ...shared: Shared) => V,
): (items: readonly T[], ...shared: Shared) => readonly V[] {
  const partsOf = recall((..._shared: Shared): { list: readonly (readonly T[])[] } => ({ list: [] }));
  const makeOnce = recall(make);
  return (items, ...shared) => {
    const parts = partsOf(...shared);
    parts.list = Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, index) => {
      const [start, end] = [index * CHUNK, Math.min((index + 1) * CHUNK, items.length)];
      const known = parts.list[index];
      return known && isSamePart(known, items, start, end) ? known : items.slice(start, end);
    });
    return parts.list.map((part) => makeOnce(part, ...shared));
  };
}
