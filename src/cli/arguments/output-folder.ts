import { resolve } from 'node:path';

/** The output folder: the one named, or `usual` next to site.yaml. */
export function outputFolder(root: string, cwd: string, named: string | undefined, usual = 'dist'): string {
  return named === undefined ? resolve(root, usual) : resolve(cwd, named);
}
