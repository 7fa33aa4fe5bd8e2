import type { Instant } from '../instant.ts';
import type { ActionView } from './article.ts';
import type { PageBase, PageUrl, Text } from './base.ts';
import type { Availability, Count, Percentiles } from './figures.ts';

/** `/<lang>/statistics/`. */
export interface StatisticsPage extends PageBase {
  readonly kind: 'statistics';
  readonly asOf: Instant | undefined;
  /** The last months, newest first. */
  readonly reports: readonly { readonly month: string; readonly counts: Count }[];
  readonly times: readonly {
    readonly key: 'detect' | 'acknowledge' | 'mitigate' | 'resolve';
    /** Counts for the last months, and for all time. */
    readonly recent: Percentiles | undefined;
    readonly all: Percentiles | undefined;
  }[];
  /** Months of the table of availability, newest first. */
  readonly months: readonly string[];
  readonly services: readonly {
    readonly name: string;
    readonly url: PageUrl | undefined;
    readonly values: readonly { readonly month: string; readonly availability: Availability | undefined }[];
  }[];
  /** Earliest due date first; the list may be shorter than the total. */
  readonly actions: readonly OpenAction[];
  readonly openActions: number;
}

export interface OpenAction {
  /** In plain words. */
  readonly action: ActionView;
  readonly report: { readonly url: PageUrl; readonly title: Text };
  readonly isOverdue: boolean;
}
