import type { DataLoss, Kind, Phase, Precision, ServiceState, Severity, State } from './edition.ts';
import type { OutputPath } from './file.ts';
import type { Instant } from './instant.ts';
import type { Language } from './language.ts';
import type { Reference } from './reference.ts';
import type { Span } from './report.ts';

/** An address inside the site, starting with `/`, without the base path. Made by `site/route.ts` only. */
export type PageUrl = string & { readonly brand: 'PageUrl' };

export type Direction = 'ltr' | 'rtl';

/** Everything a template sees. One kind of page, one template `templates/page/<kind>.eta`. */
export type Page =
  | IndexPage
  | ArticlePage
  | EditionPage
  | HistoryPage
  | LanguagesPage
  | ReportPage
  | RedirectPage
  | ArchivePage
  | ArchiveYearPage
  | ArchiveMonthPage
  | ServicePage
  | StatisticsPage
  | SearchPage
  | NotFoundPage;

export interface PageBase {
  readonly path: OutputPath;
  readonly url: PageUrl;
  readonly language: Language;
  readonly direction: Direction;
  /** For `<title>`, without the site's name. */
  readonly title: string;
  readonly description?: string;
  /** Absolute address of the page search engines should know. */
  readonly canonical: string;
  readonly noindex: boolean;
  /** Absolute addresses of the same content in the languages it exists in, `x-default` among them. */
  readonly alternates: readonly { readonly tag: string; readonly url: string }[];
  /** The same page in every configured language, this one included. */
  readonly languages: readonly LanguageLink[];
  /** Links between versions (RFC 5829), in the head of the page. */
  readonly relations: readonly { readonly rel: VersionRelation; readonly url: PageUrl }[];
  /** Language and territory: `en_US`. */
  readonly locale: string;
  /** Feeds and calendars that go with the page. */
  readonly feeds: readonly FeedLink[];
  readonly site: SiteView;
}

export interface FeedLink {
  readonly type: string;
  /** The name of its format, which is the same in all languages: `Atom`. */
  readonly format: string;
  readonly title: string;
  readonly url: PageUrl;
}

export type VersionRelation =
  'version-history' | 'latest-version' | 'predecessor-version' | 'successor-version';

export interface SiteView {
  readonly name: string;
  readonly description?: string;
  readonly home: PageUrl;
  /** Style sheet, script, logo: addresses with content hashes. */
  readonly style: PageUrl;
  readonly script?: PageUrl;
  readonly logo?: PageUrl;
  readonly icon?: PageUrl;
  readonly links: readonly { readonly text: string; readonly url: string }[];
  readonly footer?: string;
  /** The ways from every page to the rest of the site, as far as site.yaml has them made. */
  readonly sections: readonly { readonly key: SectionKey; readonly url: PageUrl }[];
}

export type SectionKey = 'index' | 'archive' | 'statistics' | 'search';

export interface LanguageLink {
  readonly language: Language;
  readonly direction: Direction;
  /** The language's name in itself. */
  readonly name: string;
  readonly url: PageUrl;
  readonly current: boolean;
  /** False where the text behind the link is in another language. */
  readonly translated: boolean;
}

/** A text together with the language it is really in. */
export interface Text {
  readonly value: string;
  readonly language: Language;
  readonly direction: Direction;
}

export interface IndexPage extends PageBase {
  readonly kind: 'index';
  /** The instant everything that depends on the present is computed as of; none in a site without reports. */
  readonly asOf?: Instant;
  readonly open: readonly Teaser[];
  /** Planned and running maintenance, the next one first. */
  readonly maintenance: readonly Teaser[];
  readonly services: readonly ServiceView[];
  /** The newest closed reports, newest first, by month `2020-09`. */
  readonly months: readonly MonthOfReports[];
  readonly total: number;
  /** Years of the archive, newest first; empty where the site has none. */
  readonly years: readonly YearLink[];
}

export interface MonthOfReports {
  readonly month: string;
  readonly reports: readonly Teaser[];
  /** Its page in the archive. */
  readonly url?: PageUrl;
}

export interface YearLink {
  readonly year: string;
  readonly url: PageUrl;
  readonly total: number;
}

