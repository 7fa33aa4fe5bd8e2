import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { promoteWarnings } from '../diagnostics/diagnostic.ts';

/** Collects all diagnostics of a build; the same one at the same place only counts once. */
export interface Says {
  readonly said: readonly Diagnostic[];
  readonly say: (diagnostics: readonly Diagnostic[]) => void;
  /** Returns the value of an outcome and records its diagnostics. */
  readonly keep: <T>(outcome: Outcome<T>) => T;
}

/** Starts without diagnostics. If `strict`, warnings count as errors. */
export function startSaying(strict: boolean): Says {
  const said: Diagnostic[] = [];
  const known = new Set<string>();
  const say = (diagnostics: readonly Diagnostic[]) => {
    for (const each of strict ? promoteWarnings(diagnostics) : diagnostics) {
      // An unusable plugin, for example, is found again for each text of the site.
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
