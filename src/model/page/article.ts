import type { Phase, Precision, ServiceState, State, WordFacts } from '../edition.ts';
import type { Harm } from '../harm.ts';
import type { Instant } from '../instant.ts';
import type { Language } from '../language.ts';
import type { Reference } from '../reference.ts';
import type { Span } from '../report.ts';
import type { Standing } from '../standing.ts';
import type { Direction, EditionLinks, FeedLink, PageBase, PageUrl, Text } from './base.ts';
import type { Teaser } from './teaser.ts';

export interface ArticlePage extends PageBase {
  readonly kind: 'article';
  readonly article: ArticleView;
  /** The finished `<article>` element; its addresses do not include the base path. */
  readonly html: string;
  /** The parts of its text, if it has many. */
  readonly contents: readonly { readonly id: string; readonly html: string }[];
  /** SHA-256 of that element, as in the ledger; undefined for a draft. */
  readonly hash: string | undefined;
  /** SHA-256 of the line of the site's ledger that published it; undefined while it is not published. */
  readonly line: string | undefined;
  /** As of the present, so it is shown outside the article. */
  readonly standing: Standing;
  /** The same, in the language of the page. */
  readonly glance: Glance;
  /** Undefined once the report is over. */
  readonly lead: Lead | undefined;
  readonly notices: readonly Notice[];
  /** Links to this version, its history and its source; undefined for a draft. */
  readonly links: EditionLinks | undefined;
  /** The feed of this report only; `feeds` are those of the whole site. */
  readonly own: readonly FeedLink[];
  readonly related: readonly Teaser[];
  readonly newer: Teaser | undefined;
  readonly older: Teaser | undefined;
  /** For search engines; templates get it as text for a JSON-LD script. */
  readonly structured: StructuredData | undefined;
  /** When readers first got the text, and when they last got something new. */
  readonly times: { readonly first: Instant; readonly modified: Instant };
  /** Absolute address of a picture to show where the page is shared, 1200 × 630 pixels. */
  readonly image: string | undefined;
}

/** The facts of a report at present, whatever language and version its text is in. */
export interface Glance extends Pick<Teaser, 'harm' | 'kind' | 'severity' | 'services' | 'duration'> {
  /** The time of the newest entry. */
  readonly latest: Instant;
}

/** What an open report says first. These are copies: the article has the same facts in its own order. */
export interface Lead {
  readonly entry: EntryView;
  /** The page that has the entry, if it is not this one: a translation may lack it. */
  readonly url: PageUrl | undefined;
  /** What readers can do, if the report has such a section. */
  readonly advice: { readonly title: Text; readonly html: string } | undefined;
}

/** Data in the schema.org vocabulary, written as JSON-LD. */
export interface StructuredData {
  readonly '@context': 'https://schema.org';
  readonly '@graph': readonly object[];
}

/** Shown above an article that is not simply the newest text in the reader's language. */
export type Notice =
  | { readonly kind: 'draft' }
  | { readonly kind: 'untranslated'; readonly original: Language }
  | { readonly kind: 'automatic'; readonly original: Language }
  | {
      readonly kind: 'stale';
      readonly version: string;
      readonly newest: string;
      readonly newestAt: Instant;
      readonly state: State;
      readonly url: PageUrl;
      readonly missing: readonly EntryView[];
    };

/** The part of a page that is frozen with a version: nothing in it depends on any other report. */
export interface ArticleView extends WordFacts {
  readonly reference: Reference;
  readonly language: Language;
  readonly direction: Direction;
  readonly title: Text;
  readonly summary: Text | undefined;
  readonly harm: Harm;
  readonly state: State;
  readonly open: boolean;
  /** True for maintenance that was called off. */
  readonly isCancelled: boolean;
  /** False for maintenance that no entry says has begun. */
  readonly begun: boolean;
  readonly start: Instant;
  readonly startPrecision: Precision;
  readonly end: Instant | undefined;
  readonly planned: { readonly start: Instant; readonly end: Instant } | undefined;
  readonly lastUpdate: Instant;
  readonly version: string;
  readonly services: readonly {
    readonly id: string;
    readonly name: string;
    readonly state: ServiceState | undefined;
  }[];
  readonly duration: Span | undefined;
  readonly detect: Span | undefined;
  readonly acknowledge: Span | undefined;
  readonly mitigate: Span | undefined;
  readonly resolve: Span | undefined;
  /** Undefined if nothing happened between start and end. */
  readonly phases: PhaseChart | undefined;
  readonly withdrawn: string | undefined;
  readonly changes: string | undefined;
  /** Newest first. */
  readonly entries: readonly EntryView[];
  readonly body: { readonly html: string; readonly language: Language; readonly direction: Direction };
  readonly actions: readonly ActionView[];
  readonly tags: readonly string[];
}

/**
 * What happened when, drawn to scale: positions are percentages of the width, measured from the side where
 * a line starts.
 */
export interface PhaseChart {
  readonly marks: readonly PhaseMark[];
  /** Gaps that are drawn shorter than they really were. */
  readonly cuts: readonly { readonly from: number; readonly to: number }[];
  /** While the report is open: where its newest entry is. Nothing is known of the time after it. */
  readonly until: number | undefined;
}

export interface PhaseMark {
  readonly key: 'start' | 'detect' | 'acknowledge' | 'identify' | 'mitigate' | 'resolve';
  readonly at: Instant;
  readonly precision: Precision;
  /** Time since the start; undefined for the start itself. */
  readonly after: Span | undefined;
  readonly place: number;
}

export interface EntryView {
  /** `t-20200915T114500Z`, the same in every language. */
  readonly anchor: string;
  readonly at: Instant;
  readonly precision: Precision;
  readonly state: State | undefined;
  /** True for the oldest entry and for the one that closes the report: the `started` and `finished` marks. */
  readonly mark: 'started' | 'finished' | undefined;
  readonly phase: Phase | undefined;
  readonly services: readonly {
    readonly id: string;
    readonly name: string;
    readonly state: ServiceState | undefined;
  }[];
  readonly title: Text;
  /** Both are set, or neither: the text of the entry. */
  readonly html: string | undefined;
  readonly htmlLanguage: Language | undefined;
  readonly htmlDirection: Direction | undefined;
}

export interface ActionView {
  /** Its words, without markup. */
  readonly text: Text;
  /** A paragraph, in the language of `text`; undefined if it is plain text. */
  readonly html: string | undefined;
  readonly owner: Text | undefined;
  readonly due: string | undefined;
  readonly done: string | undefined;
  readonly url: string | undefined;
}
