import type { Place } from '../diagnostic.ts';
import { displayWidth, makeVisible } from './display.ts';

/** Columns before the source in a code frame: the margin, the number, the bar. */
const MARGIN = 2;

/** How a frame looks. */
interface Look {
  /** Columns that it may take. */
  readonly width: number;
  readonly dim: (text: string) => string;
  readonly mark: (text: string) => string;
}

/** The lines of the places in one file, the first of them underlined; none if there is nothing to show. */
export function codeFrame(
  place: Place,
  related: readonly Place[],
  source: readonly string[],
  { width, dim, mark }: Look,
): string[] {
  if (source.join('') === '' || source[place.line - 1] === undefined) return [];
  const numbers = [place.line, ...related.filter(({ file }) => file === place.file).map(({ line }) => line)];
  const shown = [...new Set(numbers)]
    .filter((line) => source[line - 1] !== undefined)
    .toSorted((a, b) => a - b);
  const gutter = String(shown.at(-1)).length;
  const room = width - MARGIN - gutter - 3;
  return shown.flatMap((line) => {
    const text = source[line - 1] ?? '';
    const cut = cutAround(text, line === place.line ? place.column : 1, room);
    const head = `${' '.repeat(MARGIN)}${dim(`${String(line).padStart(gutter)} │`)} ${cut.text}`;
    if (line !== place.line) return [head];
    const under = underline(text, place, cut, room);
    return [
      head,
      `${' '.repeat(MARGIN + gutter)} ${dim('│')} ${' '.repeat(under.before)}${mark('▔'.repeat(under.length))}`,
    ];
  });
}

interface Cut {
  readonly text: string;
  /** Characters of the source that were left out before it, and columns of the mark that replaces them. */
  readonly from: number;
  readonly lead: number;
}

/** The part of a long line around the place; the whole of a short one. */
function cutAround(line: string, column: number, room: number): Cut {
  if (displayWidth(line) <= room) return { text: makeVisible(line), from: 0, lead: 0 };
  const from = startOfCut(line, column - 1, room);
  const lead = from > 0 ? '…' : '';
  let text = '';
  for (const { segment } of graphemes(line.slice(from))) {
    if (displayWidth(lead + text + segment) > room - 1)
      return { text: `${lead}${makeVisible(text)}…`, from, lead: lead.length };
    text += segment;
  }
  return { text: lead + makeVisible(text), from, lead: lead.length };
}

/** A third of the width is for what comes before the place; more if what follows needs less. */
function startOfCut(line: string, at: number, room: number): number {
  const letters = graphemes(line);
  let from = letters.containing(at)?.index ?? line.length;
  while (from > 0) {
    const before = letters.containing(from - 1)?.index ?? 0;
    const isNear = displayWidth(line.slice(before, at)) <= room / 3;
    if (!isNear && displayWidth(line.slice(before)) > room - 2) break;
    from = before;
  }
  return from;
}

function graphemes(text: string): Intl.Segments {
  return new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text);
}

function underline(line: string, place: Place, cut: Cut, room: number): { before: number; length: number } {
  const start = Math.max(cut.from, place.column - 1);
  const end = place.end?.line === place.line ? place.end.column - 1 : place.end ? line.length : start + 1;
  const before = cut.lead + displayWidth(line.slice(cut.from, start));
  const length = Math.max(1, displayWidth(line.slice(start, Math.max(end, start))));
  return { before, length: Math.max(1, Math.min(length, room - before)) };
}
