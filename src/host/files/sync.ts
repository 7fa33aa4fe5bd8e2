import { close, closeSync, fsync, fsyncSync, open, openSync } from 'node:fs';
import { promisify } from 'node:util';
import { inParallel } from './in-parallel.ts';
import { isCode } from '../system-errors.ts';

/**
 * Disks put what is asked for at the same time into one write of their own: eight cost little more than one.
 */
const AT_ONCE = 8;

const [opened, synced, closed] = [promisify(open), promisify(fsync), promisify(close)];

/** Waits until the disk itself has these files or folders, so that what is done next cannot overtake them. */
export async function syncAll(paths: readonly string[]): Promise<void> {
  await inParallel(paths, AT_ONCE, async (path) => {
    const file = await opened(path, 'r').catch(ignoreUnknown);
    if (file === undefined) return;
    try {
      await synced(file).catch(ignoreUnknown);
    } finally {
      await closed(file);
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

/** Some systems do not know this for folders; there is nothing else that could be done for them. */
function ignoreUnknown(error: unknown): undefined {
  if (!isCode(error, 'EISDIR', 'EPERM', 'EINVAL', 'ENOTSUP')) throw error;
}
