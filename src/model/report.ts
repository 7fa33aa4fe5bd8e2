import type { Action, Entry, Original, Phase, Prose, State, Translation } from './edition.ts';
import type { TextHistory } from './history.ts';
import type { Instant } from './instant.ts';
import type { Language } from './language.ts';
import type { Reference } from './reference.ts';
import type { Version } from './version.ts';

/** An incident with all its live editions. */
export interface Report {
  readonly reference: Reference;
  readonly original: Original;
  /** By language, in the order of their tags. */
  readonly translations: readonly Translation[];
  readonly derived: Derived;
  /** Everything published, or about to be, in the order of the languages' tags. */
  readonly history: readonly TextHistory[];
}

/** What is worked out from the timeline, so that writers never type it. */
export interface Derived {
  readonly state: State;
  readonly open: boolean;
  /** False for maintenance that no entry says has begun. */
  readonly begun: boolean;
  readonly start: Instant;
  readonly startPrecision: Entry['precision'];
  /** When the newest closing state was entered, if the report is closed. */
  readonly end: Instant | undefined;
  /**
   * From start to end, or to the last update while the report is open (a lower bound). Undefined if nothing
   * says how long it took: a single entry, work that never began, a withdrawn report.
   */
  readonly duration: Span | undefined;
  readonly detect: Span | undefined;
  readonly acknowledge: Span | undefined;
  readonly mitigate: Span | undefined;
  readonly resolve: Span | undefined;
}

/** A duration in seconds, and how exactly it is known. */
export interface Span {
  readonly seconds: number;
  readonly bound: 'exact' | 'about' | 'at-most' | 'at-least';
}

/** One report in one language: every text is the best available, with the language it is in. */
export interface LocalReport {
  readonly report: Report;
  /** The language of the page. */
  readonly language: Language;
  /** The language of the text: that of the page, or the original's. */
  readonly textLanguage: Language;
  readonly version: Version;
  /**
   * The original this text belongs to: the newest one, or an older version if the translation lags behind.
   */
  readonly told: Original;
  readonly derived: Derived;
  readonly isStale: boolean;
  readonly title: Localised<string>;
  readonly summary: Localised<string> | undefined;
  readonly changes: string | undefined;
  readonly body: Prose;
  /** The body of the original if the translation has none. */
  readonly bodyLanguage: Language;
  readonly entries: readonly LocalEntry[];
  readonly actions: readonly LocalAction[];
}

/** An action in the language of its words; who owns it is a fact, in the language of the original. */
export interface LocalAction extends Action {
  readonly language: Language;
  readonly ownerLanguage: Language;
}

export interface Localised<T> {
  readonly language: Language;
  readonly value: T;
}

export interface LocalEntry {
  readonly at: Instant;
  readonly precision: Entry['precision'];
  readonly state: State | undefined;
  readonly phase: Phase | undefined;
  readonly services: Entry['services'];
  readonly title: Localised<string>;
  readonly text: Localised<Prose> | undefined;
}
