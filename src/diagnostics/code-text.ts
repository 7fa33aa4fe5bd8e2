/** How bad it is: an error stops a build. */
export type Severity = 'error' | 'warning';

/** The text of one code; `explain` and the documentation print it. */
export interface CodeText {
  readonly severity: Severity;
  /** The severity in a build, if it is lower than in a check: an urgent update must not be held up. */
  readonly severityInBuild?: 'warning';
  /** One line, no full stop: what is wrong. */
  readonly title: string;
  /** Why it is a problem, in a short paragraph or two. */
  readonly why: string;
  /** What to do about it. */
  readonly fix: string;
}
