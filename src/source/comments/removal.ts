import type { Range } from '../../model/range.ts';

/** Offsets of a part of a text; `end` is exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A text after parts of it were removed, and where the rest was before. */
export interface Removal {
  readonly text: string;
  /** The text as it was written. */
  readonly written: string;
  /** For every character of `text` its offset in `written`; undefined where both are the same. */
  readonly offsets: readonly number[] | undefined;
}

export function nothingRemoved(text: string): Removal {
  return { text, written: text, offsets: undefined };
}

/** How whole lines are removed: on their own, or with the blank line below if there is also one above. */
export type Spacing = 'as-it-is' | 'closed-up';

/**
 * Removes parts of a text: a line with nothing else goes with its line end, a part at the end of a line with
 * the blanks before it.
 */
export function remove(before: Removal, parts: readonly Stretch[], spacing: Spacing): Removal {
  const { text, written } = before;
  const pieces: string[] = [];
  const offsets: number[] = [];
  const keep = (start: number, end: number) => {
    pieces.push(text.slice(start, end));
    for (let at = start; at < end; at += 1) offsets.push(before.offsets?.[at] ?? at);
  };
  let at = 0;
  for (const { start, end } of stretches(text, parts, spacing)) {
    keep(at, start);
    at = Math.max(at, end);
  }
  keep(at, text.length);
  return { text: pieces.join(''), written, offsets };
}

/** A function that finds where a range of the shorter text is in the text as it was written. */
export function rangeFinder({ text, written, offsets }: Removal): (range: Range) => Range {
  if (!offsets) return (range) => range;
  const [own, theirs] = [lineStarts(text), lineStarts(written)];
  const back = (line: number, column: number): number => {
    const offset = (own[line - 1] ?? text.length) + column - 1;
    return offsets[offset] ?? written.length;
  };
  return ([line, column, endLine, endColumn]) => {
    const start = back(line, column);
    // Text removed right after the range is not part of it.
    const isEmpty = line === endLine && column === endColumn;
    const end = isEmpty ? start : back(endLine, endColumn - 1) + 1;
    return [...positionAt(theirs, start), ...positionAt(theirs, Math.max(start, end))];
  };
}

/** What goes with the parts, in the order of the text. */
function stretches(text: string, parts: readonly Stretch[], spacing: Spacing): Stretch[] {
  const sorted = parts.toSorted((a, b) => a.start - b.start);
  const onOneLine = merge(sorted, (before, after) => /^[ \t]*$/.test(text.slice(before.end, after.start)));
  const widened = onOneLine.map((each) => withBlanks(text, each));
  // Whole lines follow one another without anything between.
  const lines = merge(widened, (before, after) => before.end === after.start);
  return spacing === 'as-it-is' ? lines : lines.map((each) => closedUp(text, each));
}

function merge(parts: readonly Stretch[], belong: (before: Stretch, after: Stretch) => boolean): Stretch[] {
  const merged: Stretch[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (last && belong(last, part)) merged[merged.length - 1] = { start: last.start, end: part.end };
    else merged.push(part);
  }
  return merged;
}

function withBlanks(text: string, { start, end }: Stretch): Stretch {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = endOfLine(text, end);
  const isLast = text.slice(end, lineEnd).trim() === '';
  const before = text.slice(lineStart, start);
  if (isLast && before.trim() === '') return { start: lineStart, end: Math.min(text.length, lineEnd + 1) };
  if (isLast) return { start: lineStart + before.trimEnd().length, end: lineEnd };
  const blanks = /^[ \t]*/.exec(text.slice(end, lineEnd))?.[0].length ?? 0;
  // One space stays between the two sides.
  return before.trim() === '' || /[ \t]$/.test(before) ? { start, end: end + blanks } : { start, end };
}

/** Of the blank lines above and below removed lines, one is enough. */
function closedUp(text: string, { start, end }: Stretch): Stretch {
  const isWhole = (start === 0 || text[start - 1] === '\n') && text[end - 1] === '\n' && end < text.length;
  if (!isWhole) return { start, end };
  const isBlank = (from: number) => text.slice(from, endOfLine(text, from)).trim() === '';
  const isBlankAbove = start === 0 || isBlank(text.lastIndexOf('\n', start - 2) + 1);
  return isBlankAbove && isBlank(end)
    ? { start, end: Math.min(text.length, endOfLine(text, end) + 1) }
    : { start, end };
}

function endOfLine(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at < 0 ? text.length : at;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Line and column, from 1, of an offset. */
function positionAt(starts: readonly number[], offset: number): readonly [line: number, column: number] {
  const next = starts.findIndex((start) => start > offset);
  const line = next < 0 ? starts.length : next;
  return [line, offset - (starts[line - 1] ?? 0) + 1];
}
