/** A published version of a text of a report. */
export interface PublishedEdition {
  readonly reference: string;
  readonly language: string;
  /** With its zeros: `002`. */
  readonly version: string;
}
