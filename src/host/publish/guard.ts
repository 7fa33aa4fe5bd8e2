import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { busy, takeLock } from '../files/lock/lock.ts';
import { isCode, refusalOf } from '../system-errors.ts';
import { RELEASES, sweep } from './releases.ts';
import type { Published } from './run.ts';

const UNTOUCHED = 'Readers still have the site as it was; the same command completes it.';

/**
 * Runs `work` while nobody else publishes to this folder; what a run that was killed has left is swept first.
 * `check` is for before each step that others see: it throws where the folder was taken over.
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

/**
 * Node says ENOENT for what a read-only disk does not let it make; made plainly, the real reason comes out.
 */
function makeFolders(root: string): void {
  try {
    mkdirSync(join(root, RELEASES), { recursive: true });
  } catch (error) {
    if (!isCode(error, 'ENOENT')) throw error;
    if (!existsSync(root)) mkdirSync(root);
    mkdirSync(join(root, RELEASES));
  }
}
