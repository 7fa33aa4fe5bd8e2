import matter from 'gray-matter';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { SitePath } from '../model/file.ts';

/** A file in its two parts, with the lines of the file they begin on (1-based). */
export interface Split {
  readonly yaml: string;
  readonly yamlLine: number;
  readonly body: string;
  readonly bodyLine: number;
}

/** More bytes or blank lines than any front matter has; gray-matter is slow beyond, in the square. */
const LONGEST = 262_144;
const MOST_BLANK_LINES = 1_000;

/**
 * Splits a file into front matter and body. The first line must be exactly `---`: gray-matter reads more
 * from it than a mark (`---js` would run the front matter as code), so that it is never shown anything else.
 */
export function split(file: SitePath, text: string): Outcome<Split | undefined> {
  const lines = text.split('\n');
  const opening = checkOpening(file, lines);
  if (opening) return { value: undefined, diagnostics: [opening] };
  const closing = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  const strange = checkClosing(file, lines, closing);
  if (strange) return { value: undefined, diagnostics: [strange] };
  const yaml = lines.slice(1, closing);
  const excess = checkSize(file, yaml);
  if (excess) return { value: undefined, diagnostics: [excess] };
  // Only the front matter goes through gray-matter, and always with options: without them it would cache
  // a file that failed once as empty. The engine gives the text itself; `front-matter.ts` parses it.
  const { matter: split } = matter(`---\n${yaml.join('\n')}\n---\n`, {
    language: 'yaml',
    engines: { yaml: { parse: (raw: string) => ({ raw }) } },
  });
  return {
    value: {
      yaml: split.replace(/^\n/, ''),
      yamlLine: 2,
      body: lines.slice(closing + 1).join('\n'),
      bodyLine: closing + 2,
    },
    diagnostics: [],
  };
}

function checkOpening(file: SitePath, lines: readonly string[]): Diagnostic | undefined {
  const first = lines[0] ?? '';
  if (first.trimEnd() === '---') return undefined;
  const place = { file, line: 1, column: 1, end: { line: 1, column: first.length + 1 } };
  if (first.startsWith('---')) {
    const more = first.slice(3).trim().slice(0, 40);
    return {
      code: 'INC103',
      severity: 'error',
      place,
      message: `The first line is \`---${more}\`; front matter is YAML and begins with \`---\` alone`,
      hint: 'Write `---` as the first line, with nothing behind it.',
    };
  }
  const later = lines.slice(0, 200).findIndex((line) => line.replace(/^\uFEFF/, '').trimEnd() === '---');
  return {
    code: 'INC101',
    severity: 'error',
    place,
    message:
      later > 0 && lines.slice(0, later).every((line) => line.replaceAll('\uFEFF', '').trim() === '')
        ? `There is something before the front matter; \`---\` must be the very first line`
        : 'This file has no front matter',
    hint:
      later > 0
        ? `Delete everything before line ${later + 1}, invisible characters too.`
        : 'Begin the file with `---`, then `title:`, `version: 001`, `timeline:`, then `---` again.',
  };
}

function checkClosing(file: SitePath, lines: readonly string[], closing: number): Diagnostic | undefined {
  if (closing > 0) return undefined;
  const near = lines.findIndex((line, index) => index > 0 && /^(?:-{2,}|—|–|\.\.\.|\s+---)/.test(line));
  const line = near > 0 ? near + 1 : 1;
  return {
    code: 'INC102',
    severity: 'error',
    place: { file, line, column: 1, end: { line, column: (lines[line - 1] ?? '').length + 1 } },
    message: 'The front matter is not closed',
    hint:
      near > 0
        ? `Line ${line} looks like its end; it must be \`---\` exactly, at the beginning of the line.`
        : 'Write `---` on a line of its own between the front matter and the text.',
  };
}

function checkSize(file: SitePath, yaml: readonly string[]): Diagnostic | undefined {
  const size = yaml.reduce((sum, line) => sum + line.length + 1, 0);
  const blank = yaml.filter((line) => line.trim() === '').length;
  if (size <= LONGEST && blank <= MOST_BLANK_LINES) return undefined;
  return {
    code: 'INC104',
    severity: 'error',
    place: { file, line: 2, column: 1 },
    message: size > LONGEST ? 'The front matter is too long' : 'The front matter is mostly empty lines',
    hint: 'Front matter holds facts and the timeline; long texts belong below it.',
  };
}
