/*
 * Writes the lock file that travels with the program: what `npm ci` installs here, without what only
 * development needs, so that what was tested is what runs. `npm pack` and `npm publish` call it before they
 * pack, and with `--remove` after that: npm would take the file for the lock file of this repository.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * Writes npm-shrinkwrap.json into a folder.
 *
 * @param {string} folder
 */
export function writeShrinkwrap(folder) {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const packages = Object.entries(lock.packages).flatMap(([path, entry]) => {
    const { devDependencies: _development, devOptional, ...described } = entry;
    // Each comes from the registry that its user has configured, and has to have this integrity.
    const { resolved: _from, funding: _funding, license: _license, engines: _engines, ...kept } = described;
    return kept.dev ? [] : [[path, devOptional ? { ...kept, optional: true } : kept]];
  });
  const shrinkwrap = { ...lock, packages: Object.fromEntries(packages) };
  writeFileSync(join(folder, 'npm-shrinkwrap.json'), `${JSON.stringify(shrinkwrap, null, 1)}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv[2] === '--remove') rmSync(join(ROOT, 'npm-shrinkwrap.json'), { force: true });
  else writeShrinkwrap(ROOT);
}
