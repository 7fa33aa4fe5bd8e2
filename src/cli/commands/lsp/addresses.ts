import { join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The path on this machine that a `file:` address names; undefined for any other address. */
export function pathOfUri(uri: string): string | undefined {
  if (!URL.canParse(uri) || new URL(uri).protocol !== 'file:') return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    // An address with a host, or with a drive letter on a system without drives.
    return undefined;
  }
}

/** The address of a file of a site. */
export function uriOfFile(root: string, path: string): string {
  return pathToFileURL(join(root, path)).href;
}

/** The path inside a site, with `/` between its parts; undefined for a file outside it. */
export function pathInside(root: string, full: string): string | undefined {
  const path = relative(root, full).split(sep).join('/');
  return path === '' || path === '..' || path.startsWith('../') || /^[A-Za-z]:/.test(path) ? undefined : path;
}
