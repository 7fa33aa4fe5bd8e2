import type { Entry, Original, Planned } from './edition.ts';
import type { Range } from './range.ts';
import type { SitePath } from './file.ts';
import type { Instant } from './instant.ts';
import type { Language } from './language.ts';
import type { TeaserWords } from './page.ts';
import type { Reference } from './reference.ts';
import type { Derived, LocalAction } from './report.ts';
import type { Standing } from './standing.ts';
import type { Version } from './version.ts';

/** The facts and times of a report, without its texts and independent of any language. */
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
 * What other pages may know about a report. Small plain data, so that the rows of a large site fit in
 * memory.
 */
export interface Row extends Outline {
  /** Configured languages that have a text of it. */
  readonly existing: readonly Language[];
  /** Those of them in which it is made of vetted sentences, which search engines are not told of. */
  readonly automatic: readonly Language[];
  /** By the language of the reader, for each configured one. */
  readonly locals: Readonly<Record<string, LocalRow>>;
  /** Content addresses of all pictures in any of its texts, past ones included. */
  readonly pictures: readonly string[];
  /** Pages of pending editions, which no ledger mentions yet. */
  readonly pending: readonly string[];
  /** When any of its texts was last published. */
  readonly published: Instant | undefined;
  /** The newest entry of a text waiting to be frozen, if its time is plausible. */
  readonly waiting: Instant | undefined;
  /** For maintenance: the plan readers were given before the current one. */
  readonly earlierPlan: Planned | undefined;
  /** Where its newest entry is in its file. */
  readonly newestAt: Range | undefined;
  /** Its updates, newest first, each at a different time. */
  readonly updates: readonly UpdateRow[];
  /** Old addresses that the report states itself, and where. */
  readonly aliases: readonly { readonly path: string; readonly range: Range | undefined }[];
}

/** A row as of the present of a build. */
export interface PresentRow extends Row {
  readonly standing: Standing;
}

/** A report in one reader's language. */
export interface LocalRow {
  readonly teaser: TeaserWords;
  /** The language of the text: the reader's, or the one shown instead. */
  readonly textLanguage: Language;
  /** The published and pending editions of the text, oldest first. */
  readonly versions: readonly Version[];
  /** When readers last got something new in this text. */
  readonly modified: Instant;
  /** Actions that are not done. */
  readonly actions: readonly Omit<LocalAction, 'prose'>[];
  readonly publications: readonly PublicationRow[];
}

/** The facts that decide where a version appears in a feed. */
export interface PublicationRow {
  readonly reference: Reference;
  readonly number: number;
  readonly updated: Instant;
  readonly isNewest: boolean;
  readonly services: readonly string[];
}

/** One thing that readers were told: an entry of the timeline, a correction, or the post-mortem. */
export interface UpdateRow {
  readonly kind: 'entry' | 'correction' | 'post-mortem';
  /** The time of the entry; only for an entry. */
  readonly at: Instant | undefined;
  /** The version of the original that added it; for new wording, that of its text: `001r2`. */
  readonly version: string;
  /** The only text that has it; only for new wording. */
  readonly language: Language | undefined;
  /** When readers were told; no two updates of a report have the same. */
  readonly told: Instant;
}

/** A link or reference to another report, checked once all reports are known. */
export interface Mention {
  readonly kind: 'link' | 'related';
  readonly file: SitePath;
  readonly language: Language;
  readonly reference: string;
  /** The heading or entry it points to. */
  readonly fragment: string | undefined;
  readonly range: Range | undefined;
}
