import type { Phase } from '../../../model/edition.ts';
import type { ToldEntry } from '../told.ts';

const WORDS: readonly (readonly [Phase, RegExp])[] = [
  ['detected', /\b(?:detected|alerts?|alarm|noticed)\b/i],
  ['acknowledged', /\b(?:acknowledged|paged|on-call (?:joins|joined))\b/i],
  ['mitigated', /\b(?:mitigated|rolled back|rollback)\b/i],
];

/**
 * Proposes a phase, as a comment, for the first entry whose words suggest one: a person has to decide whether
 * it is right. Phases come in order, each at most once.
 */
export function proposePhases(entries: readonly ToldEntry[]): ToldEntry[] {
  let next = 0;
  return entries.map((entry) => {
    const words = `${entry.title} ${entry.text ?? ''}`;
    const found = WORDS.findIndex(([, pattern], index) => index >= next && pattern.test(words));
    if (found < 0) return entry;
    next = found + 1;
    return { ...entry, proposal: `phase: ${WORDS[found]?.[0]}` };
  });
}
