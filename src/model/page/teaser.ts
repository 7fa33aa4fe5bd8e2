import type { Kind, Precision, Severity, State } from '../edition.ts';
import type { Instant } from '../instant.ts';
import type { Reference } from '../reference.ts';
import type { Span } from '../report.ts';
import type { PageUrl, Text } from './base.ts';

/** A report as one line of a list. */
export interface Teaser {
  readonly reference: Reference;
  readonly url: PageUrl;
  readonly title: Text;
  readonly summary: Text | undefined;
  readonly kind: Kind;
  readonly state: State;
  readonly severity: Severity | undefined;
  readonly start: Instant;
  readonly startPrecision: Precision;
  readonly end: Instant | undefined;
  readonly duration: Span | undefined;
  readonly lastUpdate: Instant;
  readonly version: string;
  /** Newest headline of the timeline. */
  readonly latest: { readonly at: Instant; readonly title: Text };
  readonly services: readonly { readonly id: string; readonly name: string }[];
  readonly planned: { readonly start: Instant; readonly end: Instant } | undefined;
  readonly draft: boolean;
}

export interface MonthOfReports {
  readonly month: string;
  readonly reports: readonly Teaser[];
  /** Its page in the archive. */
  readonly url: PageUrl | undefined;
}
