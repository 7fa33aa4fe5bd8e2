import type { Command as Commander } from 'commander';
import { Argument } from 'commander';
import { commandTree } from '../../command-tree.ts';
import type { CommandTree } from '../../command-tree.ts';
import { oneOf } from '../../shared-options.ts';
import type { Choose } from '../../shared-options.ts';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

export interface CompletionCommand {
  readonly shell: Shell;
  /** What can be completed. */
  readonly tree: CommandTree;
}

/** `incident-press completion`. */
export function describe(program: Commander, choose: Choose<CompletionCommand>): void {
  program
    .command('completion')
    .description('print a script that adds completion to a shell')
    .addArgument(new Argument('<shell>', SHELLS.join(', ')).argParser(oneOf(SHELLS)))
    .action((shell: Shell) => choose({ shell, tree: commandTree(program) }));
}
