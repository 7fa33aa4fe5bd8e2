import { randomUUID } from 'node:crypto';
import {
  closeSync,
  linkSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { isGone, machine } from './machine.ts';
import type { LockHolder } from './machine.ts';
import { Refused } from '../../refused.ts';
import { isCode } from '../../system-errors.ts';
import { LEASE, RENEWAL, showLife } from './keeper.ts';
import { clockOf } from '../looks.ts';
import { readTextIfThere } from '../regular.ts';

/** A lock that this process has. */
export interface HeldLock {
  readonly held: true;
  /**
   * Throws Refused if another process has taken it over: this one was stopped for so long that it counted as
   * dead. Call it before each step that others can see.
   */
  readonly check: () => void;
  readonly release: () => void;
}

export type Lock = HeldLock | { readonly held: false; readonly holder: LockHolder | undefined };

/**
 * Locks of this very process, whose pid on disk would otherwise look like that of a dead process with the
 * same pid.
 */
const heldHere = new Set<string>();

/** How many times to try again after finding a dead lock, or one that has just gone. */
const ATTEMPTS = 5;

/**
 * Takes the lock at `path`, or says who has it. A lock whose process is gone from this machine is taken over
 * at once, any other one after a minute without a sign of life. While it is held, a separate thread shows
 * signs of life; for a lock held only briefly (`isBrief`), `check` does.
 *
 * It needs no hard links, which some file systems lack.
 */
export function takeLock(path: string, isBrief = false): Lock {
  if (heldHere.has(path)) return { held: false, holder: { pid: process.pid, host: hostname() } };
  const body = JSON.stringify({
    token: randomUUID(),
    pid: process.pid,
    host: hostname(),
    machine: machine(),
  });
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (create(path, body)) return hold(path, body, isBrief);
    const text = readTextIfThere(path);
    if (text === undefined) continue;
    if (!isDead(path, text)) return { held: false, holder: holderOf(text) };
    removeDead(path, text, body);
  }
  return { held: false, holder: holderOf(readTextIfThere(path) ?? '') };
}

/** The refusal for something (`what`) that another process has locked. */
export function busy(what: string, holder: LockHolder | undefined, file: string): Refused {
  return new Refused(
    'busy',
    writtenBy(what, holder),
    `Wait until it has finished. If it was killed, this command takes over after a minute; ${file} is its lock.`,
  );
}

/** The message; whoever finds a lock has changed nothing yet. */
export function writtenBy(what: string, holder: LockHolder | undefined): string {
  const who = holder ? `process ${holder.pid} on ${holder.host}` : 'a process that left no name';
  return `${what} is being written by ${who}; nothing was changed`;
}

function hold(path: string, body: string, isBrief: boolean): HeldLock {
  heldHere.add(path);
  sweep(guardOf(path));
  sweepDrafts(path);
  const stopShowing = isBrief ? () => undefined : showLife(path, body);
  const isOurs = () => readTextIfThere(path) === body;
  const removeOwn = () => {
    if (isOurs()) rmSync(path, { force: true });
  };
  // Ctrl-C ends the process without release.
  process.once('exit', removeOwn);
  let shown = performance.now();
  return {
    held: true,
    check: () => {
      if (!isOurs()) throw lost(readTextIfThere(path));
      if (performance.now() - shown < RENEWAL * 1000) return;
      renew(path, body);
      shown = performance.now();
    },
    release: () => {
      heldHere.delete(path);
      stopShowing();
      process.off('exit', removeOwn);
      removeOwn();
    },
  };
}

/** Writing the file again updates its time by the clock of the file system. */
function renew(path: string, body: string): void {
  const file = openSync(path, 'r+');
  try {
    writeSync(file, body, 0);
  } finally {
    closeSync(file);
  }
}

function lost(text: string | undefined): Refused {
  const holder = holderOf(text ?? '');
  const who = holder ? `Process ${holder.pid} on ${holder.host}` : 'Another process';
  return new Refused(
    'failed',
    `${who} has taken over: this one was stopped for more than ${LEASE} seconds, and counted as dead`,
    'Let that one finish, then run the same command again.',
  );
}

/**
 * Makes a file with these bytes if there is none; false if there is one. A hard link makes the file appear
 * complete; on file systems without links, it is empty for a moment.
 */
function create(path: string, body: string): boolean {
  const draft = `${path}.${process.pid}.new`;
  try {
    writeFileSync(draft, body);
    linkSync(draft, path);
    return true;
  } catch (error) {
    // A missing draft was removed by somebody who took its process for dead.
    if (isCode(error, 'EEXIST', 'ENOENT')) return false;
    if (!isCode(error, 'ENOSPC', 'EDQUOT')) return createPlainly(path, body);
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function createPlainly(path: string, body: string): boolean {
  try {
    writeFileSync(path, body, { flag: 'wx' });
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    // An empty lock would keep everybody out for a minute.
    if (isCode(error, 'ENOSPC', 'EDQUOT')) rmSync(path, { force: true });
    throw error;
  }
}

/** An empty lock is being written, or its process was killed at that moment. */
function isDead(path: string, text: string): boolean {
  const holder = holderOf(text);
  return (holder?.machine === machine() && isGone(holder)) || ageOf(path) > LEASE;
}

/** Seconds since the last sign of life, by the clock that stamps the files of that folder. */
function ageOf(path: string): number {
  const now = clockOf(dirname(path));
  const then = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  return now === undefined || then === undefined ? 0 : (now - then) / 1000;
}

/**
 * Removes a dead lock. Of several processes that find it, only one removes it, and none removes a lock taken
 * meanwhile.
 */
function removeDead(path: string, text: string, body: string): void {
  const guard = guardOf(path);
  sweep(guard);
  if (!create(guard, body)) return;
  try {
    if (readTextIfThere(path) === text && isDead(path, text)) rmSync(path, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
}

function guardOf(path: string): string {
  return `${path}.takeover`;
}

/** Removes the guard file of a process that was killed while it had one. */
function sweep(guard: string): void {
  const text = readTextIfThere(guard);
  if (text !== undefined && isDead(guard, text)) rmSync(guard, { force: true });
}

/** Removes what killed processes have left of their attempts to take this lock. */
function sweepDrafts(path: string): void {
  const prefix = `${basename(path)}.`;
  for (const name of readdirSync(dirname(path))) {
    const pid = name.startsWith(prefix) ? /\.(\d+)\.new$/.exec(name)?.[1] : undefined;
    if (pid !== undefined && isGone({ pid: Number(pid), host: hostname() }))
      rmSync(join(dirname(path), name), { force: true });
  }
}

function holderOf(text: string): (LockHolder & { readonly machine: unknown }) | undefined {
  try {
    const { pid, host, machine: on } = JSON.parse(text) as Record<string, unknown>;
    return typeof pid === 'number' && typeof host === 'string' ? { pid, host, machine: on } : undefined;
  } catch {
    return undefined;
  }
}
