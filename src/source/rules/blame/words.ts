/**
 * What a language has for blame, as patterns that `check-blame.ts` reads: a space is any white space, and no
 * letter or digit stands right before or after.
 */
export interface BlameWords {
  /** Words that accuse whoever they are said of. */
  readonly accusations: readonly string[];
  /**
   * Words that accuse when people are their subject, and say how a thing is meant to work when it is a thing.
   */
  readonly ofPeople: readonly string[];
  /** People who work on a system. Users are none: what they should have received is a promise. */
  readonly people: readonly string[];
  /** Words shortly before or after an accusation that take it back: “it was not human error”. */
  readonly denials: readonly string[];
}
