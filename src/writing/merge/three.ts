/** The same thing in the common ancestor and on both sides; undefined where it does not exist. */
export interface Three<T> {
  readonly base: T | undefined;
  readonly ours: T | undefined;
  readonly theirs: T | undefined;
}

/** The result for a piece: its text, nothing, or two texts that a person has to choose between. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'conflict'; readonly ours: string; readonly theirs: string };

/** True if two values are equal as data. */
export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/**
 * The side to take if at most one of them changed the value: `ours`, `theirs`, or undefined if they changed
 * it differently.
 */
export function changedSide({ base, ours, theirs }: Three<unknown>): 'ours' | 'theirs' | undefined {
  if (isSame(ours, theirs) || isSame(theirs, base)) return 'ours';
  return isSame(ours, base) ? 'theirs' : undefined;
}

/** All pieces in order, with git's markers around what a person has to choose. */
export function writePieces(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) =>
      piece.kind === 'text'
        ? piece.text
        : `<<<<<<< ours\n${piece.ours}=======\n${piece.theirs}>>>>>>> theirs\n`,
    )
    .join('');
}
