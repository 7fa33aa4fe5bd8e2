import { existsSync, realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { hooksFolder, repositoryTop, setConfig } from '../../host/git-merge.ts';
import type { World } from '../world.ts';
import { ourCommand } from '../terminal/next-step.ts';
import { mergeDriver } from './driver.ts';
import { HOOK, HOOKS } from './hook.ts';

/**
 * Sets in the git configuration of a clone how reports are merged and where the hook is: a repository cannot
 * carry its own configuration. Hooks that a clone has stay as they are. Returns a line about each setting. In
 * CI, where nobody merges, nothing is set or said; outside a repository there is nothing to set yet.
 */
export async function setUpClone(root: string, world: Pick<World, 'cwd' | 'environment'>): Promise<string[]> {
  if (isSet(world.environment['CI'])) return [];
  const top = await repositoryTop(root);
  if (top === undefined)
    return [
      `This site is not in a git repository yet; once it is, run \`${ourCommand('setup', root, world)}\``,
    ];
  const site = relative(top, realpathSync(root)).split(sep).join('/');
  await setConfig(root, 'merge.incident-press.name', 'entries of both sides, one version');
  await setConfig(root, 'merge.incident-press.driver', mergeDriver(site));
  const lines = ['git merges reports of this clone with `incident-press merge`'];
  const hooks = site === '' ? HOOKS : `${site}/${HOOKS}`;
  const others = await hooksFolder(root);
  if (!existsSync(join(root, HOOK)) || others === hooks) return lines;
  if (others !== undefined)
    return [
      ...lines,
      `note  git already runs the hooks in ${others}; for the one of this site as well, call ${hooks}/pre-commit from pre-commit there`,
    ];
  await setConfig(root, 'core.hooksPath', hooks);
  return [...lines, `git runs the hooks in ${hooks}/ before each commit of this clone`];
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false';
}