export interface ServiceView {
  readonly id: string;
  readonly name: string;
  readonly state: ServiceState;
  readonly description?: string;
  readonly url?: PageUrl;
  /** None in a site without reports. */
  readonly history?: DayHistory;
}

/** The last days of a service, day by day. */
export interface DayHistory {
  /** Days the bar has room for. */
  readonly days: number;
  /** How many of them, at the end, are since the first report of the site. */
  readonly known: number;
  /** Days that were not wholly operational, oldest first. */
  readonly troubled: readonly DayState[];
  readonly availability?: Availability;
}

/** `offset` counts days from the beginning of the bar. */
export interface DayState {
  readonly offset: number;
  readonly day: string;
  readonly state: ServiceState;
}

/** A share between 0 and 1, and seconds; docs/statistics.md says what counts as what. */
export interface Availability {
  readonly ratio: number;
  readonly bound: Span['bound'];
  readonly down: number;
  readonly degraded: number;
  readonly maintenance: number;
}

/** Of `count` incidents. */
export interface Percentiles {
  readonly count: number;
  readonly median: Span;
  readonly ninetieth: Span;
}

/** Numbers of reports: incidents by severity, maintenance, and near-misses with notices. */
export interface Count {
  readonly critical: number;
  readonly major: number;
  readonly minor: number;
  readonly maintenance: number;
  readonly other: number;
}

/** A report as one line of a list. */
export interface Teaser {
  readonly reference: Reference;
  readonly url: PageUrl;
  readonly title: Text;
  readonly summary?: Text;
  readonly kind: Kind;
  readonly state: State;
  readonly severity?: Severity;
  readonly start: Instant;
  readonly startPrecision: Precision;
  readonly end?: Instant;
  readonly duration: Span;
  readonly lastUpdate: Instant;
  readonly version: string;
  /** Newest headline of the timeline. */
  readonly latest: { readonly at: Instant; readonly title: Text };
  readonly services: readonly { readonly id: string; readonly name: string }[];
  readonly planned?: { readonly start: Instant; readonly end: Instant };
  readonly draft: boolean;
}

export interface ArticlePage extends PageBase {
  readonly kind: 'article';
  readonly article: ArticleView;
  /** The finished `<article>` element, addresses without the base path. */
  readonly html: string;
  /** SHA-256 of that element, as the ledger has it; none of a draft. */
  readonly hash?: string;
  readonly notices: readonly Notice[];
  /** Where the text is found under its version, its history and its source; none of a draft. */
  readonly links?: EditionLinks;
  readonly related: readonly Teaser[];
  readonly newer?: Teaser;
  readonly older?: Teaser;
  /** For search engines; templates get it as the text of a JSON-LD script. */
  readonly structured?: StructuredData;
  /** Absolute address of a picture to show where the page is shared, 1200 × 630 pixels. */
  readonly image?: string;
}

/** Data in the vocabulary of schema.org, to be JSON-LD. */
export interface StructuredData {
  readonly '@context': 'https://schema.org';
  readonly '@graph': readonly object[];
}

export interface EditionLinks {
  readonly edition: PageUrl;
  readonly history: PageUrl;
  readonly source: PageUrl;
}

/** `/<lang>/incidents/<ref>/v/NNN/`: one edition, as it was published. */
export interface EditionPage extends PageBase {
  readonly kind: 'edition';
  readonly reference: Reference;
  readonly version: string;
  /** The finished `<article>`; empty where the edition was redacted. */
  readonly html: string;
  /** SHA-256 of that element, as the ledger has it. */
  readonly hash?: string;
  readonly links: EditionLinks;
  /** The newest edition in this language, where this is an older one. */
  readonly newest?: { readonly version: string; readonly at: Instant };
  /** The address that always has the newest text in this language. */
  readonly latest: PageUrl;
  /** Why the edition was taken back. */
  readonly redacted?: string;
}

