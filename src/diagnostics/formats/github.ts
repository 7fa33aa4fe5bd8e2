import { makeVisible } from './display.ts';
import type { Diagnostic } from '../diagnostic.ts';

/** Diagnostics as workflow commands of GitHub Actions, which shows them at their lines in a pull request. */
export function formatGithub(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map((diagnostic) => `${command(diagnostic)}\n`).join('');
}

function command({ severity, place, code, message, hint }: Diagnostic): string {
  const properties: readonly (readonly [name: string, value: string | number])[] = [
    ['file', place.file],
    ['line', place.line],
    ['col', place.column],
    ...(place.end
      ? ([
          ['endLine', place.end.line],
          ['endColumn', place.end.column],
        ] as const)
      : []),
    ['title', code],
  ];
  const list = properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(',');
  return `::${severity} ${list}::${escapeData(hint === undefined ? message : `${message}\n${hint.text}`)}`;
}

/** The runner unescapes these and no others. It passes on other control characters unchanged. */
function escapeData(text: string): string {
  const shown = text.split(/(\r?\n)/).map((part, index) => (index % 2 === 0 ? makeVisible(part) : part));
  return shown.join('').replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
