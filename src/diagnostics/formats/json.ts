import type { Diagnostic } from '../diagnostic.ts';

/**
 * Diagnostics for programs: an object with the version of this shape and the list, in the one order, and what
 * else the command has to tell.
 */
export function formatJson(diagnostics: readonly Diagnostic[], more: object = {}): string {
  return jsonText({ version: 2, diagnostics, ...more });
}

/** Characters that JSON leaves as they are, and terminals and readers do not: C1, line ends, directions. */
const UNSHOWN = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/**
 * A value as indented JSON with a line end. Characters that do something where they are printed are escapes
 * in it; so is what the runner of GitHub takes for a command of workflows.
 */
export function jsonText(value: unknown): string {
  const json = JSON.stringify(value, null, 2).replaceAll(UNSHOWN, escaped).replaceAll('##[', '##\\u005b');
  return `${json}\n`;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
