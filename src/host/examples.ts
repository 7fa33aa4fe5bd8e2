import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { packageRoot } from './files/site-files.ts';

/** The example of a code: a file that has the mistake (where one file is enough), and the output about it. */
export interface CodeExample {
  readonly input?: string;
  readonly expected: string;
}

/**
 * Reads the example of a code, which its tests use too; undefined if there is none. `npm run compile` gathers
 * them into one file.
 */
export function readExample(code: string): CodeExample | undefined {
  const packed = readFileSync(join(packageRoot(), 'lib/examples.json.br'));
  const all = JSON.parse(brotliDecompressSync(packed).toString());
  return (all as Record<string, CodeExample>)[code];
}
