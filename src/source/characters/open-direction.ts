import { diagnose } from '../../diagnostics/diagnose.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import { findOpenDirection } from '../../languages/closed-direction.ts';
import type { SitePath } from '../../model/file.ts';

/** Characters that open or close a direction, or escapes of YAML for them. */
const ANY = /[\u202a-\u202e\u2066-\u2069]|\\u20(?:2[a-e]|6[6-9])/i;
const ESCAPE = /\\u(20(?:2[a-e]|6[6-9]))/gi;
/** Those that end a direction. */
const ENDS: ReadonlySet<number> = new Set([0x202c, 0x2069]);
/** As long as an escape, so that columns stay. */
const FILLING = ' '.repeat(5);

/** A text of nothing else would be a message for each of its four bytes. */
const MOST = 100;

/**
 * Lines that change the direction of text and do not change it back. When the text is shown, the change ends
 * with it; but the line itself looks different from what it says. Gives the first hundred.
 */
export function openDirections(file: SitePath, text: string, firstLine: number): Diagnostic[] {
  if (!ANY.test(text)) return [];
  const found: Diagnostic[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (found.length === MOST) break;
    const meant = line.replaceAll(
      ESCAPE,
      (_, code: string) => String.fromCharCode(parseInt(code, 16)) + FILLING,
    );
    const at = findOpenDirection(meant);
    if (at === undefined) continue;
    const number = firstLine + index;
    const place = placeOf(file, [number, at + 1, number, at + 2]);
    found.push(diagnose('INC128', place, messageOf(meant.charCodeAt(at))));
  }
  return found;
}

function messageOf(code: number): string {
  const name = `The character U+${code.toString(16).toUpperCase()}`;
  return ENDS.has(code)
    ? `${name} ends a change of direction, but none begins in this line`
    : `${name} changes the direction of this line, and nothing changes it back`;
}
