import type { Paragraph, Table, TableRow } from 'mdast';
import type { Hint } from '../../../diagnostics/diagnostic.ts';
import { replaceAt } from '../../../diagnostics/diagnostic.ts';
import type { MarkdownOptions, Rendering } from '../options.ts';
import { rangeOf } from '../options.ts';
import { reportAt } from '../report.ts';

/** Cells beyond those of the head are dropped. */
export function checkTable({ children, align }: Table, text: string, rendering: Rendering): void {
  const columns = align?.length ?? children[0]?.children.length ?? 0;
  for (const row of children) {
    const extra = row.children[columns];
    if (!extra) continue;
    const end = row.children.at(-1)?.position?.end;
    const position = extra.position && end ? { start: extra.position.start, end } : row.position;
    reportAt(
      rendering,
      position,
      'INC313',
      `This row has ${row.children.length} cells, but the head has ${columns}: what follows is not shown`,
      withBarsEscaped(row, columns, text, rendering),
    );
  }
}

/** The row with a backslash before the bars in its code, if those bars make it too long. */
function withBarsEscaped(
  { position }: TableRow,
  columns: number,
  text: string,
  { options }: Rendering,
): Hint | undefined {
  const { start, end } = position ?? {};
  if (!start || start.offset === undefined || end?.offset === undefined) return undefined;
  const row = text.slice(start.offset, end.offset);
  const right = row.replaceAll(/`[^`]*`/g, (code) => code.replaceAll(/(?<!\\)\|/g, String.raw`\|`));
  if (right === row || cellsOf(right) !== columns) return undefined;
  const write = replaceAt(options.file, rangeOf(position, options), right);
  return { text: `Write a backslash before a bar that belongs to the text: \`\`${right}\`\`.`, write };
}

const ROW = /^[ \t>]*\|.*\|[ \t]*$/;
const DELIMITERS = /^[ \t>]*\|?[ \t:|-]*-[ \t:|-]*\|?[ \t]*$/;

/**
 * Lines that look like a table but are shown as typed, because the line below the head is wrong or missing.
 */
export function checkTableMarks({ position }: Paragraph, text: string, rendering: Rendering): void {
  if (position?.start.offset === undefined || position.end.offset === undefined) return;
  const lines = text.slice(position.start.offset, position.end.offset).split('\n');
  const first = lines.findIndex((line, index) => ROW.test(line) && ROW.test(lines[index + 1] ?? ''));
  if (first < 0) return;
  const head = lines[first] ?? '';
  const cells = cellsOf(head);
  const second = lines[first + 1] ?? '';
  const marks = DELIMITERS.test(second) ? cellsOf(second) : 0;
  if (marks === cells) return;
  const line = position.start.line + first;
  const column = first === 0 ? position.start.column : 1;
  reportAt(
    rendering,
    { start: { line, column }, end: { line, column: column + head.length } },
    'INC314',
    marks === 0
      ? 'This looks like a table, but the line below its head is missing'
      : `The head of this table has ${cells} cells, but the line below it ${marks}`,
    hintOf(`|${' --- |'.repeat(cells)}`, {
      lead: first === 0 ? leadBefore(text, position.start.offset) : (/^[ \t>]*/.exec(head)?.[0] ?? ''),
      line: line + 1,
      width: marks > 0 ? second.length : undefined,
      options: rendering.options,
    }),
  );
}

/** What the lines of a quote or a list have before their text, below the line with this offset. */
function leadBefore(text: string, offset: number): string {
  const lead = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return lead.replaceAll(/[^ \t>]/g, ' ');
}

/** Where a delimiter row belongs; `width` is that of the wrong one, if there is one. */
interface Below {
  readonly lead: string;
  readonly line: number;
  readonly width: number | undefined;
  readonly options: MarkdownOptions;
}

/** Puts the delimiter row below the head, if its indentation is certain. */
function hintOf(row: string, { lead, line, width, options }: Below): Hint {
  const text = `Write below the head: \`${row}\`.`;
  const { file, firstLine, indent } = options;
  if (indent > 0) return { text };
  const at = firstLine + line - 1;
  const write =
    width === undefined
      ? replaceAt(file, [at, 1, at, 1], `${lead}${row}\n`)
      : replaceAt(file, [at, 1, at, width + 1], lead + row);
  return { text, write };
}

function cellsOf(row: string): number {
  const bare = row.replace(/^[ \t>]*\|?/, '').replace(/\|?[ \t]*$/, '');
  return bare.split(/(?<!\\)\|/).length;
}
