import type { Shared } from '../../shared-options.ts';
import type { CompletionCommand } from './options.ts';
import { bashCompletion } from '../../completion/bash.ts';
import { fishCompletion } from '../../completion/fish.ts';
import { zshCompletion } from '../../completion/zsh.ts';
import { readTheme } from '../../../host/files/site-files.ts';
import { shippedFiles } from '../../../writing/eject/shipped.ts';
import { EXIT } from '../../world.ts';
import type { ExitCode, World } from '../../world.ts';

const SCRIPTS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };

/** `completion`: a script for a shell, made from the list of commands. */
export function run(command: Shared & CompletionCommand, world: World): ExitCode {
  const templates = shippedFiles(readTheme()).map(({ name }) => name);
  world.stdout.write(SCRIPTS[command.shell](command.tree, templates));
  return EXIT.fine;
}
