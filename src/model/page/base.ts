import type { Instant } from '../instant.ts';
import type { OutputPath } from '../file.ts';
import type { Language } from '../language.ts';

/** An address inside the site, starting with `/`, without the base path. Made by `site/route.ts` only. */
export type PageUrl = string & { readonly brand: 'PageUrl' };

export type Direction = 'ltr' | 'rtl';

export interface PageBase {
  readonly path: OutputPath;
  readonly url: PageUrl;
  readonly language: Language;
  readonly direction: Direction;
  /** Text of `<title>`, without the site's name. */
  readonly title: string;
  readonly description: string | undefined;
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
  /** The same page in other forms, for programs that look for them in its head. */
  readonly forms: readonly PageForm[];
  readonly site: SiteView;
}

export interface PageForm {
  readonly type: string;
  /** Absolute: programs pass it on. */
  readonly url: string;
  readonly title: string | undefined;
}

export interface FeedLink {
  /** One item for each update, one entry for each report, or dates. */
  readonly what: 'updates' | 'reports' | 'calendar';
  readonly type: string;
  /** The name of its format, which is the same in all languages: `Atom`. */
  readonly format: string;
  readonly title: string;
  readonly url: PageUrl;
}

export type VersionRelation =
  'version-history' | 'latest-version' | 'predecessor-version' | 'successor-version';

/** `print` and `contrast` are for paper, and for systems that choose the colours: no page waits for them. */
export type Sheets = Readonly<
  Record<'status' | 'open' | 'record' | 'changes' | 'figures' | 'embed' | 'print' | 'contrast', PageUrl>
>;

export interface SiteView {
  readonly name: Text;
  readonly home: PageUrl;
  /** Style sheet, script, logo: addresses with content hashes. */
  readonly style: PageUrl;
  /** Style sheets that not every page needs, by the names of their files. */
  readonly sheets: Sheets;
  readonly script: PageUrl | undefined;
  /** The hash of the script, which browsers check (Subresource Integrity). */
  readonly scriptIntegrity: string | undefined;
  /** The content security policy, for hosts that send no headers. */
  readonly policy: string;
  readonly logo: PageUrl | undefined;
  readonly icon: PageUrl | undefined;
  readonly links: readonly { readonly text: Text; readonly url: string }[];
  readonly footer: FooterView | undefined;
  /** Links from every page to the other parts of the site that site.yaml turns on. */
  readonly sections: readonly { readonly key: SectionKey; readonly url: PageUrl }[];
  /** Links from every page to the pages of the site's own. */
  readonly pages: readonly MenuLink[];
  /** The time whose state is shown, if the site was built with `--at`, not to be published. */
  readonly asItStood: Instant | undefined;
  /** The page that says how to follow the site, if site.yaml turns feeds on. */
  readonly follow: PageUrl | undefined;
  /** The record of all publications, if site.yaml turns histories on. */
  readonly record: PageUrl | undefined;
}

/** Safe HTML below every page, and the language it is in. */
export interface FooterView {
  readonly html: string;
  readonly language: Language;
  readonly direction: Direction;
}

/** A link whose text may be in another language than the page. */
export interface MenuLink {
  readonly title: Text;
  readonly url: PageUrl;
}

export type SectionKey = 'index' | 'archive' | 'postmortems' | 'statistics' | 'search' | 'follow';

/** One of the pages that a long list is cut into. */
export interface SheetLink {
  readonly number: number;
  readonly url: PageUrl;
}

export interface LanguageLink {
  readonly language: Language;
  readonly direction: Direction;
  /** The name of the language in that language. */
  readonly name: string;
  readonly url: PageUrl;
  readonly current: boolean;
  /** False if the text after the link is in another language. */
  readonly translated: boolean;
}

/** A text and the language it is really in. */
export interface Text {
  readonly value: string;
  readonly language: Language;
  readonly direction: Direction;
}

export interface EditionLinks {
  readonly edition: PageUrl;
  readonly history: PageUrl;
  readonly source: PageUrl;
}
