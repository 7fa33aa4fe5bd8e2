import type { Diagnostic } from '../diagnostic.ts';

/**
 * Diagnostics for programs: an object with the version of this shape and the list, in the one order, and what
 * else the command has to tell.
 */
export function formatJson(diagnostics: readonly Diagnostic[], more: object = {}): string {
  return `${JSON.stringify({ version: 2, diagnostics, ...more }, null, 2)}\n`;
}
