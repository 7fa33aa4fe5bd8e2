import type { Hmac } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { emptyMemory } from '../../pipeline/remember/memory.ts';
import type { Memory } from '../../pipeline/remember/memory.ts';
import { clearWay, makeCacheFolder, readBytes } from './cache-folder.ts';
import { isSystemError } from '../system-errors.ts';
import { indexLines, readIndexLines } from '../cache/index-file.ts';
import type { ReadIndex } from '../cache/index-file.ts';
import { openPacks } from '../cache/packs.ts';
import type { Packs } from '../cache/packs.ts';
import { startSeal } from '../cache/seal.ts';
import { writeFile } from './write.ts';

const INDEX = 'memory';

/** Raised whenever the format of the cache changes. */
const FORMAT = 5;

/** The cache found on disk, possibly empty, and what was wrong with the rest. */
export interface OpenCache {
  readonly memory: Memory;
  /** A sentence, if something could not be used. */
  readonly note: string | undefined;
  /**
   * Saves the results of a build in place of those that were read. If that fails, returns why, such as the
   * system's error code; it only costs time.
   */
  readonly keep: (after: Memory) => string | undefined;
}

/**
 * Opens the cache of an earlier run of the same program (`program`). Anything damaged, truncated, made by
 * another version or not sealed with our key is ignored, and the work is done again.
 */
export function openCache(folder: string, program: string): OpenCache {
  const path = join(folder, INDEX);
  const read = readIndex(path, headOf(program));
  const index = typeof read === 'string' ? undefined : read;
  const packs = openPacks(folder, 'reports-', index?.places ?? new Map());
  const { units, pages, checked, values } = index ?? emptyMemory();
  return {
    memory: { units, pages, checked, values, reports: packs },
    note: typeof read === 'string' && read !== 'none' ? noteOf(folder, read) : undefined,
    keep: (after) => keepIndex(folder, path, headOf(program), after, { packs, index }),
  };
}

/** The size in bytes of the index in a folder; 0 if there is none. */
export function indexSize(folder: string): number {
  try {
    return statSync(join(folder, INDEX), { throwIfNoEntry: false })?.size ?? 0;
  } catch {
    // If it cannot be looked at, it cannot be opened either.
    return 0;
  }
}

function keepIndex(
  folder: string,
  path: string,
  head: string,
  after: Memory,
  { packs, index }: { readonly packs: Packs; readonly index: ReadIndex | undefined },
): string | undefined {
  const seal = startSeal();
  if (!seal) return 'there is no key to seal it with';
  try {
    makeCacheFolder(folder);
    const places = packs.keep(new Set([...after.units.values()].map(({ key }) => key)));
    clearWay(path);
    writeFile(path, sealed(head, indexLines({ ...after, places }, index), seal));
    packs.sweep();
    return undefined;
  } catch (error) {
    if (isSystemError(error)) return error.code;
    throw error;
  }
}

/** Bytes collected before they are written. */
const CHUNK = 1 << 20;

/** Lines after a line that names the program, and before one with the seal of everything. */
function* sealed(head: string, lines: Iterable<string | Uint8Array>, seal: Hmac): Generator<Uint8Array> {
  let waiting: Uint8Array[] = [Buffer.from(`${head}\n`)];
  let size = 0;
  for (const line of lines) {
    const bytes = typeof line === 'string' ? Buffer.from(line) : line;
    waiting.push(bytes);
    size += bytes.length;
    if (size < CHUNK) continue;
    const chunk = Buffer.concat(waiting);
    seal.update(chunk);
    yield chunk;
    waiting = [];
    size = 0;
  }
  const last = Buffer.concat(waiting);
  yield last;
  yield Buffer.from(`\n${seal.update(last).digest('hex')}\n`);
}

/** Why an index is not used. */
type Fault = 'foreign' | 'damaged';

const WHY: Readonly<Record<Fault, string>> = {
  foreign: 'is of another version of incident-press or Node',
  damaged: 'is damaged or was made elsewhere',
};

function noteOf(folder: string, what: Fault): string {
  return `The cache in ${folder} ${WHY[what]} and is not used; this run makes a new one.`;
}

/** The size of the last line: a seal between the ends of two lines. */
const SEAL_LINE = 66;

/**
 * The index in a file; `none` if there is none, `foreign` if another program made it, `damaged` if it is not
 * as somebody with our key has left it.
 */
function readIndex(path: string, head: string): ReadIndex | 'none' | Fault {
  const bytes = readBytes(path);
  if (!bytes) return 'none';
  const end = bytes.indexOf('\n');
  const line = bytes.toString('latin1', 0, Math.max(0, end));
  const body = bytes.subarray(0, -SEAL_LINE);
  const seal = startSeal()?.update(body).digest('hex');
  const isWhole = seal !== undefined && bytes.subarray(-SEAL_LINE).toString('latin1') === `\n${seal}\n`;
  if (!/^incident-press cache \d+ \S+$/.test(line) || !isWhole) return 'damaged';
  return line === head ? readIndexLines(body.subarray(end + 1)) : 'foreign';
}

function headOf(program: string): string {
  return `incident-press cache ${FORMAT} ${program}`;
}
