import type { Instant } from '../instant.ts';
import type { YearLink } from './archive.ts';
import type { PageBase } from './base.ts';
import type { ServiceView } from './service.ts';
import type { MonthOfReports, Teaser } from './teaser.ts';

export interface IndexPage extends PageBase {
  readonly kind: 'index';
  /** The present, if the build was given one. */
  readonly asOf: Instant | undefined;
  /** The newest last update of a report. */
  readonly lastReport: Instant | undefined;
  /** The first sentence of the page: the overall state, and how many incidents are open. */
  readonly verdict: {
    readonly condition: 'open' | 'degraded' | 'maintenance' | 'calm' | 'quiet';
    readonly count: number;
  };
  /** True at `/`, whatever language that is. */
  readonly isRoot: boolean;
  /** Reports that have begun and are not over: the most serious first, then those with the newest entry. */
  readonly open: readonly Teaser[];
  /** Maintenance to come, the next one first. */
  readonly maintenance: readonly Teaser[];
  readonly services: readonly ServiceView[];
  /** The newest closed reports, newest first, by month `2020-09`. */
  readonly months: readonly MonthOfReports[];
  readonly total: number;
  /** Years of the archive, newest first; empty if the site has none. */
  readonly years: readonly YearLink[];
  /** Absolute address of a picture to show where the page is shared, 1200 × 630 pixels. */
  readonly image: string | undefined;
}
