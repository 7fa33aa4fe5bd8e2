import type { Harm } from '../harm.ts';
import type { Span } from '../report.ts';

/** A share between 0 and 1, and seconds; docs/statistics.md says how each is counted. */
export interface Availability {
  readonly ratio: number;
  readonly bound: Span['bound'];
  readonly down: number;
  readonly degraded: number;
  readonly maintenance: number;
}

/** Of `count` incidents. */
export interface Percentiles {
  readonly count: number;
  readonly median: Span;
  readonly ninetieth: Span;
}

/** Numbers of reports: incidents by severity, maintenance, and near-misses with notices. */
export type Count = Readonly<Record<Harm, number>>;
