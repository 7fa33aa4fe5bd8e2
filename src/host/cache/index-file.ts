import type { Unit } from '../../pipeline/unit.ts';
import type { FileFacts, KeptPage, KeptUnit, Memory } from '../../pipeline/remember/memory.ts';
import type { KeptValue } from '../../pipeline/remember/values.ts';
import type { Place, Places } from './packs.ts';

/**
 * An index has a line for each unit, then one for each page: first the part that every run reads, then a tab
 * and the part that is rarely needed, both as JSON, which contains neither tabs nor line ends. The last line
 * has the rest.
 */

/** The content of an index. */
export interface Index extends Pick<Memory, 'units' | 'pages' | 'checked' | 'values'> {
  /** Where the reports of units are stored, by key. */
  readonly places: Places;
}

/** An index that was read; its lines are only parsed when needed. */
export interface ReadIndex extends Index {
  /** The existing line of an unchanged object, line end included. */
  readonly lineOf: (kept: KeptUnit | KeptPage) => Uint8Array | undefined;
  readonly sets: TemplateSets;
}

/** The template lists of pages. There are only a few different ones, and lines refer to them by number. */
type TemplateSets = readonly (readonly string[])[];

type UnitHead = readonly [name: string, look: string | 0, settings: string, key: string];
type PageHead = readonly [name: string, from: string | 0, templates: number, ...files: FileHead[]];
/** The path is left out if it is the page's name. */
type FileHead = readonly [path: string | 0, sha256: string, size: number];

/** The content of the last line. */
interface Rest {
  readonly units: number;
  readonly pages: number;
  readonly checked: number;
  readonly sets: TemplateSets;
  readonly packs: readonly string[];
  readonly places: readonly (readonly [key: string, pack: number, at: number, size: number, hash: string])[];
  readonly values: readonly (readonly [name: string, kept: KeptValue])[];
}

const TAB = 9;
const LINE_END = 10;

/** If there are more template lists than this, most are left over from old builds. */
const MOST_SETS = 64;

/** The lines of an index. Lines of unchanged objects are copied. */
export function* indexLines(index: Index, read: ReadIndex | undefined): Generator<string | Uint8Array> {
  const { units, pages, checked, places, values } = index;
  const before = read && read.sets.length > MOST_SETS ? undefined : read;
  const sets = numbering(before?.sets ?? [], (keys) => keys.join('\n'));
  const packs = numbering<string>([], (name) => name);
  for (const [name, kept] of units) yield before?.lineOf(kept) ?? unitLine(name, kept);
  for (const [name, kept] of [...pages, ...checked])
    yield before?.lineOf(kept) ?? pageLine(name, kept, sets.of(kept.templates));
  const rest: Rest = {
    units: units.size,
    pages: pages.size,
    checked: checked.size,
    sets: sets.all,
    places: [...places].map(([key, { pack, at, size, hash }]) => [key, packs.of(pack), at, size, hash]),
    packs: packs.all,
    values: [...values].filter(([, { isLasting }]) => isLasting),
  };
  yield JSON.stringify(rest);
}

function unitLine(name: string, { look, settings, key, unit }: KeptUnit): string {
  const head: UnitHead = [name, look ?? 0, settings, key];
  return `${JSON.stringify(head)}\t${JSON.stringify(unit)}\n`;
}

function pageLine(name: string, { from, inputs, files }: KeptPage, templates: number): string {
  const heads = files.map(({ path, sha256, size }): FileHead => [path === name ? 0 : path, sha256, size]);
  const head: PageHead = [name, from ?? 0, templates, ...heads];
  return `${JSON.stringify(head)}\t${JSON.stringify(inputs)}\n`;
}

/** Numbers things; equal ones get the same number. */
function numbering<T>(before: readonly T[], nameOf: (thing: T) => string) {
  const all = [...before];
  const numbers = new Map(all.map((thing, number) => [nameOf(thing), number]));
  return {
    all,
    of: (thing: T): number => {
      const name = nameOf(thing);
      const number = numbers.get(name) ?? all.push(thing) - 1;
      numbers.set(name, number);
      return number;
    },
  };
}

/** Reads the lines of an index. */
export function readIndexLines(bytes: Buffer): ReadIndex {
  const last = bytes.subarray(bytes.lastIndexOf(LINE_END) + 1);
  const { sets, packs, places, ...rest } = JSON.parse(last.toString()) as Rest;
  const lines = new Map<KeptUnit | KeptPage, Line['bytes']>();
  const units = new Map<string, KeptUnit>();
  const [pages, checked] = [new Map<string, KeptPage>(), new Map<string, KeptPage>()];
  let at = 0;
  const read = <T extends KeptUnit | KeptPage>(
    most: number,
    into: Map<string, T>,
    of: (line: Line) => [string, T],
  ) => {
    for (let count = 0; count < most; count += 1) {
      const line = lineAt(bytes, at);
      const [name, kept] = of(line);
      into.set(name, kept);
      // The part of the index that was read last is not kept.
      lines.set(kept, line.bytes);
      at = line.end;
    }
  };
  read(rest.units, units, unitOf);
  read(rest.pages, pages, (line) => pageOf(line, sets));
  read(rest.checked, checked, (line) => pageOf(line, sets));
  const placed = places.map(([key, pack, start, size, hash]): [string, Place] => [
    key,
    { pack: packs[pack] ?? '', at: start, size, hash },
  ]);
  return {
    units,
    pages,
    checked,
    sets,
    places: new Map(placed),
    values: new Map(rest.values),
    lineOf: (kept) => lines.get(kept)?.(),
  };
}

/** A line of an index, with its parts. */
interface Line {
  readonly head: unknown;
  readonly more: () => unknown;
  readonly bytes: () => Uint8Array;
  /** The start of the next line. */
  readonly end: number;
}

function lineAt(bytes: Buffer, start: number): Line {
  const tab = bytes.indexOf(TAB, start);
  const end = bytes.indexOf(LINE_END, tab) + 1;
  return {
    head: JSON.parse(bytes.toString('utf8', start, tab)),
    more: () => JSON.parse(bytes.toString('utf8', tab + 1, end)) as unknown,
    bytes: () => bytes.subarray(start, end),
    end,
  };
}

function unitOf({ head, more }: Line): [name: string, kept: KeptUnit] {
  const [name, look, settings, key] = head as UnitHead;
  let unit: Unit | undefined;
  const kept = {
    look: look === 0 ? undefined : look,
    settings,
    key,
    get unit() {
      return (unit ??= more() as Unit);
    },
  };
  return [name, kept];
}

function pageOf({ head, more }: Line, sets: TemplateSets): [name: string, kept: KeptPage] {
  const [name, from, templates, ...files] = head as PageHead;
  const kept = {
    from: from === 0 ? undefined : from,
    get inputs() {
      return more() as string[];
    },
    templates: sets[templates] ?? [],
    files: files.map(([path, sha256, size]): FileFacts => ({ path: path === 0 ? name : path, sha256, size })),
  };
  return [name, kept];
}
