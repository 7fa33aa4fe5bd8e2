import { indentOf, KNOWN_KEYS, pairOf } from './line.ts';
import type { Propose, Repair } from './repair.ts';

/** Moves a line, with everything indented deeper, to a depth that nearby lines have; the nearest first. */
export const depth: Propose = (lines, at) => {
  const own = indentOf(lines[at] ?? '');
  const isEntry = /^\s*- /.test(lines[at] ?? '');
  const blocks = [[at], blockAt(lines, at)];
  const around = lines.slice(Math.max(0, at - 12), at).flatMap((line) => {
    if (line.trim() === '') return [];
    const dash = /^(\s*)- +/.exec(line);
    return isEntry ? (dash ? [indentOf(line)] : []) : dash ? [dash[0].length] : [indentOf(line)];
  });
  const depths = [...new Set(around)].filter((each) => each !== own);
  return depths
    .toSorted((a, b) => Math.abs(a - own) - Math.abs(b - own))
    .flatMap((each) =>
      blocks.map((block): Repair => ({
        code: 'INC106',
        message: `This line is indented by ${spaces(own)}, and others of its kind by ${spaces(each)}`,
        todo: `Indent it by ${spaces(each)}`,
        lines: new Map(
          block.map((index) => {
            const line = lines[index] ?? '';
            const indent = Math.max(0, indentOf(line) + each - own);
            return [index, line.trim() === '' ? line : ' '.repeat(indent) + line.trimStart()];
          }),
        ),
      })),
    );
};

/** A line of a text of several lines that is not indented like them. */
export const continuation: Propose = (lines, at) => {
  const above = lines.slice(0, at).findLastIndex((line) => pairOf(line) !== undefined);
  const pair = pairOf(lines[above] ?? '');
  if (!pair || KNOWN_KEYS.has(pairOf(lines[at] ?? '')?.key ?? '')) return [];
  const indent = pair.lead.length + 2;
  const isBlock = /^[|>][-+\d]*\s*$/.test(pair.value);
  const end = lines.findIndex(
    (line, index) => index > at && (/^\s*- /.test(line) || KNOWN_KEYS.has(pairOf(line)?.key ?? '')),
  );
  const right = new Map<number, string>();
  for (let index = at; index < (end < 0 ? lines.length : end); index += 1) {
    const line = lines[index] ?? '';
    if (line.trim() !== '' && indentOf(line) < indent)
      right.set(index, ' '.repeat(indent) + line.trimStart());
  }
  const message = `This line belongs to the text of \`${pair.key}\`${isBlock ? ' above' : ''}, but is not indented like it`;
  return right.size === 0
    ? []
    : [{ code: 'INC106', message, todo: `Indent it by ${spaces(indent)}`, lines: right }];
};

/** The indices of a line and of those below it that are indented deeper. */
function blockAt(lines: readonly string[], at: number): number[] {
  const own = indentOf(lines[at] ?? '');
  const end = lines.findIndex((line, index) => index > at && line.trim() !== '' && indentOf(line) <= own);
  return lines.flatMap((_, index) => (index >= at && index < (end < 0 ? lines.length : end) ? [index] : []));
}

function spaces(count: number): string {
  return `${count} space${count === 1 ? '' : 's'}`;
}
