import { diffArrays } from 'diff/lib/diff/array.js';
import type { MergeLines } from '../merge/merge.ts';
import { linesOf, markOf, readNote, withNote } from './note.ts';

/** A file that was copied into a site, compared with the present shipped one. */
export interface Copy {
  /** The version of incident-press it was copied from. */
  readonly version: string;
  /** True if the site has changed it. */
  readonly isEdited: boolean;
  /** The changes in the shipped file since, from the top; none if the copy is up to date. */
  readonly changes: readonly Change[];
}

export interface Change {
  /** The line of the copy, with its note, that it is about. */
  readonly line: number;
  /** Lines that are no longer shipped but still in the copy. */
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** The state of a copy; undefined for a file without a note, which was not copied. */
export function compareCopy(copy: string, shipped: string): Copy | undefined {
  const note = readNote(copy);
  if (!note) return undefined;
  const own = linesOf(note.body);
  const isEdited = own.map(markOf).join() !== note.marks.join();
  return { version: note.version, isEdited, changes: changesBetween(note.marks, own, linesOf(shipped)) };
}

/**
 * Merges the changes of the shipped file into a copy, with git's markers where the site has changed the same
 * lines, and updates its note.
 */
export function mergeCopy(
  path: string,
  { copy, shipped, version }: { readonly copy: string; readonly shipped: string; readonly version: string },
  mergeLines: MergeLines,
): ReturnType<MergeLines> {
  const { marks, body } = readNote(copy) ?? { marks: [], body: copy };
  const lines = [...linesOf(body), ...linesOf(shipped)];
  const byMark = new Map(lines.map((line) => [markOf(line), line]));
  // Only the marks of the old lines are known: these are merged in place of the lines.
  const merged = mergeLines({
    base: joined(marks),
    ours: joined(linesOf(body).map(markOf)),
    theirs: joined(linesOf(shipped).map(markOf)),
  });
  const text = linesOf(merged.text.replace(/\n$/, '')).map((line) => byMark.get(line) ?? line);
  const note = withNote(path, shipped, version);
  return { ...merged, text: note.slice(0, note.indexOf('\n') + 1) + text.join('\n') };
}

function joined(marks: readonly string[]): string {
  return marks.map((mark) => `${mark}\n`).join('');
}

function changesBetween(
  then: readonly string[],
  own: readonly string[],
  shipped: readonly string[],
): Change[] {
  const ownMarks = own.map(markOf);
  const textOf = new Map(own.map((line, index) => [ownMarks[index], line]));
  const lineOf = linesIn(ownMarks, then);
  const changes: Change[] = [];
  let [at, to] = [0, 0];
  let open: { line: number; removed: string[]; added: string[] } | undefined;
  for (const { added, removed, count = 0, value } of diffArrays([...then], shipped.map(markOf))) {
    if (!added && !removed) open = undefined;
    else if (!open) changes.push((open = { line: lineOf[at] ?? own.length + 1, removed: [], added: [] }));
    if (removed) open?.removed.push(...value.flatMap((mark) => textOf.get(mark) ?? []));
    if (added) open?.added.push(...shipped.slice(to, to + count));
    if (!added) at += count;
    if (!removed) to += count;
  }
  // A line that was shipped then, but is neither shipped now nor in the copy, needs no change.
  return changes.filter((each) => each.removed.length + each.added.length > 0);
}

/** For each line of what was shipped, the line of the copy where it is, or would be. */
function linesIn(own: readonly string[], then: readonly string[]): number[] {
  const found: number[] = [];
  // The first line of the copy is its note.
  let line = 2;
  for (const { added, removed, count = 0 } of diffArrays([...then], [...own])) {
    for (let index = 0; !added && index < count; index += 1) found.push(removed ? line : line + index);
    if (!removed) line += count;
  }
  return found;
}
