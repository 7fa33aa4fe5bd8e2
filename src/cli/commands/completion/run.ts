import { packageInfo } from '../../../host/package-info.ts';
import { describeProgram } from '../../command-line.ts';
import type { Command } from '../../command-line.ts';
import { commandTree } from '../../command-tree.ts';
import { bashCompletion } from '../../completion/bash.ts';
import { fishCompletion } from '../../completion/fish.ts';
import { zshCompletion } from '../../completion/zsh.ts';
import { EXIT } from '../../world.ts';
import type { ExitCode, World } from '../../world.ts';

const SCRIPTS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };

/** `completion`: a script for a shell, made from the commands there are. */
export function runCompletion(command: Extract<Command, { name: 'completion' }>, world: World): ExitCode {
  const tree = commandTree(describeProgram(packageInfo().version, () => undefined));
  world.stdout.write(SCRIPTS[command.shell](tree));
  return EXIT.fine;
}
