import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { OutputFile } from '../../model/file.ts';
import { sha256 } from '../../source/content-hash.ts';
import { fixedPath } from '../../site/route.ts';
import { readBytes, readSealed, writeSealed } from '../files/cache-folder.ts';

const LIST = 'list.json';
const SHAPE = 'search 1';

interface Kept {
  readonly key: string;
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
}

/** The index kept under this key, complete and unchanged; otherwise undefined. */
export function readKept(folder: string, key: string): OutputFile[] | undefined {
  const kept = readSealed(join(folder, LIST), SHAPE) as Kept | undefined;
  if (kept?.key !== key) return undefined;
  try {
    const files = kept.files.map(({ path, sha256: hash }): OutputFile => {
      const body = readBytes(join(folder, basename(hash)));
      if (body === undefined || sha256(body) !== hash) throw new Error(`${path} is damaged`);
      return { path: fixedPath(path), body };
    });
    return files;
  } catch {
    // Whatever is wrong with it, the index is simply made again.
    return undefined;
  }
}

/** Saves an index in place of the one before. Failing to save it only costs time. */
export function keepIndex(folder: string, key: string, files: readonly OutputFile[]): void {
  try {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const listed = files.map(({ path, body }) => {
      const hash = sha256(body);
      writeFileSync(join(folder, hash), body);
      return { path, sha256: hash };
    });
    // The list is written last: without it, the index does not count.
    writeSealed(join(folder, LIST), SHAPE, { key, files: listed } satisfies Kept);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
  }
}
