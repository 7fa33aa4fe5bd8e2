import type { Command as Commander } from 'commander';
import type { Choose, Shared } from './shared-options.ts';
import type { ExitCode, World } from './world.ts';

/** What was asked for, ready to run. */
export type Task = (shared: Shared, world: World) => Promise<ExitCode>;

/** Adds a command to the program; `choose` takes what was asked for. */
export type Offer = (program: Commander, choose: (task: Task) => void) => void;

/**
 * All commands, in the order of the help text. Each is a folder below `commands/` with its options and its
 * run, which is loaded when it is asked for.
 */
export const COMMANDS: readonly Offer[] = await Promise.all([
  offer(import('./commands/init/options.ts'), () => import('./commands/init/run.ts')),
  offer(import('./commands/new/options.ts'), () => import('./commands/new/run.ts')),
  offer(import('./commands/update/options.ts'), () => import('./commands/update/run.ts')),
  offer(import('./commands/resolve/options.ts'), () => import('./commands/resolve/run.ts')),
  offer(import('./commands/correct/options.ts'), () => import('./commands/correct/run.ts')),
  offer(import('./commands/withdraw/options.ts'), () => import('./commands/withdraw/run.ts')),
  offer(import('./commands/extend/options.ts'), () => import('./commands/extend/run.ts')),
  offer(import('./commands/cancel/options.ts'), () => import('./commands/cancel/run.ts')),
  offer(import('./commands/undo/options.ts'), () => import('./commands/undo/run.ts')),
  offer(import('./commands/merge/options.ts'), () => import('./commands/merge/run.ts')),
  offer(import('./commands/setup/options.ts'), () => import('./commands/setup/run.ts')),
  offer(import('./commands/list/options.ts'), () => import('./commands/list/run.ts')),
  offer(import('./commands/show/options.ts'), () => import('./commands/show/run.ts')),
  offer(import('./commands/import/options.ts'), () => import('./commands/import/run.ts')),
  offer(import('./commands/export/options.ts'), () => import('./commands/export/run.ts')),
  offer(import('./commands/translate/options.ts'), () => import('./commands/translate/run.ts')),
  offer(import('./commands/status/options.ts'), () => import('./commands/status/run.ts')),
  offer(import('./commands/eject/options.ts'), () => import('./commands/eject/run.ts')),
  offer(import('./commands/dev/options.ts'), () => import('./commands/dev/run.ts')),
  offer(import('./commands/lsp/options.ts'), () => import('./commands/lsp/run.ts')),
  offer(import('./commands/check/options.ts'), () => import('./commands/check/run.ts')),
  offer(import('./commands/freeze/options.ts'), () => import('./commands/freeze/run.ts')),
  offer(import('./commands/build/options.ts'), () => import('./commands/build/run.ts')),
  offer(import('./commands/verify/options.ts'), () => import('./commands/verify/run.ts')),
  offer(import('./commands/redact/options.ts'), () => import('./commands/redact/run.ts')),
  offer(import('./commands/publish/options.ts'), () => import('./commands/publish/run.ts')),
  offer(import('./commands/explain/options.ts'), () => import('./commands/explain/run.ts')),
  offer(import('./commands/schema/options.ts'), () => import('./commands/schema/run.ts')),
  offer(import('./commands/key/options.ts'), () => import('./commands/key/run.ts')),
  offer(import('./commands/completion/options.ts'), () => import('./commands/completion/run.ts')),
]);

interface Options<C> {
  readonly describe: (program: Commander, choose: Choose<C>) => void;
}

interface Run<C> {
  readonly run: (command: Shared & C, world: World) => ExitCode | Promise<ExitCode>;
}

async function offer<C extends object>(
  options: Promise<Options<C>>,
  load: () => Promise<Run<C>>,
): Promise<Offer> {
  const { describe } = await options;
  return (program, choose) =>
    describe(program, (own) =>
      choose(async (shared, world) => (await load()).run({ ...shared, ...own }, world)),
    );
}
