import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { promoteWarnings } from '../diagnostics/diagnostic.ts';

/** Everything a build has to say, as it comes up; the same thing of the same place once. */
export interface Says {
  readonly said: readonly Diagnostic[];
  readonly say: (diagnostics: readonly Diagnostic[]) => void;
  /** The value of an outcome; what is wrong with it is said. */
  readonly keep: <T>(outcome: Outcome<T>) => T;
}

/** Begins with nothing said. If it is `strict`, warnings count as errors. */
export function startSaying(strict: boolean): Says {
  const said: Diagnostic[] = [];
  const known = new Set<string>();
  const say = (diagnostics: readonly Diagnostic[]) => {
    for (const each of strict ? promoteWarnings(diagnostics) : diagnostics) {
      // That a plugin cannot be used, for one, is found by each text of the site.
      const key = JSON.stringify([each.code, each.message, each.place]);
      if (!known.has(key)) said.push(each);
      known.add(key);
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
