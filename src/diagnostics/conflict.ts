import { diagnose } from './diagnose.ts';
import { placeOf } from './diagnostic.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { SitePath } from '../model/file.ts';

/** What git writes around two versions of a text, each at the start of a line, in this order. */
const MARKS = [/^<{7} /, /^={7}\r?$/, /^>{7}(?:\s|$)/];

/** The merge conflicts in a text that nobody has resolved. An example of one is indented. */
export function unresolvedConflicts(file: SitePath, text: string): Diagnostic[] {
  if (!text.includes('<<<<<<< ')) return [];
  const found: Diagnostic[] = [];
  let start = 0;
  let seen = 0;
  for (const [index, line] of text.split('\n').entries()) {
    if (MARKS[0]?.test(line)) {
      start = index + 1;
      seen = 1;
    } else if (seen > 0 && MARKS[seen]?.test(line)) seen += 1;
    if (seen < MARKS.length) continue;
    found.push(conflict(file, start, index + 1, line.length));
    seen = 0;
  }
  return found;
}

function conflict(file: SitePath, first: number, last: number, width: number): Diagnostic {
  return diagnose(
    'INC011',
    placeOf(file, [first, 1, last, width + 1]),
    `This is an unresolved merge conflict (lines ${first}–${last})`,
  );
}
