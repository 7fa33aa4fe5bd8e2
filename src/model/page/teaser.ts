import type { Kind, Severity } from '../edition.ts';
import type { Harm } from '../harm.ts';
import type { Instant } from '../instant.ts';
import type { Reference } from '../reference.ts';
import type { Derived } from '../report.ts';
import type { Standing } from '../standing.ts';
import type { PageUrl, Text } from './base.ts';

/** What a list shows about a report, independent of the present. */
export interface TeaserWords {
  readonly reference: Reference;
  readonly url: PageUrl;
  readonly title: Text;
  readonly summary: Text | undefined;
  readonly kind: Kind;
  readonly severity: Severity | undefined;
  readonly version: string;
  /** The newest entry. Its text is shown while the report is open: whole paragraphs, up to a limit. */
  readonly latest: { readonly at: Instant; readonly title: Text; readonly text: Text | undefined };
  readonly services: readonly { readonly id: string; readonly name: string }[];
  readonly draft: boolean;
  /** The report has a post-mortem. */
  readonly postmortem: boolean;
}

/** A report as one line of a list, as of the present. */
export interface Teaser
  extends TeaserWords, Standing, Pick<Derived, 'begun' | 'start' | 'startPrecision' | 'end' | 'duration'> {
  readonly harm: Harm;
  readonly lastUpdate: Instant;
}

export interface MonthOfReports {
  readonly month: string;
  readonly reports: readonly Teaser[];
  /** The page of the archive it is on. */
  readonly url: PageUrl | undefined;
}
