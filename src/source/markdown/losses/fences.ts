import type { Code } from 'mdast';
import type { Rendering } from '../options.ts';
import { reportAt } from '../report.ts';

/** Quote marks and blanks before a fence, and the fence. */
const FENCE = /^[ \t>]*(`{3,}|~{3,})/;

/** An unclosed code block swallows the text below it, up to the end of its list item, quote or file. */
export function checkFence(node: Code, text: string, rendering: Rendering): void {
  const { start, end } = node.position ?? {};
  if (start?.offset === undefined || end?.offset === undefined) return;
  const lines = text.slice(start.offset, end.offset).split('\n');
  const fence = FENCE.exec(lines[0] ?? '')?.[1];
  if (fence === undefined) return;
  const last = lines.length > 1 ? /^[ \t>]*(`{3,}|~{3,})[ \t]*$/.exec(lines.at(-1) ?? '')?.[1] : undefined;
  if (last?.startsWith(fence)) return;
  const width = (lines[0] ?? '').trimEnd().length;
  reportAt(rendering, { start, end: { line: start.line, column: start.column + width } }, 'INC312');
}
