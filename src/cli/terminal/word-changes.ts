import type { WordRun } from '../../versions/diff/word-runs.ts';

const MARKS = { same: ['', ''], added: ['{+', '+}'], removed: ['[-', '-]'] } as const;

/** The mark that replaces unchanged paragraphs. */
const GAP = '[…]';

/**
 * The paragraphs of two texts in which something changed, added words as `{+…+}` and removed ones as `[-…-]`;
 * unchanged ones in between are replaced with `[…]`.
 */
export function paragraphsWithChanges(runs: readonly WordRun[]): string[] {
  if (runs.every(({ kind }) => kind === 'same')) return [];
  const marked = runs
    .map(({ kind, text }) => {
      const [open, close] = MARKS[kind];
      // A mark never crosses the end of a paragraph, or each paragraph would show only half of it.
      return text
        .split(/(\n{2,})/)
        .map((part) =>
          part.trim() === '' ? part : part.replace(/^(\s*)([\s\S]*?)(\s*)$/, `$1${open}$2${close}$3`),
        )
        .join('');
    })
    .join('')
    // Words next to each other are one change, although the spaces between them did not change.
    .replaceAll(/\+\}([ \n])\{\+|-\]([ \n])\[-/g, '$1$2');
  const paragraphs = marked.split(/\n{2,}/).map((text) => text.trim());
  const shown = paragraphs.map((text) => (/\{\+|\[-/.test(text) ? text : GAP));
  return shown.filter((text, index) => text !== GAP || shown[index - 1] !== GAP);
}
