import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { OutputFile } from '../../model/file.ts';
import { sha256 } from '../../source/content-hash.ts';
import { listFiles, openOutput } from './output.ts';

/** What was written, counted in files. */
export interface Written {
  readonly written: number;
  readonly unchanged: number;
  readonly removed: number;
}

/**
 * Makes the folder `out` contain exactly these files, whatever it contained before. A file whose bytes did
 * not change keeps its times; where nothing changed, nothing is touched. Throws Refused.
 */
export async function writeOutput(out: string, files: readonly OutputFile[]): Promise<Written> {
  const output = await openOutput(out);
  try {
    const before = new Set(listFiles(output.path));
    let written = 0;
    for (const file of files) {
      const isThere = before.delete(file.path);
      if (!isThere || !hasBytes(join(output.path, file.path), file)) {
        output.write(file.path, file.body);
        written += 1;
      }
      file.forget?.();
    }
    await output.commit([...before].map((path) => path.replace(/\/$/, '')));
    return { written, unchanged: files.length - written, removed: before.size };
  } finally {
    output.close();
  }
}

function hasBytes(path: string, file: OutputFile): boolean {
  // If the hash is known, the bytes need not even be made.
  if (file.sha256 !== undefined && file.size !== undefined) {
    return statSync(path).size === file.size && sha256(readFileSync(path)) === file.sha256;
  }
  const { body } = file;
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  return statSync(path).size === bytes.length && readFileSync(path).equals(bytes);
}
