import type { Diagnostic } from '../diagnostic.ts';

/** Diagnostics for programs: an object with the version of this shape and the list, in the one order. */
export function formatJson(diagnostics: readonly Diagnostic[]): string {
  return `${JSON.stringify({ version: 2, diagnostics }, null, 2)}\n`;
}
