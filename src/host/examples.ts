import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './files/site-files.ts';

/** The example of a code: a file that has the mistake (where one file is enough), and what is said of it. */
export interface CodeExample {
  readonly input: string | undefined;
  readonly expected: string;
}

/** Reads the example that the tests of a code use too; undefined where the package has none. */
export function readExample(code: string): CodeExample | undefined {
  const read = (name: string) => {
    const path = join(packageRoot(), 'test', 'codes', code, name);
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  };
  const expected = read('expected.txt');
  const input = read('input.md');
  return expected === undefined ? undefined : { expected, input };
}
