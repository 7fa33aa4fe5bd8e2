import { DiagnosticSeverity, Diagnostic as Problem } from 'vscode-languageserver-types';
import type { Diagnostic, Place } from '../diagnostics/diagnostic.ts';
import type { Severity } from '../diagnostics/code-text.ts';
import { rangeOfPlace } from './positions.ts';

/** What is needed to tell an editor about the files of a site. */
export interface Addresses {
  /** The address of a file for the editor. */
  readonly uriOf: (path: string) => string;
  /** The page that explains a code. */
  readonly docsOf: (code: string) => string;
  /** The text of a file, saved or not. */
  readonly textOf: (path: string) => string | undefined;
}

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
};

/** A diagnostic as editors show it: the way out is part of the message, related places are links. */
export function problemOf(
  { code, severity, place, message, hint, related = [] }: Diagnostic,
  addresses: Addresses,
): Problem {
  const rangeOf = (each: Place) => rangeOfPlace(each, addresses.textOf(each.file));
  const links = related.map((each) => ({
    location: { uri: addresses.uriOf(each.place.file), range: rangeOf(each.place) },
    message: each.message,
  }));
  const words = hint ? `${message}\n${hint.text}` : message;
  return {
    ...Problem.create(rangeOf(place), words, SEVERITIES[severity], code, 'incident-press', links),
    codeDescription: { href: addresses.docsOf(code) },
  };
}

/** The problems of each file that has any, by path. */
export function problemsByFile(
  diagnostics: readonly Diagnostic[],
  addresses: Addresses,
): ReadonlyMap<string, readonly Problem[]> {
  const found = new Map<string, Problem[]>();
  for (const each of diagnostics) {
    const { file } = each.place;
    const own = found.get(file);
    const problem = problemOf(each, addresses);
    if (own) own.push(problem);
    else found.set(file, [problem]);
  }
  return found;
}
