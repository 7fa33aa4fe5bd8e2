import { matterLines } from './matter.ts';
import { linesOf } from './positions.ts';

/** A heading of the body. */
export interface HeadingLine {
  /** Counted from 0. */
  readonly line: number;
  readonly depth: number;
  readonly text: string;
}

/** The headings of a report's body that are written with `#`, except those inside code. */
export function headingLines(text: string): readonly HeadingLine[] {
  const first = matterLines(text)?.end ?? -1;
  let fence: string | undefined;
  return linesOf(text).flatMap((line, index) => {
    if (index <= first) return [];
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence) === true) fence = undefined;
      return [];
    }
    fence = mark;
    const [, marks = '', words = ''] = /^ {0,3}(#{1,6})[ \t]+(.+?)(?:[ \t]+#*)?[ \t]*$/.exec(line) ?? [];
    return marks === '' ? [] : [{ line: index, depth: marks.length, text: words }];
  });
}
