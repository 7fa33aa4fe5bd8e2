import type { Instant } from './instant.ts';

/** One report in a list of them. */
export interface ListedReport {
  readonly reference: string;
  readonly title: string;
  /** As its entries tell it. */
  readonly state: string;
  /** The same, or what its plan makes of it by now. */
  readonly standing: string;
  readonly open: boolean;
  readonly kind: string;
  readonly severity?: string | undefined;
  readonly version: string;
  /** The original's first. */
  readonly languages: readonly string[];
  readonly start: Instant;
  readonly last_update: Instant;
}
