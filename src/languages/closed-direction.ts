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
  const lonely = [...open.map(({ at }) => at), ...lonelyEnds];
  return lonely.length === 0 ? undefined : Math.min(...lonely);
}

/** What is still open at the end of a text, and the ends in it that close nothing. */
function pairs(text: string) {
  let open: Opening[] = [];
  const lonelyEnds = new Set<number>();
  for (const [at, character] of text.split('').entries()) {
    const end = endOf(character);
    if (end !== undefined) open.push({ at, end });
    else if (character === ISOLATE_END || character === EMBEDDING_END) {
      const from = partnerOf(character, open);
      if (from === undefined) lonelyEnds.add(at);
      else open = open.slice(0, from);
    }
  }
  return { open, lonelyEnds };
}

/** The innermost opening that a character ends. Directions opened inside an isolate end with it. */
function partnerOf(end: string, open: readonly Opening[]): number | undefined {
  if (end === EMBEDDING_END) return open.at(-1)?.end === end ? open.length - 1 : undefined;
  const from = open.findLastIndex((each) => each.end === end);
  return from < 0 ? undefined : from;
}

function endOf(character: string): string | undefined {
  if (/[\u2066-\u2068]/.test(character)) return ISOLATE_END;
  return /[\u202a\u202b\u202d\u202e]/.test(character) ? EMBEDDING_END : undefined;
}
