import type { Edition } from './edition.ts';
import type { Instant } from './instant.ts';
import type { Language } from './language.ts';
import type { Reference } from './reference.ts';
import type { Version } from './version.ts';

/** One edition that the site shows: published and frozen, or about to be. */
export interface HeldEdition {
  readonly version: Version;
  /** Undefined if it was redacted: its files are gone, its hashes stay. */
  readonly edition: Edition | undefined;
  /** The exact source, UTF-8 text with LF line ends. */
  readonly source: string | undefined;
  /** The frozen `<article>` if there is one; otherwise it is rendered now, exactly as freezing will do. */
  readonly html: string | undefined;
  readonly lastUpdate: Instant;
  /** When it was frozen; undefined if it is not frozen yet. */
  readonly published: Instant | undefined;
  /** What it changed, in the writer's words. */
  readonly changes: string;
  /** Why it was redacted. */
  readonly redacted: string | undefined;
}

/** What publishing a text changes in its front matter. */
export interface Bookkeeping {
  /** The number it is published under, if that differs from the file's. */
  readonly version: Version | undefined;
  /**
   * `now`: nothing in the text is newer than what readers already have, so the time of publication becomes
   * its last update. `remove`: the file states a last update from an earlier version, and the newest entry
   * is newer.
   */
  readonly lastUpdate: 'now' | 'remove' | undefined;
  /** True if `changes` still describes the version before. */
  readonly clearsChanges: boolean;
}

/** All editions of one report in one language, published and pending. Oldest first. */
export interface TextHistory {
  readonly reference: Reference;
  readonly language: Language;
  readonly editions: readonly HeldEdition[];
  /** The ledger, byte for byte. */
  readonly ledger: string;
  /** True if the newest edition is not frozen yet. */
  readonly isPending: boolean;
  /** For that pending edition. */
  readonly bookkeeping: Bookkeeping | undefined;
}
