import { statSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../source/content-hash.ts';
import type { FileFacts } from '../../pipeline/remember/memory.ts';
import { readBytes, readSealed, writeSealed } from './cache-folder.ts';
import { keepFolders, readFolders } from './folders.ts';
import { clockOf, lookAround, waitForClock } from './looks.ts';
import type { Look, Seen } from './looks.ts';
import { hasOpenJournal } from './journal.ts';
import { openOutput } from './output.ts';

/** What is known about an output folder without reading its files. */
export interface KnownOutput {
  /** Paths of everything there; anything that is not a regular file ends in `/`. */
  readonly paths: ReadonlySet<string>;
  /**
   * True if a file with these bytes is there, judging by its look or, if that proves nothing, by reading it.
   */
  readonly isThere: (file: FileFacts) => boolean;
  /** The bytes of a file that is there. */
  readonly read: (file: FileFacts) => Uint8Array | undefined;
  /** Records how the files look after a change, and returns their looks. */
  readonly keep: (change: OutputChange) => ReadonlyMap<string, Look>;
}

/** The result of changing an output folder. */
export interface OutputChange {
  /** Of all files that are there now. */
  readonly facts: readonly FileFacts[];
  readonly written: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
  /** True if the folder was replaced, so that no file looks as it did. */
  readonly isNew: boolean;
  /** When that was done, by `performance.now()`. */
  readonly at: number;
}

const SHAPE = 'output 2';

/** The look of a file when its hash was known. */
type Remembered = readonly [path: string, look: string, sha256: string];

/**
 * Looks at an output folder, after completing what a killed run began there. The looks of its files are saved
 * in `cache`; without it, the files are read. Throws Refused.
 */
export async function seeOutput(out: string, cache: string | undefined): Promise<KnownOutput> {
  if (hasOpenJournal(out)) (await openOutput(out)).close();
  const seen = lookAtOutput(out, cache);
  const before = new Map(readRemembered(out, cache).map((each) => [each[0], each]));
  let isUnsure = false;
  const read = ({ path, sha256: hash, size }: FileFacts) => {
    if (statSync(join(out, path), { throwIfNoEntry: false })?.size !== size) return undefined;
    const bytes = readBytes(join(out, path));
    return bytes && sha256(bytes) === hash ? bytes : undefined;
  };
  return {
    paths: new Set([...seen.looks.keys()].map((path) => (seen.others.has(path) ? `${path}/` : path))),
    read,
    isThere: (facts) => {
      if (!seen.looks.has(facts.path) || seen.others.has(facts.path)) return false;
      const [, look, hash] = before.get(facts.path) ?? [];
      if (look !== undefined && look === seen.looks.get(facts.path)) return hash === facts.sha256;
      isUnsure = true;
      return read(facts) !== undefined;
    },
    keep: (change) => {
      if (cache === undefined) return new Map();
      const isChanged = change.isNew || change.written.size + change.removed.size > 0;
      if (!isChanged && !isUnsure) return seen.looks;
      const looks = looksAfter(out, cache, seen, change);
      keepLooks(out, cache, looks, change.facts);
      return looks;
    },
  };
}

/** How an output folder looks; folders with an unchanged look are not listed again. */
export function lookAtOutput(out: string, cache: string | undefined): Seen {
  if (!statSync(out, { throwIfNoEntry: false })?.isDirectory()) {
    return { looks: new Map(), others: new Set(), folders: new Map() };
  }
  if (cache === undefined) return lookAround(out, [''], undefined, undefined, true);
  const before = readFolders(cache, nameOf('folders', out));
  const seen = lookAround(out, [''], clockOf(cache), before, true);
  keepFolders(cache, nameOf('folders', out), before, seen.folders);
  return seen;
}

/** Only files that were written, or were in doubt before, are looked at again. */
function looksAfter(
  out: string,
  cache: string,
  { looks }: Seen,
  { written, removed, isNew, at }: OutputChange,
): ReadonlyMap<string, Look> {
  waitForClock(at);
  if (isNew) return lookAtOutput(out, cache).looks;
  const unsure = [...looks].flatMap(([path, look]) => (look === undefined ? [path] : []));
  const again = lookAround(out, [...unsure, ...written], clockOf(cache), undefined, true).looks;
  const sure = [...looks].filter(([path, look]) => look !== undefined && !removed.has(path));
  return new Map([...new Map([...sure, ...again])].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function keepLooks(
  out: string,
  cache: string,
  looks: ReadonlyMap<string, Look>,
  facts: readonly FileFacts[],
): void {
  const known = facts.flatMap(({ path, sha256: hash }): Remembered[] => {
    const look = looks.get(path);
    return look === undefined ? [] : [[path, look, hash]];
  });
  writeSealed(join(cache, nameOf('output', out)), SHAPE, known);
}

function readRemembered(out: string, cache: string | undefined): readonly Remembered[] {
  if (cache === undefined) return [];
  return (readSealed(join(cache, nameOf('output', out)), SHAPE) ?? []) as readonly Remembered[];
}

function nameOf(what: string, out: string): string {
  return `${what}-${sha256(out).slice(0, 16)}`;
}
