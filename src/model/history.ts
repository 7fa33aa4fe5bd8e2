import type { Edition } from './edition.ts';
import type { Instant } from './instant.ts';
import type { Language } from './language.ts';
import type { Reference } from './reference.ts';
import type { Version } from './version.ts';

/** One edition as the site shows it: published and frozen, or about to be. */
export interface HeldEdition {
  readonly version: Version;
  /** Undefined where it was redacted: its files are gone, its hashes stay. */
  readonly edition: Edition | undefined;
  /** The exact source, UTF-8 text with LF line ends. */
  readonly source: string | undefined;
  /** The frozen `<article>`, where there is one; else it is rendered now, as freezing will. */
  readonly html: string | undefined;
  readonly lastUpdate: Instant;
  /** When it was frozen; undefined while that is still to come. */
  readonly published: Instant | undefined;
  /** What it added, in the writer's words. */
  readonly changes: string;
  /** Why it was redacted. */
  readonly redacted: string | undefined;
}

/** What publishing a text writes into its front matter, besides what its writer has written there. */
export interface Bookkeeping {
  /** The number it is published under, where another one is there. */
  readonly version: Version | undefined;
  /**
   * `now`: nothing in the text is newer than what readers already have, so that it counts as updated when it
   * is published. `remove`: a time is there that is not the writer's any more, and the newest entry is newer.
   */
  readonly lastUpdate: 'now' | 'remove' | undefined;
  /** True where `changes` still says what the version before changed. */
  readonly clearsChanges: boolean;
}

/** Everything published, or about to be, of one report in one language. Oldest edition first. */
export interface TextHistory {
  readonly reference: Reference;
  readonly language: Language;
  readonly editions: readonly HeldEdition[];
  /** The ledger as it is, byte for byte. */
  readonly ledger: string;
  /** True if the newest edition is not frozen yet. */
  readonly isPending: boolean;
  /** Of that pending edition. */
  readonly bookkeeping: Bookkeeping | undefined;
}
