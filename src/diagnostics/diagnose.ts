import { catalogue } from './catalogue.ts';
import type { Code } from './catalogue.ts';
import type { CodeText } from './code-text.ts';
import type { Diagnostic, Hint, Place, Related } from './diagnostic.ts';

/** What only some diagnostics have. */
interface More {
  /** Related places. */
  readonly related?: readonly Related[] | undefined;
  /** True if a build found it; for some codes, a build is more lenient than a check. */
  readonly inBuild?: boolean;
}

/**
 * The only way to make a diagnostic. Its severity comes from the catalogue, and so do message and hint if the
 * place says enough: pass them only to name the wrong value or the exact remedy.
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
    hint: hintOf(hint ?? known.fix),
    related,
  };
}

/** If a hint consists of one complete command, that command is offered to run. */
function hintOf(hint: string | Hint): Hint {
  if (typeof hint === 'object') return hint;
  const commands = [...hint.matchAll(/`((?:incident-press|git|mv|rm) [^`]*)`/g)].map(
    ([, command]) => command,
  );
  const [run, other] = commands;
  // A command with a placeholder to fill in cannot be run yet.
  const isWhole = run !== undefined && other === undefined && !/[<…]/.test(run);
  return isWhole ? { text: hint, run } : { text: hint };
}
