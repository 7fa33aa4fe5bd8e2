import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageRoot } from './files/site-files.ts';
import { startSha256 } from '../source/content-hash.ts';

/** What made a site: versions of the program, of Node and of the ICU that writes its dates. */
export function packageInfo(): { readonly version: string; readonly node: string; readonly icu: string } {
  const { version } = readManifest();
  return { version, node: process.versions.node, icu: process.versions['icu'] ?? '' };
}

/** The home page of the program and where to report bugs; `package.json` is the one place that says so. */
export function packageHome(): { readonly home: string; readonly bugs: string } {
  const { homepage, bugs } = readManifest();
  return { home: homepage, bugs };
}

function readManifest(): { readonly version: string; readonly homepage: string; readonly bugs: string } {
  return JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'));
}

/** Files that package managers leave in node_modules, which list the version of everything in it. */
const INSTALLED = ['.package-lock.json', '.modules.yaml', '.yarn-state.yml', '.yarn-integrity'];

/**
 * SHA-256 over this program's own files, the versions of what it is built on, Node and ICU: if these are the
 * same, the same input gives the same output. The version number alone would not notice changes while the
 * program is being developed.
 */
export function programDigest(): string {
  const own = join(packageRoot(), 'lib');
  const hash = startSha256().update(JSON.stringify(packageInfo()));
  for (const path of readdirSync(own, { recursive: true, encoding: 'utf8' }).toSorted()) {
    if (/(?<!\.test|\.d)\.[jt]s$/.test(path)) hash.update(path).update(readFileSync(join(own, path)));
  }
  return hash.update(installedVersions(packageRoot())).digest('hex');
}

function installedVersions(folder: string): string {
  const found = INSTALLED.flatMap((name) => {
    try {
      return [readFileSync(join(folder, 'node_modules', name), 'utf8')];
    } catch {
      return [];
    }
  });
  if (found.length > 0) return found.join('');
  return dirname(folder) === folder ? '' : installedVersions(dirname(folder));
}
