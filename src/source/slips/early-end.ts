import { diagnose } from '../../diagnostics/diagnose.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { SitePath } from '../../model/file.ts';
import { keysAt } from '../schema.ts';

/** The start of a timeline entry; no line of prose in a report starts like this. */
const ENTRY = /^ *- +at: +["']?\d/;

/** A key with a text of several lines, and one with a text between quotation marks. */
const BLOCK = /^( *(?:- +)*)[\w-]+: +[|>][-+\d]*(?: +#.*)?$/;
const QUOTED = /^ *(?:- +)*[\w-]+: +(["'])/;

/**
 * A line that would end the front matter before the end that is meant: the first line that begins with `---`
 * is its end, whatever follows the three dashes and whatever text it is in.
 *
 * @param closing The index of the first line that is `---` alone.
 */
export function findEarlyEnd(
  file: SitePath,
  lines: readonly string[],
  closing: number,
): Diagnostic | undefined {
  const first = lines.findIndex((line, index) => index > 0 && line.startsWith('---'));
  if (first < closing) {
    return earlyEnd(
      file,
      first,
      lines[first] ?? '',
      'Indent the line if it belongs to a text; write only `---` if the front matter ends here.',
    );
  }
  const next = lines.findIndex((line, index) => index > closing && line.trimEnd() === '---');
  if (next < 0 || !goesOn(lines.slice(1, closing), lines.slice(closing + 1, next))) return undefined;
  return earlyEnd(
    file,
    closing,
    '---',
    'Indent the line and what follows like the text they are part of, or delete the line. If the front matter ends here, leave an empty line after it.',
  );
}

/** True if the lines between one mark and the next can only be more of the front matter before them. */
function goesOn(before: readonly string[], between: readonly string[]): boolean {
  if (between.some((line) => ENTRY.test(line))) return true;
  const first = between.find((line) => line.trim() !== '') ?? '';
  const key = /^([a-z_]+):(?: |$)/.exec(first)?.[1];
  if (key !== undefined && keysAt([]).includes(key))
    return !before.some((line) => line.startsWith(`${key}:`));
  if (endsInText(before, first.length - first.trimStart().length)) return true;
  if (!endsInText(before, undefined)) return false;
  // A text pasted without its indentation: either no line up to the next mark is empty, or keys of the
  // entry follow.
  const isOneBlock = between.length > 0 && between.every((line) => line.trim() !== '');
  return isOneBlock || between.some(isKeyOfEntry);
}

function isKeyOfEntry(line: string): boolean {
  const key = /^ +([a-z_]+):(?: |$)/.exec(line)?.[1];
  return key !== undefined && keysAt(['timeline', 0]).includes(key);
}

/** True if the YAML ends in a text that a line with this indentation, or with any, would continue. */
function endsInText(yaml: readonly string[], indent: number | undefined): boolean {
  let least = Infinity;
  for (let index = yaml.length - 1; index >= 0; index -= 1) {
    const line = yaml[index] ?? '';
    const block = BLOCK.exec(line)?.[1];
    if (block !== undefined)
      return indent === undefined || (block.length < indent && (least === Infinity || indent === least));
    const mark = QUOTED.exec(line)?.[1];
    if (mark !== undefined) return isOpen(yaml.slice(index).join('\n'), mark);
    if (line.trim() !== '') least = Math.min(least, line.length - line.trimStart().length);
    if (least === 0) return false;
  }
  return false;
}

/** True if a quotation mark is opened and not closed. */
function isOpen(text: string, mark: string): boolean {
  const bare = mark === '"' ? text.replaceAll(/\\./g, '') : text;
  return bare.split(mark).length % 2 === 0;
}

function earlyEnd(file: SitePath, index: number, line: string, hint: string): Diagnostic {
  const place = { file, line: index + 1, column: 1, end: { line: index + 1, column: line.length + 1 } };
  const said = line.trimEnd().slice(0, 40);
  return diagnose('INC118', place, `The line \`${said}\` ends the front matter in the middle`, hint);
}
