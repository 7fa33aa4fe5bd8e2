import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { openRegular } from './regular.ts';
import { Refused } from '../refused.ts';
import { startSha256 } from '../../source/content-hash.ts';

/** Files pass through one buffer of this size, so that memory does not grow with them. */
const CHUNK = 1_048_576;
const buffer = Buffer.allocUnsafe(CHUNK);

/**
 * Copies a file and checks its SHA-256 on the way. Throws Refused if the bytes are not those of the manifest,
 * and a system error if the disk fails, short writes included.
 */
export function copyVerified(from: string, to: string, sha256: string | undefined): void {
  const source = openRegular(from);
  let target: number | undefined;
  const hash = startSha256();
  try {
    target = openSync(to, 'w', fstatSync(source).mode & 0o777);
    for (let read = readSync(source, buffer); read > 0; read = readSync(source, buffer)) {
      const part = buffer.subarray(0, read);
      hash.update(part);
      // On a full disk, a write may take fewer bytes than it is given without an error.
      for (let written = 0; written < read;) {
        const count = writeSync(target, part, written);
        if (count === 0) throw Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'write' });
        written += count;
      }
    }
  } finally {
    closeSync(source);
    if (target !== undefined) closeSync(target);
  }
  if (sha256 !== undefined && hash.digest('hex') !== sha256) throw changedSinceBuild(from);
}

/** The refusal for a file that does not match the manifest. */
export function changedSinceBuild(path: string): Refused {
  return new Refused(
    'failed',
    `${path} has changed since it was built`,
    'Run `incident-press build` again, and let nothing else write there in the meantime.',
  );
}
