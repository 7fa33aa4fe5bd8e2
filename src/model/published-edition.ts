/** A version of a text of a report that was published. */
export interface PublishedEdition {
  readonly reference: string;
  readonly language: string;
  /** With its zeros: `002`. */
  readonly version: string;
}
