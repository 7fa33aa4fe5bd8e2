import { diagnose } from '../../diagnostics/diagnose.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import type { SitePath } from '../../model/file.ts';
import type { Matter } from '../matter.ts';

/** Line ends and tabs are text; all others are commands to terminals, or nothing. */
const CONTROL = /[^\P{Cc}\n\t]/u;

/**
 * Control characters that YAML writes as escapes (`"\e"`), so that the file itself contains none: they would
 * reach terminals, logs and feeds unchanged.
 */
export function escapedControls(
  file: SitePath,
  yaml: string,
  { value, place, keyPlace }: Matter,
): Diagnostic[] {
  if (!yaml.includes('\\')) return [];
  const found: Diagnostic[] = [];
  const look = (each: unknown, path: string): void => {
    if (typeof each === 'string') say(each, place(path));
    else if (Array.isArray(each)) for (const [index, item] of each.entries()) look(item, `${path}.${index}`);
    else
      for (const [key, inner] of Object.entries(each as object)) {
        const below = path === '' ? key : `${path}.${key}`;
        say(key, keyPlace(below));
        look(inner, below);
      }
  };
  const say = (text: string, range: ReturnType<Matter['place']>) => {
    const code = CONTROL.exec(text)?.[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    if (code === undefined) return;
    const message = `There is a control character in this text (U+${code}), written as an escape`;
    found.push(diagnose('INC006', placeOf(file, range), message, 'Delete it, starting with its backslash.'));
  };
  look(value, '');
  return found;
}
