import { diagnose } from '../../diagnostics/diagnose.ts';
import type { Diagnostic, Hint } from '../../diagnostics/diagnostic.ts';
import { replaceAt } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import type { Range } from '../../model/range.ts';
import type { SitePath } from '../../model/file.ts';
import { foreignKey } from './foreign-keys.ts';

/** A key that no schema knows, and the map it is in. */
export interface UnknownKey {
  readonly key: string;
  readonly path: readonly PropertyKey[];
  /** All keys that the map has, and all that it may have; none if there is nothing to guess. */
  readonly there: readonly string[];
  readonly known: readonly string[];
  readonly file: SitePath;
  readonly range: Range;
  /** True if the map would be right with the key under another name. */
  readonly isRight: (name: string) => boolean;
}

const KEYS_HERE = 'Keys here: ';

/**
 * Reports an unknown key and the one that is meant: that of another tool, a misspelt one, or one of a list.
 */
export function unknownKey(unknown: UnknownKey): Diagnostic {
  const { key, path, file, range } = unknown;
  const message = `\`${key}\` is not a key${path.length === 0 ? '' : ' here'}`;
  return diagnose('INC110', replaceAt(file, range, '').place, message, hintOf(unknown));
}

function hintOf({ key, path, there, known, file, range, isRight }: UnknownKey): Hint {
  if (known.length === 0) return { text: 'Delete the line: there are many keys like it in this file.' };
  const free = known.filter((each) => !there.includes(each));
  const renamed = (text: string, name: string): Hint =>
    isRight(name) ? { text, write: replaceAt(file, range, name) } : { text };
  const foreign = known.includes('title') ? foreignKey(key, path) : undefined;
  if (foreign) {
    const { hint, rename } = foreign;
    return rename !== undefined && free.includes(rename) ? renamed(hint, rename) : { text: hint };
  }
  const guess = nearest(key, free);
  if (guess !== undefined) return renamed(`Did you mean \`${guess}\`?`, guess);
  const twice = nearest(key, known);
  return {
    text: twice
      ? `Delete the line, or make it part of \`${twice}\`, which is there already.`
      : `${KEYS_HERE}${known.map((each) => `\`${each}\``).join(', ')}.`,
  };
}

/** The list of keys is long: only the first diagnostic of a file shows it, the others point to it. */
export function listKeysOnce(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const first = new Map<string, Diagnostic>();
  return diagnostics.map((each) => {
    const list = each.hint?.text ?? '';
    const before = first.get(list);
    if (!list.startsWith(KEYS_HERE) || !before) {
      first.set(list, each);
      return each;
    }
    const text = `Delete the line, or use one of the keys named at line ${before.place.line}.`;
    return { ...each, hint: { text } };
  });
}
