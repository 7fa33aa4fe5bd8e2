import { Argument } from 'commander';
import { oneOf } from '../../shared-options.ts';
import type { Describe } from '../../shared-options.ts';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

export interface CompletionCommand {
  readonly name: 'completion';
  readonly shell: Shell;
}

export const describeCompletion: Describe<CompletionCommand> = (program, choose) =>
  program
    .command('completion')
    .description('print a script that completes commands in a shell')
    .addArgument(new Argument('<shell>', SHELLS.join(', ')).argParser(oneOf(SHELLS)))
    .action((shell: Shell) => choose({ name: 'completion', shell }));
