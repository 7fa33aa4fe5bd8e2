import { existsSync, realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { readConfig, repositoryTop, setConfig } from '../../../host/git-merge.ts';
import { findSite } from '../../arguments/site.ts';
import type { Shared } from '../../shared-options.ts';
import { EXIT } from '../../world.ts';
import type { ExitCode, World } from '../../world.ts';
import { mergeDriver } from './driver.ts';
import type { SetupCommand } from './options.ts';

const HOOKS = '.githooks';

/**
 * `setup`: tells the git of this clone how reports are merged, and where the hook is. Settings of a clone
 * are not part of a repository, so the site's `prepare` script runs this in every clone. Outside a
 * repository and in CI there is nothing to set, and an installation must not fail for it.
 */
export async function run(command: Shared & SetupCommand, world: World): Promise<ExitCode> {
  if (isSet(world.environment['CI'])) return EXIT.fine;
  const root = findSite(world.cwd, command.site);
  const say = (line: string) => {
    if (!command.quiet) world.stdout.write(`${line}\n`);
  };
  const top = await repositoryTop(root);
  if (top === undefined) {
    say('This site is not in a git repository, so there is nothing to set up yet');
    return EXIT.fine;
  }
  const site = relative(top, realpathSync(root)).split(sep).join('/');
  await setConfig(root, 'merge.incident-press.name', 'entries of both sides, one version');
  await setConfig(root, 'merge.incident-press.driver', mergeDriver(site));
  say('git merges reports of this clone with `incident-press merge`');
  if (
    existsSync(join(top, HOOKS, 'pre-commit')) &&
    (await readConfig(root, 'core.hooksPath')) === undefined
  ) {
    await setConfig(root, 'core.hooksPath', HOOKS);
    say(`git runs the hooks in ${HOOKS}/ before each commit of this clone`);
  }
  return EXIT.fine;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false';
}
