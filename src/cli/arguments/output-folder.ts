import { resolve } from 'node:path';

/** The output folder: the one named, or dist/ next to site.yaml. */
export function outputFolder(root: string, cwd: string, named: string | undefined): string {
  return named === undefined ? resolve(root, 'dist') : resolve(cwd, named);
}
