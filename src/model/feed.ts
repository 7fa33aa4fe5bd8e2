import type { Instant } from './instant.ts';
import type { Language } from './language.ts';

/** A feed as data, newest first: one entry per report, or one per update. */
export interface Feed {
  /** The feed's id; it never changes. */
  readonly id: string;
  readonly title: string;
  readonly description: string | undefined;
  readonly language: Language;
  /** Name and address of the site, which is the author. */
  readonly author: { readonly name: string; readonly url: string };
  /** Absolute addresses of the page the feed belongs to, and of the feed itself in each format. */
  readonly home: string;
  readonly self: {
    readonly atom: string;
    readonly rss: string | undefined;
    readonly json: string | undefined;
  };
  readonly updated: Instant;
  /**
   * The checkpoint over the site's ledger; undefined if there is none, and in archives, which never change.
   */
  readonly checkpoint: string | undefined;
  readonly entries: readonly FeedEntry[];
  /** Absolute address of the archive with the entries before these (RFC 5005). */
  readonly previous: string | undefined;
}

export interface FeedEntry {
  /** A tag URI (RFC 4151) made only of what never changes: reference, language, and the anchor of an update. */
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly summary: string | undefined;
  /** Safe HTML, all addresses absolute. */
  readonly content: string;
  /** The language of the text. */
  readonly language: Language;
  readonly published: Instant;
  readonly updated: Instant;
  readonly categories: readonly FeedCategory[];
  readonly facts: FeedFacts;
  /** SHA-256 of the line of the site's ledger that published this text; undefined while it is not published. */
  readonly line: string | undefined;
}

/** `scheme` says what kind of term it is. */
export interface FeedCategory {
  readonly scheme: 'kind' | 'state' | 'severity' | 'service' | 'tag';
  readonly term: string;
  readonly label: string;
}

/** What JSON Feed carries for programs, besides the text. */
export interface FeedFacts {
  readonly reference: string;
  readonly version: string;
  readonly state: string;
}
