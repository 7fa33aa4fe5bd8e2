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
  readonly site: SiteView;
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
  readonly links: readonly { readonly text: string; readonly url: string }[];
  readonly footer?: string;
}

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
  /** Closed reports, newest first, by month `2020-09`. */
  readonly months: readonly { readonly month: string; readonly reports: readonly Teaser[] }[];
  readonly total: number;
}

export interface ServiceView {
  readonly id: string;
  readonly name: string;
  readonly state: ServiceState;
  readonly description?: string;
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
  readonly notices: readonly Notice[];
  /** Where the text is found under its version, its history and its source; none of a draft. */
  readonly links?: EditionLinks;
  readonly related: readonly Teaser[];
  readonly newer?: Teaser;
  readonly older?: Teaser;
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
  readonly withdrawn?: string;
  readonly changes?: string;
  /** Newest first. */
  readonly entries: readonly EntryView[];
  readonly body: { readonly html: string; readonly language: Language; readonly direction: Direction };
  readonly actions: readonly ActionView[];
  readonly tags: readonly string[];
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

export interface NotFoundPage extends PageBase {
  readonly kind: 'not-found';
}
