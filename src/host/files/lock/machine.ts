import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { sha256 } from '../../../source/content-hash.ts';
import { isCode } from '../../system-errors.ts';

/** Who holds a lock, according to the lock file. */
export interface LockHolder {
  readonly pid: number;
  readonly host: string;
}

/**
 * A hash of what tells apart two machines, two boots of one machine, and two containers with one name: only
 * within it does a pid mean the same process. If the system does not say, only the host name is used.
 */
export function machine(): string {
  const parts = [
    hostname(),
    tryRead(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')),
    tryRead(() => readlinkSync('/proc/self/ns/pid')),
  ];
  return sha256(parts.join('\0')).slice(0, 16);
}

/** True if that process no longer runs on this machine; for another machine this cannot be known. */
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
