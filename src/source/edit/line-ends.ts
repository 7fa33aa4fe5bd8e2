/** A text as parsers want it, with a way to map offsets back to the file. */
export interface Unified {
  /** Without byte order mark, every line ending in LF. */
  readonly text: string;
  /** The offset in the file of an offset in `text`. */
  readonly toFile: (offset: number) => number;
  /** How the file ends its lines: CRLF if the first line does. */
  readonly lineEnd: '\n' | '\r\n';
}

/**
 * Removes the byte order mark and the CR of each CRLF, and remembers where they were. A lone CR is a line
 * end too.
 */
export function unifyLineEnds(file: string): Unified {
  const start = file.startsWith('\uFEFF') ? 1 : 0;
  const dropped: number[] = [];
  const text = file.slice(start).replaceAll(/\r\n?/g, (end: string, at: number) => {
    if (end.length > 1) dropped.push(at - dropped.length);
    return '\n';
  });
  return {
    text,
    toFile: (offset) => start + offset + countBelow(dropped, offset),
    lineEnd: /^[^\r\n]*\r\n/.test(file) ? '\r\n' : '\n',
  };
}

/** How many of the sorted numbers are below a limit. */
function countBelow(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
