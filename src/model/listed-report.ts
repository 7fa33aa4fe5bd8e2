import type { Instant } from './instant.ts';

/** One report in a list of them. */
export interface ListedReport {
  readonly reference: string;
  readonly title: string;
  /** According to its entries. */
  readonly state: string;
  /** The same, or what follows from its plan by now. */
  readonly standing: string;
  readonly open: boolean;
  readonly kind: string;
  readonly severity: string | undefined;
  readonly version: string;
  /** The original's first. */
  readonly languages: readonly string[];
  readonly start: Instant;
  readonly last_update: Instant;
}
