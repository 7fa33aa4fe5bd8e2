import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './site-files.ts';

/** What made a site: versions of the program, of Node and of the ICU that writes its dates. */
export function packageInfo(): { readonly version: string; readonly node: string; readonly icu: string } {
  const manifest = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as {
    version: string;
  };
  return { version: manifest.version, node: process.versions.node, icu: process.versions['icu'] ?? '' };
}
