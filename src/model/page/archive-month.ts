import type { CalendarMonth } from './archive-year.ts';
import type { YearLink } from './archive.ts';
import type { PageBase, PageUrl, SheetLink } from './base.ts';
import type { Teaser } from './teaser.ts';

/** `/<lang>/archive/YYYY/MM/`, and `/2/`, `/3/` below it for a month with very many reports. */
export interface ArchiveMonthPage extends PageBase {
  readonly kind: 'archive-month';
  readonly year: YearLink;
  readonly calendar: CalendarMonth;
  readonly reports: readonly Teaser[];
  readonly total: number;
  readonly sheet: number;
  readonly sheets: readonly SheetLink[];
  readonly newer: MonthLink | undefined;
  readonly older: MonthLink | undefined;
}

export interface MonthLink {
  readonly month: string;
  readonly url: PageUrl;
}
