import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { busy, takeLock } from '../files/lock/lock.ts';
import { isCode, refusalOf } from '../system-errors.ts';
import { RELEASES, sweep } from './releases.ts';
import type { Published } from './run.ts';

const UNTOUCHED = 'Readers still have the previous site; run the same command again to complete it.';

/**
 * Runs `work` while nobody else publishes to this folder; what a killed run has left is removed first.
 * `check` is called before each step that others can see: it throws if the folder was taken over.
 */
export async function guarded(
  root: string,
  work: (check: () => void) => Promise<Published>,
): Promise<Published> {
  const file = join(root, '.publish.lock');
  let release: (() => void) | undefined;
  try {
    makeFolders(root);
    const lock = takeLock(file);
    if (!lock.held) throw busy(root, lock.holder, file);
    release = lock.release;
    sweep(root);
    return await work(lock.check);
  } catch (error) {
    throw refusalOf(error, `${root} could not be written`, UNTOUCHED);
  } finally {
    release?.();
  }
}

/** On a read-only disk, Node reports ENOENT for a recursive mkdir; a plain mkdir reports the real reason. */
function makeFolders(root: string): void {
  try {
    mkdirSync(join(root, RELEASES), { recursive: true });
  } catch (error) {
    if (!isCode(error, 'ENOENT')) throw error;
    if (!existsSync(root)) mkdirSync(root);
    mkdirSync(join(root, RELEASES));
  }
}
