import { z } from 'zod';
import { COMPRESSIONS } from '../model/compression.ts';
import type { Range } from '../model/range.ts';
import type { SitePath } from '../model/file.ts';
import type { Reference } from '../model/reference.ts';
import { pluginName } from './site-yaml/plugin-name.ts';
import { headerKeys, headers } from './site-yaml/headers.ts';
import { service, serviceKeys, withNames } from './site-yaml/service.ts';
import { footerTexts } from './site-yaml/footer-texts.ts';
import type { FooterText } from './site-yaml/footer-texts.ts';
import { linkKeys, theme, themeKeys } from './site-yaml/theme.ts';
import { translations } from './site-yaml/translations.ts';
import { contentSourceKeys, contentSources } from './site-yaml/content-sources.ts';
import { plainLine } from './characters/plain-line.ts';
import { RULE_NAMES } from './rules/rules.ts';
import {
  aliasPath,
  DEFAULT_LANGUAGE,
  idAuthority,
  language,
  reference,
  siteUrl,
  span,
  whole,
  zone,
} from './site-values.ts';

export const OUTPUTS = [
  'articles',
  'index',
  'feed',
  'updates',
  'history',
  'archive',
  'postmortems',
  'services',
  'statistics',
  'search',
  'api',
  'images',
] as const;
export type Output = (typeof OUTPUTS)[number];

/**
 * The highest limits that may be set. Larger files are not even read; parsers run out of stack at about 700
 * nested lists; and nobody waits for more than a minute.
 */
const MOST = { fileBytes: 16 * 1_048_576, pictureBytes: 64 * 1_048_576, nesting: 300, parseTime: 60_000 };
/** The limits beyond which a report is refused. */
const limitKeys = z.strictObject({
  file_bytes: whole('`file_bytes`', MOST.fileBytes).optional().describe('Size of a Markdown file'),
  picture_bytes: whole('`picture_bytes`', MOST.pictureBytes).optional().describe('Size of a picture'),
  nesting: whole('`nesting`', MOST.nesting)
    .optional()
    .describe('How deep lists and quotations may be nested'),
  parse_time: whole('`parse_time`', MOST.parseTime).optional().describe('Milliseconds for reading one file'),
});

const limits = limitKeys.optional().transform((stated) => ({
  fileBytes: stated?.file_bytes ?? 1_048_576,
  pictureBytes: stated?.picture_bytes ?? 10_485_760,
  nesting: stated?.nesting ?? 100,
  parseTime: stated?.parse_time ?? 2_000,
}));

const ruleKeys = z.strictObject(
  Object.fromEntries(RULE_NAMES.map((name) => [name, z.enum(['on', 'off']).optional()])),
);

/** The keys of site.yaml and their typed values; keys that are left out get their defaults. */
export const siteSchema = z.strictObject({
  name: plainLine.max(100).describe('Name of the site'),
  names: translations(plainLine.max(100), 'The name in other languages, by tag'),
  description: plainLine.max(300).optional().describe('What the site is, for search engines and feeds'),
  descriptions: translations(plainLine.max(300), 'The description in other languages, by tag'),
  publisher: plainLine.max(100).optional().describe('Who publishes the reports, for search engines'),
  url: siteUrl.describe('Where the site is served; a path is fine'),
  id_authority: idAuthority
    .optional()
    .describe('What the ids of feed entries are made of, so that they outlive the address'),
  languages: z
    .array(language)
    .min(1)
    .optional()
    .transform((tags) => tags ?? [DEFAULT_LANGUAGE])
    .describe('Languages of the site; originals are in the first one'),
  services: z
    .array(service)
    .optional()
    .transform((all) => all ?? [])
    .describe('What reports can affect, in the order in which it is shown'),
  time_zone: zone.optional().describe('The time zone shown next to UTC'),
  theme: theme.describe('What the pages look like'),
  limits: limits.describe('What one report may cost before it is refused'),
  outputs: z
    .array(z.enum(OUTPUTS))
    .min(1)
    .optional()
    .transform((kinds): readonly Output[] => kinds ?? OUTPUTS)
    .describe('Which parts of the site are built; all if left out'),
  /** The names of those that are switched off; see `rules/rules.ts`. */
  rules: ruleKeys
    .optional()
    .transform((stated) => RULE_NAMES.filter((name): boolean => stated?.[name] === 'off'))
    .describe('Checks that are switched off for the whole site'),
  stale_after: span.optional().describe('How long an open report may go without news before `check` warns'),
  headers: headers.describe('Headers that the host sends'),
  csp: contentSources.describe('What pages may load besides what the site serves, and who may frame them'),
  compress: z
    .array(z.enum(COMPRESSIONS))
    .optional()
    .transform((kinds) => kinds ?? [])
    .describe('Compressed copies built next to the texts'),
  plugins: z
    .array(pluginName)
    .optional()
    .transform((names) => names ?? [])
    .describe('Modules that change texts before they are made safe'),
  aliases: z
    .record(aliasPath, reference)
    .optional()
    .transform((all) => Object.entries(all ?? {}))
    .describe('Old addresses of reports, and the references of those reports'),
});

