import { linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Refused } from '../refused.ts';
import { isCode } from '../system-errors.ts';

/** Who holds a lock, as its file says. */
export interface LockHolder {
  readonly pid: number;
  readonly host: string;
}

export type Lock =
  | { readonly held: true; readonly release: () => void }
  | { readonly held: false; readonly holder: LockHolder | undefined };

/** Locks of this very process, whose pid on disk would otherwise look like that of a dead namesake. */
const heldHere = new Set<string>();

/**
 * Takes the lock that the file at `path` stands for, or says who has it. A lock whose process is gone from
 * this host is taken over; one of another host is believed, since nothing here can tell whether it lives.
 */
export function takeLock(path: string): Lock {
  if (heldHere.has(path)) return { held: false, holder: { pid: process.pid, host: hostname() } };
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (createLock(path)) {
      heldHere.add(path);
      sweepDrafts(path);
      return { held: true, release: () => releaseLock(path) };
    }
    const holder = readHolder(path);
    if (!holder || !isGone(holder)) return { held: false, holder };
    // Renaming first means that of two processes that find the same dead lock only one takes it away.
    const stale = `${path}.${process.pid}`;
    try {
      renameSync(path, stale);
    } catch {
      continue;
    }
    const moved = readHolder(stale);
    rmSync(stale, { force: true });
    if (moved && !isGone(moved)) return { held: false, holder: moved };
  }
  return { held: false, holder: readHolder(path) };
}

/** What is said of something (`what`) that somebody else holds the lock of. */
export function busy(what: string, holder: LockHolder | undefined, file: string): Refused {
  return new Refused(
    'busy',
    writtenBy(what, holder),
    `Wait until it has finished. If you are certain that it is no longer running, delete ${file}.`,
  );
}

/** The sentence for it; whoever finds a lock has changed nothing. */
export function writtenBy(what: string, holder: LockHolder | undefined): string {
  const who = holder ? `process ${holder.pid} on ${holder.host}` : 'a process that left no name';
  return `${what} is being written by ${who}; nothing was changed`;
}

function releaseLock(path: string): void {
  heldHere.delete(path);
  rmSync(path, { force: true });
}

/** A link to a finished file appears with its content, so that no lock is ever seen without its holder. */
function createLock(path: string): boolean {
  const draft = `${path}.${process.pid}.new`;
  writeFileSync(draft, JSON.stringify({ pid: process.pid, host: hostname() } satisfies LockHolder));
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    // A draft that is gone was swept by somebody who took its process for dead.
    if (isCode(error, 'EEXIST') || isCode(error, 'ENOENT')) return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Takes away what processes that were killed have left of their own attempts at this lock. */
function sweepDrafts(path: string): void {
  const prefix = `${basename(path)}.`;
  for (const name of readdirSync(dirname(path))) {
    const [, pid] = name.startsWith(prefix)
      ? (/^(\d+)(?:\.new)?$/.exec(name.slice(prefix.length)) ?? [])
      : [];
    if (pid !== undefined && isGone({ pid: Number(pid), host: hostname() }))
      rmSync(join(dirname(path), name), { force: true });
  }
}

function readHolder(path: string): LockHolder | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const holder = value as Partial<LockHolder>;
    return typeof holder.pid === 'number' && typeof holder.host === 'string'
      ? { pid: holder.pid, host: holder.host }
      : undefined;
  } catch {
    return undefined;
  }
}

/** True if that process of this host no longer runs; of another host nobody here can tell. */
export function isGone({ pid, host }: LockHolder): boolean {
  if (host !== hostname()) return false;
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return isCode(error, 'ESRCH');
  }
}
