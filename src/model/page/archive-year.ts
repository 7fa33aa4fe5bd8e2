import type { YearLink } from './archive.ts';
import type { PageBase, PageUrl } from './base.ts';
import type { Harm } from '../harm.ts';
import type { Count } from './figures.ts';
import type { MonthOfReports } from './teaser.ts';

/** `/<lang>/archive/YYYY/`: a year, month by month. */
export interface ArchiveYearPage extends PageBase {
  readonly kind: 'archive-year';
  readonly year: string;
  readonly total: number;
  /** All months in which a report started, oldest first. */
  readonly calendar: readonly CalendarMonth[];
  /** The reports of the year if there are few; otherwise they are on the pages of its months. */
  readonly months: readonly MonthOfReports[];
  readonly newer: YearLink | undefined;
  readonly older: YearLink | undefined;
}

export interface CalendarMonth {
  readonly month: string;
  readonly url: PageUrl;
  readonly total: number;
  readonly counts: Count;
  /**
   * Days on which reports started, and the most serious kind of each day; `uncounted` is for reports that
   * no statistic counts.
   */
  readonly days: readonly {
    readonly day: number;
    readonly total: number;
    readonly harm: Harm | 'uncounted';
  }[];
  /** How many days the month has. */
  readonly length: number;
}
