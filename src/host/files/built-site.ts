import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileExists } from './site-files.ts';

/**
 * The files of a built site in a folder: the paths of all of them, with `/` between the parts. Links count as
 * files, since they are served.
 */
export function folderSite(folder: string): {
  readonly paths: readonly string[];
  readonly read: (path: string) => Promise<Uint8Array | undefined>;
} {
  const paths = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .toSorted();
  return {
    paths,
    read: async (path) => {
      const full = join(folder, path);
      return statSync(full, { throwIfNoEntry: false })?.isFile() ? readFileSync(full) : undefined;
    },
  };
}

/** The text of a file; undefined if there is none. */
export function readTextFile(path: string): string | undefined {
  return fileExists(path) ? readFileSync(path, 'utf8') : undefined;
}

/** All files below a folder, by their path in it, `/` between the parts. */
export function readFolder(folder: string): { readonly path: string; readonly bytes: Uint8Array }[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .map((path) => ({ path: relative(folder, path).replaceAll('\\', '/'), bytes: readFileSync(path) }));
}
