/**
 * Characters that embed, override or isolate the direction of text until another one ends it (Unicode
 * Standard Annex 9, 2.1 to 2.5). One that is never ended also affects the text that follows.
 */

const ISOLATE_END = '\u2069';
const EMBEDDING_END = '\u202c';
const ANY = /[\u202a-\u202e\u2066-\u2069]/;

/** A character that opens a direction: where it is, and what ends it. */
interface Opening {
  readonly at: number;
  readonly end: string;
}

/**
 * The text with all opened directions closed, and without ends of directions that it did not open, so that it
 * does not affect what is shown after it.
 */
export function withClosedDirection(text: string): string {
  if (!ANY.test(text)) return text;
  const { open, lonelyEnds } = pairs(text);
  const kept = text.split('').filter((_, at) => !lonelyEnds.has(at));
  return (
    kept.join('') +
    open
      .map(({ end }) => end)
      .toReversed()
      .join('')
  );
}

/** The index of the first such character without a partner; undefined if all have one. */
export function findOpenDirection(text: string): number | undefined {
  if (!ANY.test(text)) return undefined;
  const { open, lonelyEnds } = pairs(text);
  const [end] = lonelyEnds;
  const at = Math.min(open[0]?.at ?? Infinity, end ?? Infinity);
  return at === Infinity ? undefined : at;
}

/** What is still open at the end of a text, and the ends in it that close nothing; both in their order. */
function pairs(text: string) {
  const open: Opening[] = [];
  let isolates = 0;
  const lonelyEnds = new Set<number>();
  for (const [at, character] of text.split('').entries()) {
    const end = endOf(character);
    if (end !== undefined) open.push({ at, end });
    if (end === ISOLATE_END) isolates += 1;
    if (character === EMBEDDING_END) {
      if (open.at(-1)?.end === character) open.pop();
      else lonelyEnds.add(at);
    }
    if (character === ISOLATE_END) {
      if (isolates === 0) lonelyEnds.add(at);
      // Directions opened inside an isolate end with it.
      else while (open.pop()?.end !== character);
      isolates = Math.max(0, isolates - 1);
    }
  }
  return { open, lonelyEnds };
}

function endOf(character: string): string | undefined {
  if (/[\u2066-\u2068]/.test(character)) return ISOLATE_END;
  return /[\u202a\u202b\u202d\u202e]/.test(character) ? EMBEDDING_END : undefined;
}
