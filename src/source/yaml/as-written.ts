import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { endInCommon, startInCommon } from '../../diagnostics/in-common.ts';
import type { Range } from '../../model/range.ts';
import type { SitePath } from '../../model/file.ts';
import { diagnosticAt } from '../comments/placed-back.ts';

/** Where a range of mended YAML is in the YAML as it was written. */
export interface Found {
  readonly range: Range;
  /** False if it begins or ends inside what was mended: the range is then all of that. */
  readonly isExact: boolean;
}

export type FindWritten = (range: Range) => Found;

/**
 * A function that finds ranges of mended YAML in the YAML as it was written. Both have the same lines, each
 * with at most one part that differs; `firstLine` is the line of the file they begin on.
 */
export function writtenFinder(mended: string, written: string, firstLine: number): FindWritten {
  if (mended === written) return (range) => ({ range, isExact: true });
  const [own, theirs] = [mended.split('\n'), written.split('\n')];
  const find = (line: number, column: number, side: Side): Column =>
    columnIn(own[line - firstLine] ?? '', theirs[line - firstLine] ?? '', column - 1, side);
  return ([line, column, endLine, endColumn]) => {
    const isEmpty = line === endLine && column === endColumn;
    // What is inserted before a line stays there.
    if (isEmpty && column === 1) return { range: [line, 1, line, 1], isExact: true };
    const start = find(line, column, 'start');
    const end = find(endLine, endColumn, 'end');
    const isTorn = line === endLine && end.at < start.at;
    return {
      range: [line, start.at + 1, endLine, (isTorn ? start.at : end.at) + 1],
      isExact: start.isExact && end.isExact && !isTorn,
    };
  };
}

/**
 * Diagnostics of mended YAML, placed in the YAML as it was written. What one of them would write is left out
 * if there is no exact place for it.
 */
export function asWritten(
  diagnostics: readonly Diagnostic[],
  file: SitePath,
  find: FindWritten,
): Diagnostic[] {
  const exactly = (range: Range) => {
    const found = find(range);
    return found.isExact ? found.range : undefined;
  };
  return diagnostics.map((each) => diagnosticAt(each, file, (range) => find(range).range, exactly));
}

type Side = 'start' | 'end';

/** Characters before a place in a line. */
interface Column {
  readonly at: number;
  readonly isExact: boolean;
}

function columnIn(own: string, written: string, at: number, side: Side): Column {
  const before = startInCommon(own, written);
  const after = endInCommon(own, written, before);
  const isBefore = at <= before;
  const isAfter = at >= own.length - after;
  // Where something was deleted, a range begins after it or ends before it.
  if (isAfter && (side === 'start' || !isBefore))
    return { at: at + written.length - own.length, isExact: true };
  if (isBefore) return { at, isExact: true };
  return { at: side === 'start' ? before : written.length - after, isExact: false };
}
