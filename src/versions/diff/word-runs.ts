import { diffArrays } from 'diff/lib/diff/array.js';
import type { Language } from '../../model/language.ts';

/** A run of words that two texts share, or that one of them has alone. */
export interface WordRun {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** With more changed words than this, two texts are simply different, and comparing them takes too long. */
const MOST_CHANGES = 2_000;

/**
 * What changed between two texts, word by word, in the words of a language (Chinese and Japanese have no
 * spaces to go by). Texts that differ in too much are one run removed and one added.
 */
export function wordRuns(before: string, after: string, language: Language): WordRun[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }];
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' });
  const changes = diffArrays(wordsOf(before, segmenter), wordsOf(after, segmenter), {
    maxEditLength: MOST_CHANGES,
  });
  if (!changes) {
    return [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ];
  }
  return changes.map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value.join(''),
  }));
}

/** A segmenter returns each word with a copy of its whole input, so it is given little at a time. */
const LONGEST_PIECE = 500;

/** Words, spaces and punctuation in order; together they are the text. */
function wordsOf(text: string, segmenter: Intl.Segmenter): string[] {
  return text.split(/(\s+)/).flatMap((piece) => {
    if (piece === '') return [];
    if (piece.trim() === '') return [piece];
    return piecesOf(piece).flatMap((part) => [...segmenter.segment(part)].map(({ segment }) => segment));
  });
}

function piecesOf(text: string): string[] {
  return text.length <= LONGEST_PIECE
    ? [text]
    : (text.match(new RegExp(`[\\s\\S]{1,${LONGEST_PIECE}}`, 'gu')) ?? []);
}
