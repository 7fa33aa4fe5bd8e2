import type { ServiceState } from '../edition.ts';
import type { Instant } from '../instant.ts';
import type { YearLink } from './archive.ts';
import type { FeedLink, PageBase, PageUrl, Text } from './base.ts';
import type { Availability } from './figures.ts';
import type { Teaser } from './teaser.ts';

/** `/<lang>/services/<id>/`. */
export interface ServicePage extends PageBase {
  readonly kind: 'service';
  readonly service: ServiceView;
  /** The feeds of this service only; `feeds` are those of the whole site. */
  readonly own: readonly FeedLink[];
  readonly asOf: Instant | undefined;
  /** Newest first. */
  readonly uptime: readonly { readonly month: string; readonly availability: Availability | undefined }[];
  readonly open: readonly Teaser[];
  /** The newest closed reports, newest first. */
  readonly reports: readonly Teaser[];
  readonly total: number;
  readonly years: readonly YearLink[];
  /** Absolute address of a picture to show where the page is shared, 1200 × 630 pixels. */
  readonly image: string | undefined;
}

export interface ServiceView {
  readonly id: string;
  readonly name: string;
  readonly state: ServiceState;
  readonly description: Text | undefined;
  readonly url: PageUrl | undefined;
  /** Undefined for a site without reports. */
  readonly history: DayHistory | undefined;
}

/** The last days of a service, day by day. */
export interface DayHistory {
  /** The number of days in the bar. */
  readonly days: number;
  /** How many of them, counted from the end, have passed since the first report of the site. */
  readonly known: number;
  /** Days with any trouble or maintenance, oldest first. */
  readonly troubled: readonly DayState[];
  /** How many of them had more than maintenance. */
  readonly incidents: number;
  /** The same days with their reports, newest first. */
  readonly spells: readonly DaySpell[];
  /** True if there were older ones; the page of the service has them. */
  readonly isCut: boolean;
  readonly availability: Availability | undefined;
}

/** `offset` counts days from the beginning of the bar. */
export interface DayState {
  readonly offset: number;
  readonly day: string;
  readonly state: ServiceState;
}

/** Days in a row with the same state and the same reports. */
export interface DaySpell {
  readonly from: string;
  readonly to: string;
  readonly state: ServiceState;
  readonly reports: readonly Pick<Teaser, 'url' | 'title'>[];
  /** How many reports there are besides. */
  readonly more: number;
}
