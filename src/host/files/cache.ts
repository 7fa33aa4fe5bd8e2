import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { changedParts, formatParts, joinParts, PARTS, readPart } from '../../pipeline/remember/cache-text.ts';
import type { Memory } from '../../pipeline/remember/memory.ts';
import { writeFile } from './write.ts';
import { isCode } from '../system-errors.ts';

/** What was found on disk: a memory, possibly empty, and what was wrong with the rest of it. */
export interface ReadCache {
  readonly memory: Memory;
  /** A sentence, where something could not be used. */
  readonly note?: string | undefined;
}

/** Drafts of a process that died are swept once they are this old (milliseconds). */
const OLD_DRAFT = 3_600_000;

/** The folder in a site where builds keep what the next one can use. It tells git to ignore it. */
export function cacheFolder(root: string): string {
  return join(root, '.incident-press', 'cache');
}

/**
 * Reads what an earlier build of the same program (`key`) has kept. What is damaged, cut short, edited or
 * made by another version is left aside: the build then does the work again.
 */
export function readCache(folder: string, key: string): ReadCache {
  const parts = Array.from({ length: PARTS }, (_, part) => {
    const text = readText(join(folder, partName(part)));
    return text === undefined ? undefined : readPart(text, key);
  });
  const memory = joinParts(parts.map((part) => (part && 'entries' in part ? part.entries : [])));
  const damaged = parts.filter((part) => part && 'unusable' in part && part.unusable === 'damaged').length;
  const note = `The cache in ${folder} is damaged and was left aside; this build makes it anew.`;
  return { memory, note: damaged > 0 ? note : undefined };
}

/**
 * Keeps what differs from `before`. Each part is written beside its place and then moved there; parts of
 * several builds at once go together, since every entry says for itself what it depends on. Gives the
 * system's short word for a failure, which costs nothing but time.
 */
export function writeCache(folder: string, key: string, before: Memory, after: Memory): string | undefined {
  try {
    makeCacheFolder(folder);
    const missing = new Set<number>();
    for (let part = 0; part < PARTS; part += 1) {
      if (!statSync(join(folder, partName(part)), { throwIfNoEntry: false })) missing.add(part);
    }
    const wanted = new Set([...missing, ...changedParts(before, after)]);
    for (const [part, text] of formatParts(after, key, wanted)) {
      writeFile(join(folder, partName(part)), text);
    }
    return undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return String(error.code);
    throw error;
  }
}

/** Makes the folder, with a file in it that keeps it out of git, and sweeps what was left half-written. */
export function makeCacheFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const ignore = join(folder, '..', '.gitignore');
  if (!statSync(ignore, { throwIfNoEntry: false })) writeFileSync(ignore, '*\n');
  for (const name of readdirSync(folder)) {
    const draft = name.endsWith('.new') ? statSync(join(folder, name), { throwIfNoEntry: false }) : undefined;
    if (draft && performance.timeOrigin + performance.now() - draft.mtimeMs > OLD_DRAFT) {
      rmSync(join(folder, name), { force: true });
    }
  }
}

/** The text of a file, undefined where there is none that can be read. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR', 'EIO')) return undefined;
    throw error;
  }
}

function partName(part: number): string {
  return `part-${part.toString(16)}`;
}
