import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ModuleUrl } from '../pipeline/parse/site-plugins.ts';

/**
 * Finds the modules that site.yaml names: files of the site, and packages that are installed in its own
 * `node_modules/`.
 */
export function moduleUrlIn(root: string): ModuleUrl {
  return (name) => {
    const path = name.startsWith('plugins/') ? join(root, name) : resolved(root, name);
    return path !== undefined && existsSync(path) ? pathToFileURL(path).href : undefined;
  };
}

function resolved(root: string, name: string): string | undefined {
  if (!existsSync(join(root, 'node_modules', ...name.split('/'), 'package.json'))) return undefined;
  try {
    const path = createRequire(join(root, 'site.yaml')).resolve(name);
    // Names of Node's own modules are resolved to themselves.
    return path.includes(sep) ? path : undefined;
  } catch {
    return undefined;
  }
}
