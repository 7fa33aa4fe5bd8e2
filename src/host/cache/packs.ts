import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readdirSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Report } from '../../model/report.ts';
import { RECENT, reportsInMemory } from '../../pipeline/remember/memory.ts';
import type { ReportStore } from '../../pipeline/remember/memory.ts';
import { hashOf } from '../../pipeline/remember/named.ts';
import { isOwnFile, makeCacheFolder, OLD_DRAFT } from '../files/cache-folder.ts';
import { isSystemError } from '../system-errors.ts';

/** Where a report is stored: file, offset, length and hash. */
export interface Place {
  readonly pack: string;
  readonly at: number;
  readonly size: number;
  readonly hash: string;
}

export type Places = ReadonlyMap<string, Place>;

/**
 * Reports in pack files. Each run that saves something makes a file of its own, and only appends to that one,
 * so that parallel runs do not clash. If a file is missing or damaged, its reports are parsed again.
 */
export interface Packs extends ReportStore {
  /**
   * Closes the new pack and returns where the reports with these keys are. Too many packs are merged into
   * one.
   */
  readonly keep: (keys: ReadonlySet<string>) => Places;
  /** Removes packs that are no longer referenced, once the index with the places is on disk. */
  readonly sweep: () => void;
}

/** More packs than this are merged into one. */
const MOST = 12;

/** Bytes collected before they are written. */
const CHUNK = 1 << 20;

/** Opens the packs in a folder whose names begin with `prefix`. */
export function openPacks(folder: string, prefix: string, before: Places): Packs {
  let places = new Map(before);
  const known = new Set([...before.values()].map(({ pack }) => pack));
  const recent = reportsInMemory(undefined, RECENT);
  const newest = newestPack(folder, prefix);

  function add(key: string, bytes: Buffer): void {
    const place = newest.add(bytes);
    if (place) places.set(key, place);
  }

  function bytesOf(key: string): Buffer | undefined {
    const at = places.get(key);
    if (at) newest.flush();
    return at && readPlace(folder, at);
  }

  return {
    get: (key) => {
      const held = recent.get(key);
      const bytes = held ? undefined : bytesOf(key);
      if (!bytes) return held;
      const report = deserialize(bytes) as Report;
      recent.put(key, report);
      return report;
    },
    bytesOf,
    put: (key, report) => {
      recent.put(key, report);
      if (!places.has(key)) add(key, serialize(report));
    },
    keep: (keys) => {
      places = new Map([...places].filter(([key]) => keys.has(key)));
      newest.close();
      if (packsOf(places).size > MOST) places = merge(folder, places, newest);
      return places;
    },
    sweep: () => sweep(folder, prefix, packsOf(places), new Set([...known, ...newest.names])),
  };
}

/** Copies all reports into the newest pack. Returns where they are then. */
function merge(folder: string, places: Places, newest: ReturnType<typeof newestPack>): Map<string, Place> {
  const all = [...places].map(([key, place]) => [key, readPlace(folder, place)] as const);
  const merged = new Map<string, Place>();
  for (const [key, bytes] of all) {
    const place = bytes && newest.add(bytes);
    if (place) merged.set(key, place);
  }
  newest.close();
  return merged;
}

function packsOf(places: Places): ReadonlySet<string> {
  return new Set([...places.values()].map(({ pack }) => pack));
}

/** Removes unused packs. A pack may belong to a parallel run unknown to this one, unless it is old. */
function sweep(folder: string, prefix: string, used: ReadonlySet<string>, known: ReadonlySet<string>): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(prefix) || used.has(name)) continue;
    const stat = statSync(join(folder, name), { throwIfNoEntry: false });
    const isOld = stat && performance.timeOrigin + performance.now() - stat.mtimeMs > OLD_DRAFT;
    if (isOld || known.has(name)) rmSync(join(folder, name), { force: true });
  }
}

/** The pack that a run writes, created with the first report. */
function newestPack(folder: string, prefix: string) {
  let writer: PackWriter | undefined;
  let isBroken = false;
  const names: string[] = [];
  return {
    /** Returns the places of its reports; after closing, a new pack begins. */
    names,
    /** Undefined if the disk is full or read-only: then nothing is saved. */
    add: (bytes: Buffer): Place | undefined => {
      if (isBroken) return undefined;
      try {
        if (!writer) {
          writer = startPack(folder, prefix);
          names.push(writer.name);
        }
        return writer.add(bytes);
      } catch (error) {
        if (!isSystemError(error)) throw error;
        isBroken = true;
        return undefined;
      }
    },
    flush: () => writer?.flush(),
    close: () => {
      writer?.close();
      writer = undefined;
    },
  };
}

interface PackWriter {
  readonly name: string;
  readonly add: (bytes: Buffer) => Place;
  readonly flush: () => void;
  readonly close: () => void;
}

function startPack(folder: string, prefix: string): PackWriter {
  makeCacheFolder(folder);
  const name = prefix + randomUUID();
  const file = openSync(join(folder, name), 'wx');
  let waiting: Buffer[] = [];
  let inWaiting = 0;
  let at = 0;
  const flush = () => {
    for (const each of waiting) writeSync(file, each);
    waiting = [];
    inWaiting = 0;
  };
  return {
    name,
    add: (bytes) => {
      const place = { pack: name, at, size: bytes.length, hash: hashOf(bytes) };
      waiting.push(bytes);
      inWaiting += bytes.length;
      at += bytes.length;
      if (inWaiting > CHUNK) flush();
      return place;
    },
    flush,
    close: () => {
      flush();
      closeSync(file);
    },
  };
}

/** The bytes at a place, undefined if they have changed. */
function readPlace(folder: string, { pack, at, size, hash }: Place): Buffer | undefined {
  let file: number | undefined;
  try {
    if (basename(pack) !== pack || !isOwnFile(join(folder, pack))) return undefined;
    file = openSync(join(folder, pack), 'r');
    const bytes = Buffer.alloc(size);
    const length = readSync(file, bytes, 0, size, at);
    return length === size && hashOf(bytes) === hash ? bytes : undefined;
  } catch (error) {
    if (isSystemError(error)) return undefined;
    throw error;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
