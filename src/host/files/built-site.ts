import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * The files of a built site that is in a folder; the paths of all of them, `/` between the parts. A link is a
 * file too: it is served.
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
