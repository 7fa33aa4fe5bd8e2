import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { emptyMemory } from '../../pipeline/remember/memory.ts';
import type { Memory } from '../../pipeline/remember/memory.ts';
import { sha256 } from '../../source/content-hash.ts';
import { makeCacheFolder, readBytes } from './cache-folder.ts';
import { isSystemError } from '../system-errors.ts';
import { openPacks } from '../cache/packs.ts';
import type { Packs, Places } from '../cache/packs.ts';
import { writeFile } from './write.ts';

/** Raised whenever the shape of what is kept changes. */
const FORMAT = 2;

/** Which memory: commands that make other things of the same site have others. */
export type MemoryName = 'build' | 'check';

/** What was found on disk: a memory, possibly empty, and what was wrong with the rest of it. */
export interface OpenCache {
  readonly memory: Memory;
  /** A sentence, where something could not be used. */
  readonly note: string | undefined;
  /**
   * Keeps what a build has left in place of what was read. Gives the system's short word for a failure, which
   * costs nothing but time.
   */
  readonly keep: (after: Memory) => string | undefined;
}

/** The index as it is kept: small, and read whole. */
interface Index extends Pick<Memory, 'units' | 'pages'> {
  /** Where the reports of units are, by their keys. */
  readonly places: Places;
}

/**
 * Opens what an earlier run of the same program (`program`) has kept. What is damaged, cut short, edited or
 * made by another version is left aside: the work is then done again.
 */
export function openCache(folder: string, program: string, name: MemoryName): OpenCache {
  const path = join(folder, name);
  const read = readIndex(path, headOf(program));
  const index = typeof read === 'string' ? undefined : read;
  const packs = openPacks(folder, `${name}-`, index?.places ?? new Map());
  const { units, pages } = index ?? emptyMemory();
  return {
    memory: { units, pages, values: new Map(), reports: packs },
    note: typeof read === 'string' && read !== 'none' ? noteOf(folder, read) : undefined,
    keep: (after) => keepIndex(folder, path, headOf(program), after, packs),
  };
}

function keepIndex(
  folder: string,
  path: string,
  head: string,
  { units, pages }: Memory,
  packs: Packs,
): string | undefined {
  try {
    makeCacheFolder(folder);
    const places = packs.keep(new Set([...units.values()].map(({ key }) => key)));
    const body = serialize({ units, pages, places } satisfies Index);
    writeFile(path, Buffer.concat([Buffer.from(`${head} ${sha256(body)}\n`), body]));
    packs.sweep();
    return undefined;
  } catch (error) {
    if (isSystemError(error)) return error.code;
    throw error;
  }
}

function noteOf(folder: string, what: 'foreign' | 'damaged'): string {
  const why = what === 'damaged' ? 'is damaged' : 'is of another version of incident-press or Node';
  return `The cache in ${folder} ${why} and was left aside; this run makes it anew.`;
}

/**
 * The index in a file; `none` where there is none, `foreign` where another program has made it, `damaged` where it
 * is not as it was written.
 */
function readIndex(path: string, head: string): Index | 'none' | 'foreign' | 'damaged' {
  const bytes = readBytes(path);
  if (!bytes) return 'none';
  const end = bytes.indexOf('\n');
  const line = bytes.subarray(0, Math.max(0, end)).toString('latin1');
  const body = bytes.subarray(end + 1);
  const [, program, hash] = /^(incident-press cache \d+ \S+) ([0-9a-f]{64})$/.exec(line) ?? [];
  if (program === undefined || sha256(body) !== hash) return 'damaged';
  return program === head ? (deserialize(body) as Index) : 'foreign';
}

function headOf(program: string): string {
  return `incident-press cache ${FORMAT} ${program}`;
}
