import type { Command as Commander } from 'commander';
import type { Choose } from '../../shared-options.ts';

/** `setup` takes no options of its own. */
export type SetupCommand = Readonly<Record<never, never>>;

/** `incident-press setup`. */
export function describe(program: Commander, choose: Choose<SetupCommand>): void {
  program
    .command('setup')
    .description('set the merge driver and the hook of this clone (for the `prepare` script; quiet in CI)')
    .action(() => choose({}));
}
