/** What can be wrong with a translation: it is behind its original, missing, lacks some entries, or is nobody's words. */
export const FAILURES = ['stale', 'missing', 'partial', 'automatic'] as const;
export type Failure = (typeof FAILURES)[number];
