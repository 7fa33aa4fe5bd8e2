import type { Severity, WordFacts } from './edition.ts';

/** How serious a report is, the most serious first: the order of lists, also shown by colours and shapes. */
export const HARMS = ['critical', 'major', 'minor', 'maintenance', 'other'] as const;

/** The severity of an incident; maintenance; or anything else, which affected nobody. */
export type Harm = Severity | 'maintenance' | 'other';

/** An incident whose severity is not stated counts as minor, as it does for the state of services. */
export function harmOf({ kind, severity }: Pick<WordFacts, 'kind' | 'severity'>): Harm {
  if (kind === 'incident') return severity ?? 'minor';
  return kind === 'maintenance' ? 'maintenance' : 'other';
}
