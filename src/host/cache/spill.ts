import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Report } from '../../model/report.ts';
import { RECENT, reportsInMemory } from '../../pipeline/remember/memory.ts';
import type { ReportStore } from '../../pipeline/remember/memory.ts';
import { isSystemError } from '../system-errors.ts';

/**
 * For runs without a cache: stores their reports on disk rather than in memory, so that there may be any
 * number of them.
 */
export interface Spill extends ReportStore {
  readonly close: () => void;
}

/**
 * Opens a file for reports in the system's temporary folder. It is unlinked at once, so it disappears with
 * this process however that ends; on systems that do not allow this, it stays until `close`. If the disk is
 * full, reports are parsed again.
 */
export function openSpill(folder = tmpdir()): Spill {
  const recent = reportsInMemory(undefined, RECENT);
  const file = new NamelessFile(join(folder, `incident-press-${randomUUID()}`));
  const places = new Map<string, Place>();
  return {
    get: (key) => {
      const known = recent.get(key);
      const bytes = known ? undefined : file.read(places.get(key));
      return bytes ? (deserialize(bytes) as Report) : known;
    },
    put: (key, report) => {
      recent.put(key, report);
      const place = places.has(key) ? undefined : file.add(() => serialize(report));
      if (place) places.set(key, place);
    },
    bytesOf: (key) => file.read(places.get(key)),
    close: () => file.close(),
  };
}

interface Place {
  readonly at: number;
  readonly size: number;
}

/** What is written can be read until it is closed; the file is created by the first write. */
class NamelessFile {
  readonly #path: string;
  #file: number | undefined;
  #end = 0;
  #isBroken = false;

  constructor(path: string) {
    this.#path = path;
  }

  /** Undefined if the disk is full or read-only. */
  add(make: () => Buffer): Place | undefined {
    if (this.#isBroken) return undefined;
    const bytes = make();
    try {
      this.#file ??= openNameless(this.#path);
      writeSync(this.#file, bytes);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      this.#isBroken = true;
      return undefined;
    }
    const place = { at: this.#end, size: bytes.length };
    this.#end += bytes.length;
    return place;
  }

  read(place: Place | undefined): Buffer | undefined {
    if (!place || this.#file === undefined) return undefined;
    // Not a part of Node's pool, which would be sent to another thread as a whole.
    const bytes = Buffer.allocUnsafeSlow(place.size);
    return readSync(this.#file, bytes, 0, place.size, place.at) === place.size ? bytes : undefined;
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
    rmSync(this.#path, { force: true });
  }
}

function openNameless(path: string): number {
  const file = openSync(path, 'wx+', 0o600);
  try {
    rmSync(path);
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
  return file;
}
