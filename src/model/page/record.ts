import type { Instant } from '../instant.ts';
import type { YearLink } from './archive.ts';
import type { PageBase, PageUrl, Text, SheetLink } from './base.ts';

/** `/<lang>/record/`: how to check what was published, and links to every year of it. */
export interface RecordPage extends PageBase {
  readonly kind: 'record';
  readonly total: number;
  /** Newest first. */
  readonly years: readonly YearLink[];
  /** The last lines of the ledger, newest first. */
  readonly newest: readonly RecordLine[];
  /** The text of the newest checkpoint; undefined if there is none. */
  readonly checkpoint: string | undefined;
  readonly checkpointFile: PageUrl;
  /** The files of the ledger, oldest first. */
  readonly parts: readonly { readonly first: string; readonly last: string; readonly url: PageUrl }[];
  /** The command that checks the site. */
  readonly command: string;
}

/** `/<lang>/record/2020/`, and further sheets for a year with many publications. */
export interface RecordYearPage extends PageBase {
  readonly kind: 'record-year';
  readonly year: string;
  readonly total: number;
  /** In the order of the ledger, oldest first. */
  readonly months: readonly { readonly month: string; readonly lines: readonly RecordLine[] }[];
  readonly record: PageUrl;
  readonly sheet: number;
  readonly sheets: readonly SheetLink[];
  readonly newer: Omit<YearLink, 'total'> | undefined;
  readonly older: Omit<YearLink, 'total'> | undefined;
}

/** One publication, from the site's ledger. */
export interface RecordLine {
  readonly published: Instant;
  readonly title: Text;
  readonly version: string;
  /** The name of the language, if the site has several. */
  readonly language: string | undefined;
  /** The edition, if the site has a page for it. */
  readonly url: PageUrl | undefined;
  /** True if the line says that the version was redacted. */
  readonly isRedaction: boolean;
  /** The beginning of the SHA-256 of the line. */
  readonly hash: string;
}
