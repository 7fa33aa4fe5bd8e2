/* The files of both packages, as `npm pack` makes them, out of what is compiled already. */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writeShrinkwrap } from '../src/shrinkwrap.mjs';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '..');

/**
 * Packs the program into a folder, and gives the path of its file. It is packed from a copy: compiling it
 * again would take it away under whoever runs it.
 *
 * @param {string} folder
 */
export function packProgram(folder) {
  const copy = mkdtempSync(join(folder, 'copy-'));
  for (const name of ['package.json', 'README.md', 'LICENSE', 'lib', 'templates', 'docs/api'])
    cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  writeShrinkwrap(copy);
  return pack(copy, folder);
}

/**
 * Packs what `npm create incident-press` runs.
 *
 * @param {string} folder
 */
export function packCreate(folder) {
  return pack(join(ROOT, 'create'), folder);
}

/**
 * @param {string} from
 * @param {string} folder
 */
async function pack(from, folder) {
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const { stdout } = await run('npm', args, { cwd: from });
  return join(folder, JSON.parse(stdout)[0].filename);
}
