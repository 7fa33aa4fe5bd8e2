import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Puts other bytes in place of a file, whole or not at all, unless it is no longer as `expected`: then
 * somebody else has written it meanwhile, and it is left alone. Rights are kept, a link is followed.
 * Returns whether the file was replaced.
 */
export function replaceFile(path: string, expected: Uint8Array, bytes: Uint8Array): boolean {
  const target = realpathSync(path);
  // The dot keeps it from ever being taken for a text of the report.
  const draft = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    const file = openSync(draft, 'w');
    try {
      fchmodSync(file, statSync(target).mode);
      writeFileSync(file, bytes);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    if (!readFileSync(target).equals(expected)) return false;
    renameSync(draft, target);
    return true;
  } finally {
    rmSync(draft, { force: true });
  }
}
