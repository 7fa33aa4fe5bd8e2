import { Refused } from '../../../host/refused.ts';
import type { State } from '../../../model/edition.ts';
import { stateOf } from '../../../site/figures/derive.ts';
import { planFault } from '../../../writing/extend-plan.ts';
import type { SentenceName } from '../../../writing/say.ts';
import { addEntry } from '../../add-entry.ts';
import type { Target } from '../../change-report.ts';
import type { Shared } from '../../shared-options.ts';
import type { ExitCode, World } from '../../world.ts';
import type { CancelCommand } from './options.ts';

/** `cancel`: the entry that calls planned maintenance off, with the reason. */
export function run(command: Shared & CancelCommand, world: World): Promise<ExitCode> {
  const { reference, reason, at, changes } = command;
  const entry = {
    reference,
    at,
    changes,
    text: reason === undefined ? undefined : { typed: reason },
    say: reason === undefined ? cancelledSentence : undefined,
    heading: 'state.cancelled',
    state: cancelledState,
  };
  return addEntry(command, entry, world);
}

/** Throws Refused if there is no plan to cancel. */
function cancelledState({ original }: Target): State {
  const fault = planFault(original, stateOf(original.timeline, original.facts.kind));
  if (fault) throw new Refused('usage', fault.message, fault.hint);
  return 'withdrawn';
}

function cancelledSentence(target: Target): SentenceName {
  cancelledState(target);
  return 'cancelled';
}
