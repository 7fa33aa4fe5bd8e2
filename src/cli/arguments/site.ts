import { dirname, join, resolve } from 'node:path';
import { fileExists } from '../../host/files/site-files.ts';
import { Refused } from '../../host/refused.ts';

/** The folder with site.yaml: the one named, or `cwd`, or the nearest one above it. Throws Refused. */
export function findSite(cwd: string, named: string | undefined): string {
  if (named !== undefined) {
    const folder = resolve(cwd, named);
    if (fileExists(join(folder, 'site.yaml'))) return folder;
    throw new Refused(
      'usage',
      `There is no site.yaml in ${named}`,
      'Name the folder that has it with `--site`.',
    );
  }
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    if (fileExists(join(folder, 'site.yaml'))) return folder;
    if (dirname(folder) === folder) {
      throw new Refused(
        'usage',
        'There is no site.yaml here or above',
        'Go to the folder of a site, name it with `--site`, or create a site.yaml with `name` and `url`.',
      );
    }
  }
}
