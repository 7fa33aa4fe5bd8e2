import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { clearWay, makeCacheFolder, OLD_DRAFT, readBytes } from '../files/cache-folder.ts';
import { writeFile } from '../files/write.ts';
import { isSystemError } from '../system-errors.ts';
import { sealOf } from './seal.ts';

/** Drawn pictures, by names that describe their content. */
export interface KeptPictures {
  /** The bytes; undefined if there are none, or not as we have left them. */
  readonly get: (name: string) => Uint8Array | undefined;
  readonly put: (name: string, bytes: Uint8Array) => void;
}

/** Age in milliseconds after which pictures are removed, and drawn again if needed: 30 days. */
const OLD = 720 * OLD_DRAFT;

/** Opens a folder of pictures. Failing to save one only costs time. */
export function openPictures(folder: string): KeptPictures {
  let isSwept = false;
  return {
    get: (name) => {
      const bytes = readBytes(join(folder, name));
      const end = bytes?.indexOf('\n') ?? -1;
      const picture = bytes?.subarray(end + 1);
      const seal = picture && sealOf(name, picture);
      return seal !== undefined && bytes?.toString('latin1', 0, end) === seal ? picture : undefined;
    },
    put: (name, bytes) => {
      const seal = sealOf(name, bytes);
      if (seal === undefined) return;
      try {
        makeCacheFolder(join(folder, '..'));
        clearWay(folder);
        if (!isSwept) sweep(folder);
        isSwept = true;
        clearWay(join(folder, name));
        writeFile(join(folder, name), Buffer.concat([Buffer.from(`${seal}\n`), bytes]));
      } catch (error) {
        if (!isSystemError(error)) throw error;
      }
    },
  };
}

function sweep(folder: string): void {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  const now = performance.timeOrigin + performance.now();
  for (const name of readdirSync(folder)) {
    const stat = statSync(join(folder, name), { throwIfNoEntry: false });
    if (stat && now - stat.mtimeMs > OLD) rmSync(join(folder, name), { force: true });
  }
}
