import { closeSync, fsync, fsyncSync, openSync } from 'node:fs';
import { promisify } from 'node:util';
import { inParallel } from './in-parallel.ts';
import { isCode } from '../system-errors.ts';

/** Disks combine requests made at the same time into one write: eight cost little more than one. */
const AT_ONCE = 8;

const synced = promisify(fsync);

/** Waits until these files or folders are on disk, so that no later write can reach it before them. */
export async function syncAll(paths: Iterable<string>): Promise<void> {
  await inParallel(paths, AT_ONCE, async (path) => {
    try {
      // Only waiting for the disk is worth a thread: the file was just written, so opening it takes no time.
      const file = openSync(path, 'r');
      try {
        await synced(file);
      } finally {
        closeSync(file);
      }
    } catch (error) {
      ignoreUnknown(error);
    }
  });
}

/** The same for one file or folder, at once. */
export function syncNow(path: string): void {
  try {
    const file = openSync(path, 'r');
    try {
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    ignoreUnknown(error);
  }
}

/** Some systems cannot do this for folders, and offer nothing instead. */
function ignoreUnknown(error: unknown): void {
  if (!isCode(error, 'EISDIR', 'EPERM', 'EINVAL', 'ENOTSUP')) throw error;
}