/** `/<lang>/incidents/<ref>/history/`: all editions of a text, and what each of them changed. */
export interface HistoryPage extends PageBase {
  readonly kind: 'history';
  readonly report: Teaser;
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
  readonly said?: Text;
  readonly redacted?: string;
  /** SHA-256 of source and article. */
  readonly hashes: { readonly source: string; readonly article: string };
  /** What changed since the edition before it; undefined of the first one and next to redacted ones. */
  readonly difference?: Difference;
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

/** A fact by its key; `before` and `after` are words in the language of the text, undefined where it was not stated. */
export interface FactChange {
  readonly key: FactKey;
  readonly before?: string;
  readonly after?: string;
}

export type FactKey =
  | 'state'
  | 'title'
  | 'summary'
  | 'kind'
  | 'severity'
  | 'services'
  | 'data-loss'
  | 'planned'
  | 'withdrawn'
  | 'actions';

export interface EntryChange {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly at: Instant;
  readonly title: Text;
  /** Of a changed entry: its words with `ins` and `del`. */
  readonly prose?: string;
}

/** A page that only says where another one is: an old name of a report. */
export interface RedirectPage extends PageBase {
  readonly kind: 'redirect';
  readonly target: PageUrl;
}

/** What stands above an article that is not simply the newest text in the reader's language. */
export type Notice =
  | { readonly kind: 'draft' }
  | { readonly kind: 'untranslated'; readonly original: Language }
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
export interface ArticleView {
  readonly reference: Reference;
  readonly language: Language;
  readonly direction: Direction;
  readonly title: Text;
  readonly summary?: Text;
  readonly kind: Kind;
  readonly state: State;
  readonly open: boolean;
  readonly severity?: Severity;
  readonly start: Instant;
  readonly startPrecision: Precision;
  readonly end?: Instant;
  readonly planned?: { readonly start: Instant; readonly end: Instant };
  readonly lastUpdate: Instant;
  readonly version: string;
  readonly services: readonly { readonly id: string; readonly name: string; readonly state?: ServiceState }[];
  readonly dataLoss?: DataLoss;
  readonly duration: Span;
  readonly detect?: Span;
  readonly acknowledge?: Span;
  readonly mitigate?: Span;
  readonly resolve?: Span;
  /** None where there is nothing between start and end to show. */
  readonly phases?: PhaseChart;
  readonly withdrawn?: string;
  readonly changes?: string;
  /** Newest first. */
  readonly entries: readonly EntryView[];
  readonly body: { readonly html: string; readonly language: Language; readonly direction: Direction };
  readonly actions: readonly ActionView[];
  readonly tags: readonly string[];
}

/** What happened when, to scale: places are hundredths of the width, from the side a line begins at. */
export interface PhaseChart {
  readonly marks: readonly PhaseMark[];
  /** Waits that are drawn shorter than they were. */
  readonly cuts: readonly { readonly from: number; readonly to: number }[];
}

export interface PhaseMark {
  readonly key: 'start' | 'detect' | 'acknowledge' | 'identify' | 'mitigate' | 'resolve';
  readonly at: Instant;
  readonly precision: Precision;
  /** From the start; none of the start itself. */
  readonly after?: Span;
  readonly place: number;
  /** 0, 1, … from the top: numbers that stand close are put below each other. */
  readonly lane: number;
}

export interface EntryView {
  /** `t-20200915T114500Z`, the same in every language. */
  readonly anchor: string;
  readonly at: Instant;
  readonly precision: Precision;
  readonly state?: State;
  /** True for the oldest entry and for the one that closes the report: the `started` and `finished` marks. */
  readonly mark?: 'started' | 'finished';
  readonly phase?: Phase;
  readonly services: readonly { readonly id: string; readonly name: string; readonly state?: ServiceState }[];
  readonly title: Text;
  /** Present together, where the entry has a text. */
  readonly html?: string;
  readonly htmlLanguage?: Language;
  readonly htmlDirection?: Direction;
}

export interface ActionView {
  readonly text: Text;
  readonly owner?: string;
  readonly due?: string;
  readonly done?: string;
  readonly url?: string;
}

/** `/`: the choice of a language, in the default language. */
export interface LanguagesPage extends PageBase {
  readonly kind: 'languages';
  readonly open: readonly Teaser[];
}

/** `/incidents/<ref>/`: one report, in all languages it exists in. */
export interface ReportPage extends PageBase {
  readonly kind: 'report';
  readonly report: Teaser;
  readonly editions: readonly (LanguageLink & { readonly title: Text; readonly version: string })[];
}

/** `/<lang>/archive/`: all years. */
export interface ArchivePage extends PageBase {
  readonly kind: 'archive';
  readonly years: readonly (YearLink & { readonly counts: Count })[];
  readonly total: number;
}

/** `/<lang>/archive/YYYY/`: a year, month by month. */
export interface ArchiveYearPage extends PageBase {
  readonly kind: 'archive-year';
  readonly year: string;
  readonly total: number;
  /** All months in which a report started, oldest first. */
  readonly calendar: readonly CalendarMonth[];
  /** The reports of a year that has few enough of them; else the months have them. */
  readonly months: readonly MonthOfReports[];
  readonly newer?: YearLink;
  readonly older?: YearLink;
}

export interface CalendarMonth {
  readonly month: string;
  readonly url: PageUrl;
  readonly total: number;
  readonly counts: Count;
  /** Days on which reports started, and the sort that weighs most; `uncounted` of reports that count nowhere. */
  readonly days: readonly {
    readonly day: number;
    readonly total: number;
    readonly sort: keyof Count | 'uncounted';
  }[];
  /** How many days the month has. */
  readonly length: number;
}

/** `/<lang>/archive/YYYY/MM/` and, of a month with very many reports, `/2/`, `/3/` below it. */
export interface ArchiveMonthPage extends PageBase {
  readonly kind: 'archive-month';
  readonly year: YearLink;
  readonly calendar: CalendarMonth;
  readonly reports: readonly Teaser[];
  readonly total: number;
  readonly sheet: number;
  readonly sheets: readonly { readonly number: number; readonly url: PageUrl }[];
  readonly newer?: MonthLink;
  readonly older?: MonthLink;
}

export interface MonthLink {
  readonly month: string;
  readonly url: PageUrl;
}

/** `/<lang>/services/<id>/`. */
export interface ServicePage extends PageBase {
  readonly kind: 'service';
  readonly service: ServiceView;
  /** The feeds of this service alone; `feeds` are those of the whole site. */
  readonly own: readonly FeedLink[];
  readonly asOf?: Instant;
  /** Newest first. */
  readonly uptime: readonly { readonly month: string; readonly availability?: Availability }[];
  readonly open: readonly Teaser[];
  /** The newest closed reports, newest first. */
  readonly reports: readonly Teaser[];
  readonly total: number;
  readonly years: readonly YearLink[];
}

/** `/<lang>/statistics/`. */
export interface StatisticsPage extends PageBase {
  readonly kind: 'statistics';
  readonly asOf?: Instant;
  /** The last months, newest first. */
  readonly reports: readonly { readonly month: string; readonly counts: Count }[];
  readonly times: readonly {
    readonly key: 'detect' | 'acknowledge' | 'mitigate' | 'resolve';
    /** Of the last months, and of all time. */
    readonly recent?: Percentiles;
    readonly all?: Percentiles;
  }[];
  /** Months of the table of availability, oldest first. */
  readonly months: readonly string[];
  readonly services: readonly {
    readonly name: string;
    readonly url?: PageUrl;
    readonly values: readonly { readonly month: string; readonly availability?: Availability }[];
  }[];
  /** What is due first, first; the list may end before the total does. */
  readonly actions: readonly OpenAction[];
  readonly openActions: number;
}

export interface OpenAction {
  readonly action: ActionView;
  readonly report: { readonly url: PageUrl; readonly title: Text };
  readonly isOverdue: boolean;
}

/** `/<lang>/search/`. */
export interface SearchPage extends PageBase {
  readonly kind: 'search';
  /** Where the browser finds the index; none where none was made. */
  readonly bundle?: PageUrl;
  readonly script?: PageUrl;
  readonly years: readonly YearLink[];
  readonly services: readonly { readonly name: string; readonly url: PageUrl }[];
}

export interface NotFoundPage extends PageBase {
  readonly kind: 'not-found';
}
