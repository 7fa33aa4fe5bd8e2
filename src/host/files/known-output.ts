import { statSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { sha256 } from '../../source/content-hash.ts';
import type { FileFacts } from '../../pipeline/remember/memory.ts';
import { isSystemError } from '../system-errors.ts';
import { readBytes } from './cache-folder.ts';
import { clockOf, lookAround, waitForClock } from './looks.ts';
import { hasOpenJournal } from './journal.ts';
import { listFiles, openOutput } from './output.ts';
import { writeFile } from './write.ts';

/** What is known of an output folder without reading it. */
export interface KnownOutput {
  /** Paths of everything that is there; what is not a regular file ends in `/`. */
  readonly paths: ReadonlySet<string>;
  /** True if a file is there with these bytes: as it looks, or, where that proves nothing, as it reads. */
  readonly isThere: (file: FileFacts) => boolean;
  /** The bytes of a file that is there. */
  readonly read: (file: FileFacts) => Uint8Array | undefined;
  /** Remembers how the files look now, if they were changed; `facts` are those of all of them. */
  readonly keep: (facts: readonly FileFacts[], isChanged: boolean) => void;
}

/** A file as it looked when its hash was known. */
interface Remembered {
  readonly look: string;
  readonly sha256: string;
}

/**
 * Looks at an output folder, once what a killed run has begun there is completed. What its files looked like is
 * kept in `cache`; without it they are read. Throws Refused.
 */
export async function seeOutput(out: string, cache: string | undefined): Promise<KnownOutput> {
  if (hasOpenJournal(out)) (await openOutput(out)).close();
  const file = cache === undefined ? undefined : join(cache, `output-${sha256(out).slice(0, 16)}`);
  const paths = new Set(listFiles(out));
  const looks = paths.size === 0 ? new Map() : lookAround(out, topsOf(paths), MOST_DISTANT);
  const before = file === undefined ? new Map<string, Remembered>() : readRemembered(file);
  let isUnsure = false;
  const read = ({ path, sha256: hash, size }: FileFacts) => {
    if (statSync(join(out, path), { throwIfNoEntry: false })?.size !== size) return undefined;
    const bytes = readBytes(join(out, path));
    return bytes && sha256(bytes) === hash ? bytes : undefined;
  };
  return {
    paths,
    read,
    isThere: (facts) => {
      if (!paths.has(facts.path)) return false;
      const known = before.get(facts.path);
      const look = looks.get(facts.path);
      if (known !== undefined && look !== undefined && known.look === look)
        return known.sha256 === facts.sha256;
      isUnsure = true;
      return read(facts) !== undefined;
    },
    keep: (facts, isChanged) => {
      if (file !== undefined && (isChanged || isUnsure)) keepLooks(out, file, facts);
    },
  };
}

/** Looks are only compared with those that were kept, and these proved something. */
const MOST_DISTANT = 1n << 62n;

function keepLooks(out: string, file: string, facts: readonly FileFacts[]): void {
  waitForClock();
  const now = clockOf(join(file, '..'));
  const looks = lookAround(out, topsOf(new Set(listFiles(out))), now);
  const known = facts.flatMap(({ path, sha256: hash }): [string, Remembered][] => {
    const look = looks.get(path);
    return look === undefined ? [] : [[path, { look, sha256: hash }]];
  });
  const body = serialize(new Map(known));
  try {
    writeFile(file, Buffer.concat([Buffer.from(`${sha256(body)}\n`), body]));
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}

function readRemembered(file: string): ReadonlyMap<string, Remembered> {
  const bytes = readBytes(file);
  const body = bytes?.subarray(bytes.indexOf('\n') + 1);
  if (!bytes || !body || bytes.subarray(0, 64).toString('latin1') !== sha256(body)) return new Map();
  return deserialize(body) as ReadonlyMap<string, Remembered>;
}

function topsOf(paths: ReadonlySet<string>): string[] {
  return [...new Set([...paths].map((path) => path.split('/')[0] ?? path))];
}
