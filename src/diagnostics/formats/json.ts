import type { Diagnostic } from '../diagnostic.ts';

/**
 * Diagnostics for programs: an object with the version of this shape, the list in its fixed order, and what
 * else the command reports.
 */
export function formatJson(diagnostics: readonly Diagnostic[], more: object = {}): string {
  return jsonText({ version: 2, diagnostics, ...more });
}

/** Characters that JSON leaves alone but terminals and readers act on: C1, line ends, directions. */
const UNSHOWN = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/**
 * A value as indented JSON with a line end. Characters that have an effect when printed are escaped; so is
 * what GitHub's runner takes for a workflow command.
 */
export function jsonText(value: unknown): string {
  const json = JSON.stringify(value, null, 2).replaceAll(UNSHOWN, escaped).replaceAll('##[', '##\\u005b');
  return `${json}\n`;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
