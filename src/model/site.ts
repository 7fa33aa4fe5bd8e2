import type { Language } from './language.ts';
import type { Range, ServiceState } from './edition.ts';
import type { Reference } from './reference.ts';

/** site.yaml as typed values. */
export interface Site {
  readonly name: string;
  readonly description: string | undefined;
  /** Absolute, ends in `/`: `https://status.example.com/` or with a path below the host. */
  readonly url: string;
  /** The path part of `url`, starting and ending in `/`. */
  readonly basePath: string;
  /** In the order of site.yaml; the first one is the default language. */
  readonly languages: readonly Language[];
  readonly defaultLanguage: Language;
  readonly services: readonly Service[];
  /** IANA name of the zone shown beside UTC. */
  readonly timeZone: string | undefined;
  readonly theme: Theme;
  readonly limits: Limits;
  /** Which kinds of output are made; all of them where site.yaml does not say. */
  readonly outputs: readonly Output[];
  /** Seconds after which an open report without news is worth a warning of `check --now`. */
  readonly staleAfter: number | undefined;
  /** Names of rules that are switched off; see `source/rules/rules.ts`. */
  readonly rulesOff: readonly string[];
  /** Old addresses of reports, in the order of site.yaml. */
  readonly aliases: readonly Alias[];
  /** Name and date that ids are made of (RFC 4151, tagging entity): `status.example.com,2020`. */
  readonly idAuthority: string | undefined;
  /** Headers a host is told to send besides those that every site has. */
  readonly headers: SiteHeaders;
  /** Which compressed copies are built beside the texts; none where site.yaml does not say. */
  readonly compress: readonly Compression[];
}

export interface SiteHeaders {
  /** Seconds for Strict-Transport-Security (RFC 6797); without it the header is not sent. */
  readonly hsts: number | undefined;
  readonly hstsSubdomains: boolean;
}

export const COMPRESSIONS = ['br', 'gzip'] as const;
export type Compression = (typeof COMPRESSIONS)[number];

/** An address a report once had, and the report that is there now. */
export interface Alias {
  /** Below the site's own path, starts and ends in `/`. */
  readonly path: string;
  readonly reference: Reference;
  /** Where site.yaml says so. */
  readonly range: Range | undefined;
}

export interface Service {
  readonly id: string;
  readonly name: string;
  readonly names: Readonly<Record<string, string>>;
  readonly description: string | undefined;
  readonly group: string | undefined;
  readonly state: ServiceState | undefined;
}

export interface Theme {
  /** A CSS colour for links and the focus ring. */
  readonly accent: string | undefined;
  /** Path of a picture inside the site. */
  readonly logo: string | undefined;
  readonly links: readonly { readonly text: string; readonly url: string }[];
  readonly footer: string | undefined;
}

export const OUTPUTS = [
  'articles',
  'index',
  'feed',
  'history',
  'archive',
  'services',
  'statistics',
  'search',
  'api',
  'images',
] as const;
export type Output = (typeof OUTPUTS)[number];

/** What one report may cost before it is refused. */
export interface Limits {
  /** Bytes of one Markdown file. */
  readonly fileBytes: number;
  /** Bytes of one picture. */
  readonly pictureBytes: number;
  /** Markdown containers inside each other. */
  readonly nesting: number;
  /** Milliseconds for parsing one file. */
  readonly parseTime: number;
}

export const DEFAULT_LIMITS: Limits = {
  fileBytes: 1_048_576,
  pictureBytes: 10_485_760,
  nesting: 100,
  parseTime: 2_000,
};
