import { addEntry } from '../../add-entry.ts';
import type { Shared } from '../../shared-options.ts';
import type { ExitCode, World } from '../../world.ts';
import type { UpdateCommand } from './options.ts';

/** `update`: one more entry in a report's timeline, and all the bookkeeping with it. */
export function run(command: Shared & UpdateCommand, world: World): Promise<ExitCode> {
  const { reference, headline, at, next, services, state, text } = command;
  const file = text === undefined ? undefined : { file: text };
  const entry = { reference, headline, at, next, services, text: file, state: () => state };
  return addEntry(command, entry, world);
}
