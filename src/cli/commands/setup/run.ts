import { findSite } from '../../arguments/site.ts';
import { setUpClone } from '../../clone/set-up.ts';
import type { Shared } from '../../shared-options.ts';
import { EXIT } from '../../world.ts';
import type { ExitCode, World } from '../../world.ts';
import type { SetupCommand } from './options.ts';

/**
 * `setup`: sets merge driver and hook of a clone. The site's `prepare` script runs it in every clone, and
 * an installation must not fail for what cannot be set.
 */
export async function run(command: Shared & SetupCommand, world: World): Promise<ExitCode> {
  const lines = await setUpClone(findSite(world.cwd, command.site), world);
  if (!command.quiet) for (const line of lines) world.stdout.write(`${line}\n`);
  return EXIT.fine;
}
