import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { sha256 } from '../../../source/content-hash.ts';
import { isCode } from '../../system-errors.ts';

/** Who holds a lock, as the lock says. */
export interface LockHolder {
  readonly pid: number;
  readonly host: string;
}

/**
 * A hash of what tells two machines, two starts of one, and two containers of one name apart: only within it
 * does a number mean the same process. Where the system does not say, it is the name alone.
 */
export function machine(): string {
  const parts = [
    hostname(),
    tryRead(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')),
    tryRead(() => readlinkSync('/proc/self/ns/pid')),
  ];
  return sha256(parts.join('\0')).slice(0, 16);
}

/** True if that process no longer runs on this machine; of another machine nobody here can tell. */
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

function tryRead(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
