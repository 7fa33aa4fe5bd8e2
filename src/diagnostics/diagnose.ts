import { catalogue } from './catalogue.ts';
import type { Code } from './catalogue.ts';
import type { CodeText } from './code-text.ts';
import type { Diagnostic, Hint, Place, Related } from './diagnostic.ts';

/** What only some diagnostics have. */
interface More {
  /** Other places that have to do with it. */
  readonly related?: readonly Related[] | undefined;
  /** True where it is found by a build, which is more lenient about some codes than a check. */
  readonly inBuild?: boolean;
}

/**
 * The one way to make a diagnostic. Its severity comes from the catalogue, and so do message and hint where
 * the place says enough: leave them out, unless they can name the value that is wrong or the exact remedy.
 */
export function diagnose(
  code: Code,
  place: Place,
  message?: string,
  hint?: string | Hint,
  { related, inBuild = false }: More = {},
): Diagnostic {
  const known: CodeText = catalogue[code];
  return {
    code,
    severity: (inBuild && known.severityInBuild) || known.severity,
    place,
    message: message ?? known.title,
    hint: typeof hint === 'object' ? hint : { text: hint ?? known.fix },
    related,
  };
}