type Values = z.output<typeof siteSchema>;
/** The read-only form of a type; branded strings stay the same. */
type Plain<T> = T extends string | number | boolean | undefined
  ? T
  : { readonly [Key in keyof T]: Plain<T[Key]> };

export type Service = Plain<z.output<typeof service>>;
export type Limits = Plain<z.output<typeof limits>>;

/** A former address of a report, and that report. */
export interface Alias {
  /** Below the site's own path, starts in `/`, ends in `/` or `.html`. */
  readonly path: string;
  readonly reference: Reference;
  /** Where it is written: site.yaml, or a file of the report. */
  readonly file: SitePath;
  readonly range: Range | undefined;
}

/** site.yaml as typed values. */
export type Site = Plain<ReturnType<typeof siteOf>>;

/** Where things are written in site.yaml. */
export interface WrittenSite {
  /** The alias with an index. */
  readonly placeOfAlias: (index: number) => Range | undefined;
  /** A text that is parsed further, by its path. */
  readonly originOf: (path: string) => FooterText['origin'];
}

/** The settings of site.yaml and what follows from them. */
export function siteOf(values: Values, { placeOfAlias, originOf }: WrittenSite) {
  const { description, time_zone, id_authority, stale_after, rules, aliases, csp, theme, ...same } = values;
  const { footer, footers, ...look } = theme;
  const defaultLanguage = same.languages[0] ?? DEFAULT_LANGUAGE;
  return {
    ...same,
    description,
    services: same.services.map((each) => withNames(each, same.languages, defaultLanguage)),
    theme: look,
    /** The text below every page, in each language that it is written in. */
    footers: footerTexts({ footer, footers }, defaultLanguage, originOf),
    /** The path part of `url`, starting and ending in `/`. */
    basePath: new URL(same.url).pathname,
    defaultLanguage,
    timeZone: time_zone,
    idAuthority: id_authority,
    staleAfter: stale_after,
    rulesOff: rules,
    /** Sources that pages may load from besides the site itself. */
    csp: csp.sources,
    /** Who may frame pages: by the first part of their path, and for all others under `''`. */
    frameAncestors: csp.ancestors,
    aliases: aliases.map(([from, to], index): Alias => ({
      path: from,
      reference: to,
      file: 'site.yaml',
      range: placeOfAlias(index),
    })),
  };
}

export const DEFAULT_LIMITS: Limits = limits.parse(undefined);

/** The keys allowed at a place of site.yaml, for messages. */
export function siteKeysAt(place: readonly PropertyKey[]): readonly string[] {
  switch (place[0]) {
    case undefined:
      return Object.keys(siteSchema.shape);
    case 'services':
      return Object.keys(serviceKeys.shape);
    case 'theme':
      return Object.keys(place[1] === 'links' ? linkKeys.shape : themeKeys.shape);
    case 'rules':
      return Object.keys(ruleKeys.shape);
    case 'limits':
      return Object.keys(limitKeys.shape);
    case 'headers':
      return Object.keys(headerKeys.shape);
    case 'csp':
      return place.length > 1 ? [] : Object.keys(contentSourceKeys.shape);
    default:
      return [];
  }
}
