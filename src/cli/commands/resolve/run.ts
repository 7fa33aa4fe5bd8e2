import { addEntry, closingState } from '../../add-entry.ts';
import type { Shared } from '../../shared-options.ts';
import type { ExitCode, World } from '../../world.ts';
import type { ResolveCommand } from './options.ts';

/** `resolve`: the entry that closes a report. */
export function run(command: Shared & ResolveCommand, world: World): Promise<ExitCode> {
  const { reference, headline, at, changes, text } = command;
  const file = text === undefined ? undefined : { file: text };
  return addEntry(command, { reference, headline, at, changes, text: file, state: closingState }, world);
}
