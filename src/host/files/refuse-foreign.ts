import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MANIFEST } from '../../publish/read-manifest.ts';
import { parseObject } from '../../publish/sealed-json.ts';
import { Refused } from '../refused.ts';

/**
 * Throws Refused if a build would remove files that the program did not make; `shown` is the folder's name in
 * the message.
 */
export function refuseForeign(folder: string, shown: string): void {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  if (!stat) return;
  if (!stat.isDirectory()) {
    throw new Refused('not-ours', `${shown} is not a folder`, 'Name another folder with `--out`.');
  }
  if (readdirSync(folder).length === 0 || isOurs(folder)) return;
  throw new Refused(
    'not-ours',
    `${shown} contains files that incident-press did not make, and a build would remove them`,
    'Name another folder with `--out`, or empty this one yourself.',
  );
}

/** A folder is ours if its manifest says so and it does not contain a site's sources. */
function isOurs(folder: string): boolean {
  const place = join(folder, MANIFEST);
  if (!lstatSync(place, { throwIfNoEntry: false })?.isFile() || existsSync(join(folder, 'site.yaml')))
    return false;
  const { generator } = parseObject(readFileSync(place, 'utf8')) ?? {};
  return (generator as { name?: unknown } | null | undefined)?.name === 'incident-press';
}
