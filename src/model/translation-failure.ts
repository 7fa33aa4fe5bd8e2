/** What can be wrong with a translation: it is behind its original, missing, or lacks some entries. */
export const FAILURES = ['stale', 'missing', 'partial'] as const;
export type Failure = (typeof FAILURES)[number];
