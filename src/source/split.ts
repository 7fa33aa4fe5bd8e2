import grayMatter from 'gray-matter';
import { diagnose } from '../diagnostics/diagnose.ts';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { SitePath } from '../model/file.ts';
import { findEarlyEnd } from './early-end.ts';
import { parseMatter } from './matter.ts';
import type { Matter } from './matter.ts';

/** A file in its two parts, with the lines of the file they begin on (1-based). */
export interface Split {
  readonly yaml: string;
  readonly yamlLine: number;
  /** What the front matter says, or what is wrong with it. */
  readonly matter: Outcome<Matter | undefined>;
  readonly body: string;
  readonly bodyLine: number;
}

/** More bytes or blank lines than any front matter has; beyond that, gray-matter takes time that grows with the square of the length. */
const LONGEST = 262_144;
const MOST_BLANK_LINES = 1_000;

/** The front matter begins on the second line of its file. */
const YAML_LINE = 2;

/**
 * Splits a file into front matter and body. What gray-matter would read in its own way never reaches it: it
 * takes the rest of the first line for a language (`---js` runs the front matter as code), ends the front
 * matter at any line that begins with `---`, and needs very long for thousands of blank lines.
 */
export function split(file: SitePath, text: string): Outcome<Split | undefined> {
  const lines = text.split('\n');
  const closing = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  const wrong =
    checkOpening(file, lines) ??
    checkClosing(file, lines, closing) ??
    findEarlyEnd(file, lines, closing) ??
    checkSize(file, lines.slice(1, closing));
  if (wrong) return { value: undefined, diagnostics: [wrong] };
  const { content, matter, data } = grayMatter(withBareMarks(text, lines, closing), {
    // Always with options: without them a file that failed once comes back as empty from a cache.
    language: 'yaml',
    // Its own engine, js-yaml 3, makes 705 of `11:45` and a local time of a date. With the failsafe schema of
    // `yaml` every value stays the text that was typed.
    engines: { yaml: { parse: (raw) => ({ read: parseMatter(file, raw.slice(1), YAML_LINE) }) } },
  }) as unknown as { content: string; matter: string; data: { read: Split['matter'] | undefined } };
  // The line end of the opening mark comes with the front matter.
  const yaml = matter.slice(1);
  const value: Split = {
    yaml,
    yamlLine: YAML_LINE,
    // Where there is nothing but comments, the engine is not asked.
    matter: data.read ?? parseMatter(file, yaml, YAML_LINE),
    body: content,
    bodyLine: closing + 2,
  };
  return { value, diagnostics: [] };
}

/** The same text without blanks behind the two marks, which gray-matter would take for content. */
function withBareMarks(text: string, lines: readonly string[], closing: number): string {
  if (lines[0] === '---' && lines[closing] === '---') return text;
  return lines.map((line, index) => (index === 0 || index === closing ? '---' : line)).join('\n');
}

function checkOpening(file: SitePath, lines: readonly string[]): Diagnostic | undefined {
  const first = lines[0] ?? '';
  if (first.trimEnd() === '---') return undefined;
  const place = { file, line: 1, column: 1, end: { line: 1, column: first.length + 1 } };
  if (first.startsWith('---')) {
    const more = first.slice(3).trim().slice(0, 40);
    return diagnose(
      'INC103',
      place,
      `The first line is \`---${more}\`; front matter is YAML and starts with \`---\` alone`,
    );
  }
  const later = lines.slice(0, 200).findIndex((line) => line.replace(/^\uFEFF/, '').trimEnd() === '---');
  return diagnose(
    'INC101',
    place,
    later > 0 && lines.slice(0, later).every((line) => line.replaceAll('\uFEFF', '').trim() === '')
      ? `There is something before the front matter; \`---\` must be the very first line`
      : 'This file has no front matter',
    later > 0
      ? `Delete everything before line ${later + 1}, including invisible characters.`
      : 'Start the file with `---`, then `title:`, `version: 001`, `timeline:`, then `---` again.',
  );
}

function checkClosing(file: SitePath, lines: readonly string[], closing: number): Diagnostic | undefined {
  if (closing > 0) return undefined;
  const near = lines.findIndex((line, index) => index > 0 && /^(?:-{2,}|—|–|\.\.\.|\s+---)/.test(line));
  const line = near > 0 ? near + 1 : 1;
  return diagnose(
    'INC102',
    { file, line, column: 1, end: { line, column: (lines[line - 1] ?? '').length + 1 } },
    'The front matter is not closed',
    near > 0
      ? `Line ${line} looks like its end; it must be exactly \`---\`, at the start of the line.`
      : 'Write `---` on a line of its own between the front matter and the text.',
  );
}

function checkSize(file: SitePath, yaml: readonly string[]): Diagnostic | undefined {
  const size = yaml.reduce((sum, line) => sum + line.length + 1, 0);
  const blank = yaml.filter((line) => line.trim() === '').length;
  if (size <= LONGEST && blank <= MOST_BLANK_LINES) return undefined;
  return diagnose(
    'INC104',
    { file, line: 2, column: 1 },
    size > LONGEST ? 'The front matter is too long' : 'The front matter is mostly empty lines',
  );
}
