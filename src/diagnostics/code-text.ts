import type { Severity } from './diagnostic.ts';

/** What the catalogue says of one code; `explain` and the documentation print it. */
export interface CodeText {
  readonly severity: Severity;
  /** One line, no full stop: what is wrong. */
  readonly title: string;
  /** Why it is a problem, in a short paragraph or two. */
  readonly why: string;
  /** What to do about it. */
  readonly fix: string;
}
