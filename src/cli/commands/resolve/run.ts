import { addEntry, closingState } from '../../add-entry.ts';
import type { SentenceName } from '../../../writing/say.ts';
import type { Target } from '../../change-report.ts';
import type { Shared } from '../../shared-options.ts';
import type { ExitCode, World } from '../../world.ts';
import type { ResolveCommand } from './options.ts';

/** `resolve`: the entry that closes a report. */
export function run(command: Shared & ResolveCommand, world: World): Promise<ExitCode> {
  const { reference, headline, at, changes, text, say } = command;
  const file = text === undefined ? undefined : { file: text };
  const sentence = say ? closingSentence : undefined;
  const entry = { reference, headline, at, changes, text: file, say: sentence, state: closingState };
  return addEntry(command, entry, world);
}

function closingSentence(target: Target): SentenceName {
  return closingState(target) === 'completed' ? 'finished' : 'resolved';
}
