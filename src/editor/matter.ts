import { linesOf } from './positions.ts';

/**
 * The lines of a report's front matter without the `---` lines, counted from 0; `end` is the closing `---`.
 */
export interface MatterLines {
  readonly lines: readonly string[];
  readonly first: number;
  readonly end: number;
}

/** Finds the front matter of a text; one that is not closed yet extends to the end. */
export function matterLines(text: string): MatterLines | undefined {
  const lines = linesOf(text);
  if (lines[0]?.replace('\uFEFF', '').trimEnd() !== '---') return undefined;
  const closing = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  const end = closing < 0 ? lines.length : closing;
  return { lines: lines.slice(1, end), first: 1, end };
}
