import type { IndexPage } from './page/index.ts';
import type { ArticlePage } from './page/article.ts';
import type { EditionPage } from './page/edition.ts';
import type { HistoryPage } from './page/history.ts';
import type { ReportPage } from './page/report.ts';
import type { RedirectPage } from './page/redirect.ts';
import type { ArchivePage } from './page/archive.ts';
import type { ArchiveYearPage } from './page/archive-year.ts';
import type { ArchiveMonthPage } from './page/archive-month.ts';
import type { PostmortemsPage } from './page/postmortems.ts';
import type { ServicePage } from './page/service.ts';
import type { StatisticsPage } from './page/statistics.ts';
import type { FollowPage } from './page/follow.ts';
import type { RecordPage, RecordYearPage } from './page/record.ts';
import type { SearchPage } from './page/search.ts';
import type { OwnPage } from './page/own.ts';
import type { EmbedPage } from './page/embed.ts';
import type { NotFoundPage } from './page/not-found.ts';

export type * from './page/base.ts';
export type * from './page/figures.ts';
export type * from './page/teaser.ts';
export type * from './page/index.ts';
export type * from './page/article.ts';
export type * from './page/edition.ts';
export type * from './page/history.ts';
export type * from './page/redirect.ts';
export type * from './page/report.ts';
export type * from './page/archive.ts';
export type * from './page/archive-year.ts';
export type * from './page/archive-month.ts';
export type * from './page/service.ts';
export type * from './page/statistics.ts';
export type * from './page/follow.ts';
export type * from './page/record.ts';
export type * from './page/search.ts';
export type * from './page/own.ts';
export type * from './page/embed.ts';
export type * from './page/postmortems.ts';
export type * from './page/not-found.ts';

/** Everything a template sees. One kind of page, one template `templates/page/<kind>.eta`. */
export type Page =
  | IndexPage
  | ArticlePage
  | EditionPage
  | HistoryPage
  | ReportPage
  | RedirectPage
  | ArchivePage
  | ArchiveYearPage
  | ArchiveMonthPage
  | PostmortemsPage
  | ServicePage
  | StatisticsPage
  | FollowPage
  | RecordPage
  | RecordYearPage
  | SearchPage
  | OwnPage
  | EmbedPage
  | NotFoundPage;
