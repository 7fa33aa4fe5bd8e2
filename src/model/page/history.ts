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
  /** True if the first edition held here is not the first there was. */
  readonly isCut: boolean;
  readonly ledger: PageUrl;
  /** `history.json` of the report. */
  readonly data: PageUrl;
}

export interface HistoryStep {
  readonly version: string;
  readonly lastUpdate: Instant;
  readonly links: EditionLinks;
  readonly isNewest: boolean;
  readonly said: Text | undefined;
  readonly redacted: string | undefined;
  /** SHA-256 of source and article. */
  readonly hashes: { readonly source: string; readonly article: string };
  /** What changed since the edition before it; undefined of the first one and next to redacted ones. */
  readonly difference: Difference | undefined;
}

/** The difference of two editions: facts and timeline as data, prose as HTML with `ins` and `del`. */
export interface Difference {
  readonly facts: readonly FactChange[];
  readonly entries: readonly EntryChange[];
  /** Empty where the words below the timeline are the same. */
  readonly prose: string;
  readonly language: Language;
  readonly direction: Direction;
}

/**
 * A fact by its key; `before` and `after` are words in the language of the text, undefined where it was not
 * stated.
 */
export interface FactChange {
  readonly key: FactKey;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export type FactKey =
  | 'state'
  | 'title'
  | 'summary'
  | 'services'
  | (typeof WORD_FACTS)[number]['text']
  | 'planned'
  | 'withdrawn'
  | 'actions';

export interface EntryChange {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly at: Instant;
  readonly title: Text;
  /** Of a changed entry: its words with `ins` and `del`. */
  readonly prose: string | undefined;
}
