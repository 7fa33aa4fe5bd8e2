/** Letters of scripts that put nothing between words, and of Korean, which writes many words as one. */
const UNSPACED =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}ー]+/gu;

/** Languages that write *Objektspeicher* for what English calls *object storage*. */
const COMPOUNDING = new Set(['da', 'de', 'et', 'fi', 'fo', 'hu', 'is', 'nb', 'nl', 'nn', 'no', 'sv']);

/** A compound has at least two parts, and none is shorter than this many letters… */
const SHORTEST_FIRST = 3;
/** …or, for the last one, which is the one looked for, this many. */
const SHORTEST_LAST = 4;
const COMPOUND = new RegExp(`\\p{L}{${SHORTEST_FIRST + SHORTEST_LAST},}`, 'gu');

/**
 * The parts of words by which a text is found although nothing marks where they begin: each two neighbouring
 * letters of scripts without spaces, and in languages with compounds the ends of long words. A search index
 * finds the beginnings of words by itself. Each part once, in the order of the text; `tag` is the language of
 * the site's pages, in any case.
 */
export function wordParts(text: string, tag: string): string[] {
  const parts = new Set<string>();
  for (const [run] of text.matchAll(UNSPACED)) {
    const letters = [...run];
    if (letters.length === 1) parts.add(run);
    for (const [place, next] of letters.slice(1).entries()) parts.add(`${letters[place] ?? ''}${next}`);
  }
  if (!COMPOUNDING.has(tag.split('-')[0] ?? '')) return [...parts];
  for (const word of new Set(text.toLowerCase().match(COMPOUND))) {
    for (let from = SHORTEST_FIRST; from <= word.length - SHORTEST_LAST; from += 1)
      parts.add(word.slice(from));
  }
  return [...parts];
}
