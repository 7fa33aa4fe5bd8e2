import { join, resolve } from 'node:path';
import { Refused } from '../refused.ts';
import { fileExists } from '../files/site-files.ts';

/** The folder of a site, as passed by a program. Throws Refused if it has no site.yaml. */
export function siteFolder(site: string): string {
  const folder = resolve(site);
  if (fileExists(join(folder, 'site.yaml'))) return folder;
  throw new Refused('usage', `There is no site.yaml in ${site}`, 'Name the folder that has it.');
}
