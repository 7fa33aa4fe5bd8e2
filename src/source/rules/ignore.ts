import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Split } from '../split.ts';
import { RULES } from './rules.ts';

/** In front matter a comment, in the body a comment or a link definition, which no reader sees. */
const IN_YAML = /^\s*#\s*incident-press-ignore[\s:]+([\w, -]+?)\s*$/;
const IN_BODY =
  /^\s*(?:<!--\s*incident-press-ignore[\s:]+([\w, -]+?)\s*-->|\[incident-press-ignore\]:\s*#\s*\(([\w, -]+)\))\s*$/;

/** Rules that a writer has switched off for some lines of a file, first and last line counted. */
interface Ignored {
  readonly codes: ReadonlySet<string>;
  readonly first: number;
  readonly last: number;
}

/**
 * Leaves out the warnings of rules that are off: for the site (`rulesOff`), or below an
 * `incident-press-ignore` in this file. Errors are never left out.
 */
export function withoutIgnored(
  diagnostics: readonly Diagnostic[],
  rulesOff: readonly string[],
  halves: Split | undefined,
): Diagnostic[] {
  const off = codesOf(rulesOff);
  const ignored = halves && diagnostics.length > 0 ? findIgnored(halves) : [];
  return diagnostics.filter(
    ({ severity, code, place }) =>
      severity === 'error' ||
      (!off.has(code) &&
        !ignored.some(
          ({ codes, first, last }) => codes.has(code) && place.line >= first && place.line <= last,
        )),
  );
}

function findIgnored({ yaml, yamlLine, body, bodyLine }: Split): Ignored[] {
  const matter = yaml.split('\n');
  const text = body.split('\n');
  return [
    ...matter.flatMap((line, index): Ignored[] => {
      const names = IN_YAML.exec(line)?.[1];
      if (names === undefined) return [];
      return [
        { codes: codesOf(words(names)), first: yamlLine + index, last: yamlLine + endOfValue(matter, index) },
      ];
    }),
    ...text.flatMap((line, index): Ignored[] => {
      const [, comment, definition] = IN_BODY.exec(line) ?? [];
      const names = comment ?? definition;
      if (names === undefined) return [];
      return [
        { codes: codesOf(words(names)), first: bodyLine + index, last: bodyLine + endOfBlock(text, index) },
      ];
    }),
  ];
}

/** The line below, and those that are indented deeper than it. */
function endOfValue(lines: readonly string[], index: number): number {
  const indent = indentOf(lines[index + 1] ?? '');
  let end = index + 1;
  while (end + 1 < lines.length && (lines[end + 1]?.trim() === '' || indentOf(lines[end + 1] ?? '') > indent))
    end += 1;
  return end;
}

/** The block below: after any blank lines, up to the next one. */
function endOfBlock(lines: readonly string[], index: number): number {
  let end = index + 1;
  while (end < lines.length && lines[end]?.trim() === '') end += 1;
  while (end + 1 < lines.length && lines[end + 1]?.trim() !== '') end += 1;
  return end;
}

function indentOf(line: string): number {
  // The dash of an entry is not a value of its own: its keys come after it.
  return /^ *(?:- +)?/.exec(line)?.[0].length ?? 0;
}

function words(names: string): string[] {
  return names.split(/[\s,]+/).filter((name) => name !== '');
}

/** Codes of rules, which may be given by name or by code. */
function codesOf(names: readonly string[]): ReadonlySet<string> {
  const table: Readonly<Record<string, string>> = RULES;
  return new Set(names.map((name) => table[name] ?? name.toUpperCase()));
}
