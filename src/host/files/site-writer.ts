import {
  mkdirSync,
  existsSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { takeLock } from './lock.ts';
import { OutputRefused, refusalOf } from '../refused.ts';

/** Where the program keeps what is its own business; git is told to look away. */
const PRIVATE = '.incident-press';

/** Changes the files of a site, each one at once: a reader finds the old bytes or the new ones, never a part. */
export interface SiteWriter {
  /** Writes a file, with its folders. */
  readonly write: (path: string, body: string | Uint8Array) => void;
  /**
   * Writes a file that still has these bytes. Somebody else's work is never lost: where the file has changed
   * since it was read, OutputRefused is thrown and nothing is written.
   */
  readonly replace: (path: string, before: Uint8Array, body: string) => void;
  /** Removes a file if it is there, and folders that it leaves empty below `published/`. */
  readonly remove: (path: string) => void;
}

/**
 * Runs `work` while no other command changes the files of this site. Throws OutputRefused where one does, or
 * where the system does not let files be written.
 */
export function changeSite<T>(root: string, work: (writer: SiteWriter) => T): T {
  const base = realpathSync(root);
  const own = join(base, PRIVATE);
  let release: (() => void) | undefined;
  try {
    mkdirSync(own, { recursive: true });
    if (!existsSync(join(own, '.gitignore'))) writeFileSync(join(own, '.gitignore'), '*\n');
    const file = join(own, 'lock');
    const lock = takeLock(file);
    if (!lock.held) throw busy(lock.holder, file);
    release = lock.release;
    sweep(own);
    return work(writerFor(base, own));
  } catch (error) {
    throw refusalOf(error, 'A file of the site', 'What was written before is whole.');
  } finally {
    release?.();
  }
}

function writerFor(base: string, own: string): SiteWriter {
  const write = (path: string, body: string | Uint8Array) => {
    const target = existsSync(join(base, path)) ? realpathSync(join(base, path)) : join(base, path);
    const draft = join(own, `draft-${process.pid}`);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(draft, body);
    renameSync(draft, target);
  };
  return {
    write,
    replace: (path, before, body) => {
      if (!readFileSync(join(base, path)).equals(before)) {
        throw new OutputRefused(
          'failed',
          `${path} was changed while the command ran`,
          'Nothing in it was written. Run the same command again.',
        );
      }
      write(path, body);
    },
    remove: (path) => {
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

function busy(holder: { pid: number; host: string } | undefined, file: string): OutputRefused {
  const who = holder ? `process ${holder.pid} on ${holder.host}` : 'a process that left no name';
  return new OutputRefused(
    'locked',
    `The files of this site are being changed by ${who}`,
    `Wait until it has finished. If it is certain that it no longer runs, delete ${file}.`,
  );
}
