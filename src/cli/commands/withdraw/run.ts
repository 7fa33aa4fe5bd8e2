import { addEntry } from '../../add-entry.ts';
import type { Shared } from '../../shared-options.ts';
import type { ExitCode, World } from '../../world.ts';
import type { WithdrawCommand } from './options.ts';

/** `withdraw`: the entry that takes a report back, with the reason. */
export function run(command: Shared & WithdrawCommand, world: World): Promise<ExitCode> {
  const { reference, reason, at, changes } = command;
  return addEntry(
    command,
    { reference, at, changes, text: { typed: reason }, state: () => 'withdrawn' },
    world,
  );
}
