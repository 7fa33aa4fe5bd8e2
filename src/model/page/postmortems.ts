import type { PageBase, SheetLink } from './base.ts';
import type { MonthOfReports } from './teaser.ts';

/** `/<lang>/postmortems/`, and `/2/`, `/3/` below it where there are very many. */
export interface PostmortemsPage extends PageBase {
  readonly kind: 'postmortems';
  /** Newest first. */
  readonly months: readonly MonthOfReports[];
  readonly total: number;
  readonly sheet: number;
  readonly sheets: readonly SheetLink[];
}
