import { mkdirSync, existsSync, readdirSync, realpathSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { privateFolder } from './cache-folder.ts';
import { busy, takeLock } from './lock/lock.ts';
import { replaceFile, writeFile } from './write.ts';
import { Refused } from '../refused.ts';
import { refusalOf } from '../system-errors.ts';

/**
 * Changes the files of a site, each atomically: a reader finds the old bytes or the new ones, never a part.
 */
export interface SiteWriter {
  /** Writes a file, with its folders. */
  readonly write: (path: string, body: string | Uint8Array) => void;
  /**
   * Writes a file that still has these bytes. Nobody's work is ever lost: if the file has changed since it
   * was read, Refused is thrown and nothing is written.
   */
  readonly replace: (path: string, before: Uint8Array, body: string) => void;
  /** Removes a file if it is there, and folders that it leaves empty below `published/`. */
  readonly remove: (path: string) => void;
}

/**
 * Runs `work` while no other command changes the files of this site. Throws Refused if one does, or if files
 * cannot be written.
 */
export function changeSite<T>(root: string, work: (writer: SiteWriter) => T): T {
  const base = realpathSync(root);
  let release: (() => void) | undefined;
  try {
    const own = makePrivateFolder(base);
    const file = join(own, 'lock');
    const lock = takeLock(file, true);
    if (!lock.held) throw busy('The site', lock.holder, file);
    release = lock.release;
    sweep(own);
    return work(writerFor(base, own, lock.check));
  } catch (error) {
    throw refusalOf(
      error,
      'A file of the site could not be written',
      'Files written before that are complete.',
    );
  } finally {
    release?.();
  }
}

/** The folder of a site for the program's own files. Returns its path. */
export function makePrivateFolder(root: string): string {
  const own = privateFolder(root);
  mkdirSync(own, { recursive: true });
  if (!existsSync(join(own, '.gitignore'))) writeFileSync(join(own, '.gitignore'), '*\n');
  return own;
}

function writerFor(base: string, own: string, check: () => void): SiteWriter {
  // A draft in our own folder belongs to nobody, and the next run sweeps it.
  const draft = join(own, `draft-${process.pid}`);
  return {
    write: (path, body) => {
      check();
      writeFile(join(base, path), body, { place: draft, isSynced: true });
    },
    replace: (path, before, body) => {
      check();
      if (replaceFile(join(base, path), before, body, draft)) return;
      throw new Refused(
        'busy',
        `${path} was changed while the command was running`,
        'Nothing in it was written. Run the same command again.',
      );
    },
    remove: (path) => {
      check();
      rmSync(join(base, path), { force: true });
      const folder = dirname(join(base, path));
      if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
    },
  };
}

/** Drafts of runs that were killed. */
function sweep(own: string): void {
  for (const name of readdirSync(own)) {
    if (name.startsWith('draft-')) rmSync(join(own, name), { force: true });
  }
}
