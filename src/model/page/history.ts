import type { WORD_FACTS } from '../edition.ts';
import type { Instant } from '../instant.ts';
import type { Language } from '../language.ts';
import type { Direction, EditionLinks, PageBase, PageUrl, Text } from './base.ts';
import type { TeaserWords } from './teaser.ts';

/** `/<lang>/incidents/<ref>/history/`: all editions of a text, and what each of them changed. */
export interface HistoryPage extends PageBase {
  readonly kind: 'history';
  readonly report: TeaserWords;
  /** The language of the text whose history it is. */
  readonly textLanguage: Language;
  /** Newest first. */
  readonly steps: readonly HistoryStep[];
  /** True if earlier editions exist that this site does not have. */
  readonly isCut: boolean;
  /** For a translation: the versions that it skipped. */
  readonly elsewhere: readonly Elsewhere[];
  readonly ledger: PageUrl;
  /** `history.json` of the report. */
  readonly data: PageUrl;
}

/** Versions that were published in other languages only. */
export interface Elsewhere {
  readonly count: number;
  /** As text: `001, 003–005`. */
  readonly versions: string;
  readonly languages: string;
  /** The history of the original, if the site has pages in its language. */
  readonly url: PageUrl | undefined;
}

/** When an edition was published, as shown to readers. */
export interface PublicationView {
  /** When it was frozen; undefined if it is not frozen yet. */
  readonly published: Instant | undefined;
  /** For the first version of an imported report: the page where it was published before. */
  readonly importedFrom: string | undefined;
  readonly lastUpdate: Instant;
}

export interface HistoryStep extends PublicationView {
  readonly version: string;
  readonly links: EditionLinks;
  readonly isNewest: boolean;
  readonly said: Text | undefined;
  readonly redacted: string | undefined;
  /** SHA-256 of source and article. */
  readonly hashes: { readonly source: string; readonly article: string };
  /** What changed since the edition before; undefined for the first edition and next to redacted ones. */
  readonly difference: Difference | undefined;
  /** True if its own page compares it with the newest edition too, not only with the next one. */
  readonly isCompared: boolean;
}

/** The difference of two editions: facts and timeline as data, prose as HTML with `ins` and `del`. */
export interface Difference {
  readonly facts: readonly FactChange[];
  readonly entries: readonly EntryChange[];
  /** Empty if the text below the timeline did not change. */
  readonly prose: string;
  readonly language: Language;
  readonly direction: Direction;
}

/**
 * A fact by its key; `before` and `after` are in the language of the text, undefined if the fact was not
 * stated.
 */
export interface FactChange {
  readonly key: FactKey;
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** Both values in one text, with `ins` and `del` around the changes, if that is possible. */
  readonly prose: string | undefined;
}

export type FactKey =
  | 'state'
  | 'title'
  | 'summary'
  | 'services'
  | (typeof WORD_FACTS)[number]['text']
  | 'planned'
  | 'withdrawn'
  | 'actions'
  | 'tags'
  | 'related'
  | 'pictures';

export interface EntryChange {
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
  readonly at: Instant;
  /** For an entry whose time was corrected: the time before. */
  readonly from: Instant | undefined;
  readonly title: Text;
  /**
   * For an entry that was added or removed: its text. For any other: what changed, with `ins` and `del`.
   */
  readonly prose: string | undefined;
}
