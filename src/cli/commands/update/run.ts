import { addEntry } from '../../add-entry.ts';
import type { Shared } from '../../shared-options.ts';
import type { ExitCode, World } from '../../world.ts';
import type { UpdateCommand } from './options.ts';

/** `update`: one more entry in a report's timeline, and all the bookkeeping with it. */
export function run(command: Shared & UpdateCommand, world: World): Promise<ExitCode> {
  const { reference, headline, at, next, services, state, text, say } = command;
  const file = text === undefined ? undefined : { file: text };
  const sentence = say && (() => say);
  const entry = { reference, headline, at, next, services, text: file, say: sentence, state: () => state };
  return addEntry(command, entry, world);
}
