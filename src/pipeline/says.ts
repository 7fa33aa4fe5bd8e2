import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { promoteWarnings } from '../diagnostics/diagnostic.ts';

/** Everything a build has to say, as it comes up. */
export interface Says {
  readonly said: readonly Diagnostic[];
  readonly say: (diagnostics: readonly Diagnostic[]) => void;
  /** The value of an outcome; what is wrong with it is said. */
  readonly keep: <T>(outcome: Outcome<T>) => T;
}

/** Begins with nothing said. If it is `strict`, warnings count as errors. */
export function startSaying(strict: boolean): Says {
  const said: Diagnostic[] = [];
  const faults = new Set<string>();
  const say = (diagnostics: readonly Diagnostic[]) => {
    for (const each of strict ? promoteWarnings(diagnostics) : diagnostics) {
      // Each text of the site finds that a plugin cannot be used.
      if (each.code === 'INC841' && faults.has(each.message)) continue;
      if (each.code === 'INC841') faults.add(each.message);
      said.push(each);
    }
  };
  return {
    said,
    say,
    keep: ({ value, diagnostics }) => {
      say(diagnostics);
      return value;
    },
  };
}
