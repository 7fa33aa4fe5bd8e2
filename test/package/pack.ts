import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writeShrinkwrap } from '../../src/shrinkwrap.mjs';
import { ROOT } from '../run.ts';

const run = promisify(execFile);

/**
 * The tarball that `npm pack` makes, in `folder`. What is compiled already is packed, from a copy: compiling
 * it again would take it away under the other tests.
 */
export async function packProgram(folder: string): Promise<string> {
  const copy = mkdtempSync(join(folder, 'copy-'));
  for (const name of ['package.json', 'README.md', 'LICENSE', 'lib', 'templates', 'docs/api'])
    cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  writeShrinkwrap(copy);
  const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: copy,
  });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  return join(folder, filename);
}
