/**
 * What a language has for blame, as patterns that `check-blame.ts` reads: a space is any white space, and no
 * letter or digit stands right before or after.
 */
export interface BlameWords {
  /** Words that accuse whoever they refer to. */
  readonly accusations: readonly string[];
  /**
   * Words that accuse if they refer to people, and say how something is meant to work if they refer to a
   * thing.
   */
  readonly ofPeople: readonly string[];
  /** People who work on a system. Users are not among them: what they should have received is a promise. */
  readonly people: readonly string[];
  /** Words shortly before or after an accusation that cancel it: “it was not human error”. */
  readonly denials: readonly string[];
}
