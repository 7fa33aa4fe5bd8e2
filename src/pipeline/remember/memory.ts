import type { Report } from '../../model/report.ts';
import type { Unit } from '../unit.ts';
import type { KeptValue } from './values.ts';

/**
 * What builds save for the next ones, so that they need not repeat work with the same result. Nothing else is
 * remembered anywhere. This only works if
 * - a unit is kept with everything it was made of: its files, and `UnitSettings`;
 * - a page is kept with everything it was given: its inputs, and the templates it took.
 */
export interface Memory {
  /** By the names of their folders. */
  readonly units: ReadonlyMap<string, KeptUnit>;
  /** By their names. */
  readonly pages: ReadonlyMap<string, KeptPage>;
  /** Those that `check` made differently from a build: it also reports on drafts. */
  readonly checked: ReadonlyMap<string, KeptPage>;
  readonly values: ReadonlyMap<string, KeptValue>;
  /** The reports of units, by unit key. A missing one is parsed again. */
  readonly reports: ReportStore;
}

export interface KeptUnit {
  /** The looks of its files; undefined if they prove nothing. */
  readonly look: string | undefined;
  /** Key of the settings it was made with. */
  readonly settings: string;
  /** Key of the bytes of its files and everything else it was made from. */
  readonly key: string;
  readonly unit: Unit;
}

/**
 * A page that was rendered: not its bytes, which are in the output, but what shows that they would be the
 * same now.
 */
export interface KeptPage {
  /** The key of what it was planned from; undefined if only planning it can tell. */
  readonly from: string | undefined;
  /** `name key` of all its inputs, in order. */
  readonly inputs: readonly string[];
  /** `name key` of the templates it used. */
  readonly templates: readonly string[];
  readonly files: readonly FileFacts[];
}

/** A file of the output without its bytes. */
export interface FileFacts {
  readonly path: string;
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

export interface ReportStore {
  readonly get: (key: string) => Report | undefined;
  readonly put: (key: string, report: Report) => void;
  /** A report as it is stored, to be read with `deserialize` of `node:v8` in whichever thread needs it. */
  readonly bytesOf?: ((key: string) => Uint8Array | undefined) | undefined;
}

/** The memory of a first build. Its reports are kept for as long as it is used. */
export function emptyMemory(): Memory {
  return {
    units: new Map(),
    pages: new Map(),
    checked: new Map(),
    values: new Map(),
    reports: reportsInMemory(),
  };
}

/** Newest reports kept as objects by stores that have all of them on disk: those that feeds show. */
export const RECENT = 64;

/** Keeps the `most` newest reports on top of another store, which is left unchanged. */
export function reportsInMemory(below?: Pick<ReportStore, 'get'>, most = 512): ReportStore {
  const held = new Map<string, Report>();
  return {
    get: (key) => held.get(key) ?? below?.get(key),
    put: (key, report) => putLast(held, key, report, most),
  };
}

/** Adds an item at the end, and drops the oldest items beyond `most`. */
export function putLast<K, T>(held: Map<K, T>, name: K, value: T, most: number): void {
  held.delete(name);
  held.set(name, value);
  const [oldest] = held.keys();
  if (held.size > most && oldest !== undefined) held.delete(oldest);
}
