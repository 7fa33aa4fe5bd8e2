import type { Action, Entry, Original, Planned, Range } from './edition.ts';
import type { SitePath } from './file.ts';
import type { Instant } from './instant.ts';
import type { Language } from './language.ts';
import type { TeaserWords } from './page.ts';
import type { Reference } from './reference.ts';
import type { Derived } from './report.ts';
import type { Standing } from './standing.ts';
import type { Version } from './version.ts';

/** The facts and times of a report, in no language in particular, and none of its words. */
export interface Outline {
  readonly reference: Reference;
  readonly derived: Derived;
  readonly original: Pick<Original, 'language' | 'version' | 'file' | 'facts' | 'lastUpdate'> & {
    /** Oldest first. */
    readonly timeline: readonly OutlineEntry[];
  };
}

export type OutlineEntry = Omit<Entry, 'title' | 'text'>;

/**
 * What other pages may know of a report: small plain data, so that a site of any size has all of them in
 * memory.
 */
export interface Row extends Outline {
  /** Configured languages that have a text of it. */
  readonly existing: readonly Language[];
  /** By the language of the reader, for each configured one. */
  readonly locals: Readonly<Record<string, LocalRow>>;
  /** Content addresses of all pictures that any of its texts shows or showed. */
  readonly pictures: readonly string[];
  /** Pages of the editions that are shown and not frozen yet: no ledger mentions them. */
  readonly pending: readonly string[];
  /** When anything of it was last published. */
  readonly published: Instant | undefined;
  /** The newest entry of a text that waits to be frozen, as far as it can be believed. */
  readonly waiting: Instant | undefined;
  /** Of maintenance, the plan that readers were given before the one that holds. */
  readonly earlierPlan: Planned | undefined;
  /** Where its newest entry is in its file. */
  readonly newestAt: Range | undefined;
  /** Old addresses that it states itself, and where. */
  readonly aliases: readonly { readonly path: string; readonly range: Range | undefined }[];
}

/** A row as of the present of a build. */
export interface PresentRow extends Row {
  readonly standing: Standing;
}

/** A report as readers of one language get it. */
export interface LocalRow {
  readonly teaser: TeaserWords;
  /** The language of the text: that of the reader, or of the one that is shown instead. */
  readonly textLanguage: Language;
  /** What of the text is published or about to be, oldest first. */
  readonly versions: readonly Version[];
  /** When readers last got something new of the text. */
  readonly modified: Instant;
  /** Actions that are not done. */
  readonly actions: readonly (Action & { readonly language: Language })[];
  readonly publications: readonly PublicationRow[];
}

/** What decides which version of a report is where in a feed. */
export interface PublicationRow {
  readonly reference: Reference;
  readonly number: number;
  readonly updated: Instant;
  readonly isNewest: boolean;
  readonly services: readonly string[];
}

/** A word of a report about another one, to be checked once all reports are known. */
export interface Mention {
  readonly kind: 'link' | 'related';
  readonly file: SitePath;
  readonly language: Language;
  readonly reference: string;
  /** The heading or entry that it leads to. */
  readonly fragment: string | undefined;
  readonly range: Range | undefined;
}
