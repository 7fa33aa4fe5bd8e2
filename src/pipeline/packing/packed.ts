import type { Instant } from '../../model/instant.ts';
import type { PresentRow, Row } from '../../model/row.ts';
import { isPast, standingAt } from '../../site/figures/standing.ts';
import type { Unit } from '../unit.ts';
import type { KeptPage, KeptUnit } from '../remember/memory.ts';
import { openShelf } from './shelf.ts';

/*
 * Plain objects whose large parts are kept as compressed JSON, and parsed each time somebody asks for one. They
 * look like what they were made of, also to JSON and where they are spread. An object stays the same as long
 * as it is kept; its packed parts do not.
 */

/** The parts of a row, in the order in which `rowOf` makes them: true for those that are packed. */
const ROW: Readonly<Record<keyof Row, boolean>> = {
  reference: false,
  derived: true,
  original: true,
  existing: false,
  automatic: false,
  locals: true,
  pictures: false,
  pending: false,
  published: false,
  waiting: false,
  earlierPlan: true,
  updates: true,
  newestAt: true,
  aliases: false,
};

const UNIT: Readonly<Record<keyof Unit, boolean>> = {
  isFound: false,
  diagnostics: false,
  mentions: true,
  newTexts: true,
  dated: true,
  row: false,
  anchors: true,
  pictures: false,
  shown: false,
  ledgers: true,
  ledgersKey: false,
  goneTexts: true,
  held: false,
  review: true,
};

const PAGE: Readonly<Record<keyof KeptPage, boolean>> = {
  from: true,
  inputs: true,
  templates: false,
  files: true,
};

/** Lists up to this length, as JSON, are often equal, and then stored once. */
const SHORT = 64;

/** Keeps the first `limit` units as they are, which is quicker, and packs all others. */
export function unitPacker(limit = Infinity): (kept: KeptUnit) => KeptUnit {
  const [packUnit, packRow] = [packer(UNIT), packer(ROW)];
  let count = 0;
  return (kept) => {
    if ((count += 1) <= limit) return kept;
    const { row } = kept.unit;
    return { ...kept, unit: packUnit({ ...kept.unit, row: row && packRow(row) }) };
  };
}

/** The same for pages. */
export function pagePacker(limit = Infinity): (kept: KeptPage) => KeptPage {
  const pack = packer(PAGE);
  let count = 0;
  return (kept) => ((count += 1) > limit ? pack(kept) : kept);
}

/** A packed row as of the present; undefined for one that is not packed, or is not all in the past. */
export function packedRowAt(row: Row, present: Instant | undefined): PresentRow | undefined {
  const isReady = row instanceof Packed && (present === undefined || isPast(row, present));
  return isReady ? (new PackedPresentRow(row, present) as unknown as PresentRow) : undefined;
}

class Packed {
  readonly #number: number;

  constructor(number: number) {
    this.#number = number;
  }

  static numberOf(packed: Packed): number {
    return packed.#number;
  }
}

class PackedPresentRow {
  static readonly #parts = {
    ...descriptors(Object.keys(ROW), (row: PackedPresentRow, part) => row.#row[part as keyof Row]),
    ...descriptors(['standing'], (row: PackedPresentRow) => standingAt(row.#row, row.#present)),
  };
  readonly #row: Row;
  readonly #present: Instant | undefined;

  constructor(row: Row, present: Instant | undefined) {
    this.#row = row;
    this.#present = present;
    Object.defineProperties(this, PackedPresentRow.#parts);
  }
}

function descriptors<T>(parts: readonly string[], get: (object: T, part: string) => unknown) {
  const made = parts.map((part) => {
    const descriptor: PropertyDescriptor & ThisType<T> = {
      enumerable: true,
      get() {
        return get(this, part);
      },
    };
    return [part, descriptor] as const;
  });
  return Object.fromEntries(made) as PropertyDescriptorMap;
}

/** Packs the objects of one kind. */
function packer<T extends object>(isPacked: Readonly<Record<keyof T, boolean>>): (value: T) => T {
  const all = Object.keys(isPacked) as (keyof T & string)[];
  const packed = all.filter((part) => isPacked[part]);
  const shelf = openShelf();
  const getters = descriptors(packed, (object: Packed, part) =>
    shelf.get(Packed.numberOf(object), packed.indexOf(part as (typeof packed)[number])),
  );
  const shared = new Map<string, unknown>();
  const share = (value: unknown) => {
    if (!Array.isArray(value)) return value;
    const json = JSON.stringify(value);
    if (json.length > SHORT) return value;
    const known = shared.get(json) ?? value;
    shared.set(json, known);
    return known;
  };
  return (value) => {
    const object = new Packed(shelf.put(packed.map((part) => value[part])));
    for (const part of all) {
      const getter = getters[part];
      if (getter) Object.defineProperty(object, part, getter);
      else (object as unknown as T)[part] = share(value[part]) as T[keyof T & string];
    }
    return object as unknown as T;
  };
}
