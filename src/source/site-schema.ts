import { z } from 'zod';
import type { Range } from '../model/edition.ts';
import { SERVICE_STATES } from '../model/edition.ts';
import type { SitePath } from '../model/file.ts';
import type { Reference } from '../model/reference.ts';
import { pluginName } from './site-yaml/plugin-name.ts';
import { headerKeys, headers } from './site-yaml/headers.ts';
import { contentSourceKeys, contentSources } from './site-yaml/content-sources.ts';
import { date } from './date.ts';
import { plainLine } from './characters/plain-line.ts';
import { RULE_NAMES } from './rules/rules.ts';
import {
  aliasPath,
  colour,
  DEFAULT_LANGUAGE,
  id,
  idAuthority,
  language,
  link,
  path,
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

export const COMPRESSIONS = ['br', 'gzip'] as const;
export type Compression = (typeof COMPRESSIONS)[number];

const serviceKeys = z.strictObject({
  id,
  name: plainLine.max(60),
  names: z.record(z.string(), plainLine.max(60)).optional(),
  description: plainLine.max(200).optional(),
  group: plainLine.max(60).optional(),
  state: z.enum(SERVICE_STATES).optional(),
  was: z.array(id).optional().meta({ description: 'Ids it had before, which published reports still name' }),
  retired: date('The day from which on it is part of old reports only').optional(),
});

const service = serviceKeys.transform(
  ({ names = {}, description, group, state, was = [], retired, ...named }) => ({
    ...named,
    names,
    description,
    group,
    state,
    was,
    retired,
  }),
);

const linkKeys = z.strictObject({ text: plainLine.max(60), url: link });

const themeKeys = z.strictObject({
  /** For links and the focus ring. */
  accent: colour.optional(),
  logo: path.optional(),
  links: z.array(linkKeys).optional(),
  footer: plainLine.max(500).optional(),
});

const theme = themeKeys.optional().transform((stated) => ({
  accent: stated?.accent,
  logo: stated?.logo,
  links: stated?.links ?? [],
  footer: stated?.footer,
}));

/**
 * The highest limits that may be set. Larger files are not even read; parsers run out of stack at some 700
 * lists in each other; and nobody waits for more than a minute.
 */
const MOST = { fileBytes: 16 * 1_048_576, pictureBytes: 64 * 1_048_576, nesting: 300, parseTime: 60_000 };
/** What one report may cost before it is refused. */
const limitKeys = z.strictObject({
  /** Of one Markdown file. */
  file_bytes: whole('`file_bytes`', MOST.fileBytes).optional(),
  /** Of one picture. */
  picture_bytes: whole('`picture_bytes`', MOST.pictureBytes).optional(),
  /** How deeply Markdown containers may be nested. */
  nesting: whole('`nesting`', MOST.nesting).optional(),
  /** Milliseconds for parsing one file. */
  parse_time: whole('`parse_time`', MOST.parseTime).optional(),
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

/** The keys of site.yaml, and what each becomes; what is left out becomes its default. */
export const siteSchema = z.strictObject({
  name: plainLine.max(100).meta({ description: 'Name of the site' }),
  description: plainLine
    .max(300)
    .optional()
    .meta({ description: 'What the site is, for search engines and feeds' }),
  url: siteUrl,
  id_authority: idAuthority
    .optional()
    .meta({ description: 'What the ids of feed entries are made of, so that they outlive the address' }),
  /** The first one is the default language. */
  languages: z
    .array(language)
    .min(1)
    .optional()
    .transform((tags) => tags ?? [DEFAULT_LANGUAGE]),
  services: z
    .array(service)
    .optional()
    .transform((all) => all ?? []),
  /** Shown next to UTC. */
  time_zone: zone.optional(),
  theme,
  limits,
  outputs: z
    .array(z.enum(OUTPUTS))
    .min(1)
    .optional()
    .transform((kinds): readonly Output[] => kinds ?? OUTPUTS),
  /** The names of those that are switched off; see `rules/rules.ts`. */
  rules: ruleKeys
    .optional()
    .transform((stated) => RULE_NAMES.filter((name): boolean => stated?.[name] === 'off')),
  /** Seconds after which an open report without news is worth a warning of `check`. */
  stale_after: span.optional(),
  headers,
  /** Sources that pages may load from besides the site itself, and who may show them in a frame. */
  csp: contentSources,
  /** Which compressed copies are built next to the texts. */
  compress: z
    .array(z.enum(COMPRESSIONS))
    .optional()
    .transform((kinds) => kinds ?? []),
  /** Modules that change texts before they are made safe. */
  plugins: z
    .array(pluginName)
    .optional()
    .transform((names) => names ?? []),
  aliases: z
    .record(aliasPath, reference)
    .optional()
    .transform((all) => Object.entries(all ?? {}))
    .meta({ description: 'Old addresses of reports, and the references of those reports' }),
});

type Values = z.output<typeof siteSchema>;
/** As it is for those who read it; strings with a brand stay what they are. */
type Plain<T> = T extends string | number | boolean | undefined
  ? T
  : { readonly [Key in keyof T]: Plain<T[Key]> };

export type Service = Plain<z.output<typeof service>>;
export type Limits = Plain<z.output<typeof limits>>;

/** An address a report once had, and the report that is there now. */
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

/**
 * What site.yaml says and what follows from it. `placeOfAlias` returns where the alias with an index is
 * written.
 */
export function siteOf(values: Values, placeOfAlias: (index: number) => Range | undefined) {
  const { description, time_zone, id_authority, stale_after, rules, aliases, csp, ...same } = values;
  return {
    ...same,
    description,
    /** The path part of `url`, starting and ending in `/`. */
    basePath: new URL(same.url).pathname,
    defaultLanguage: same.languages[0] ?? DEFAULT_LANGUAGE,
    timeZone: time_zone,
    idAuthority: id_authority,
    staleAfter: stale_after,
    rulesOff: rules,
    /** Sources that pages may load from besides the site itself. */
    csp: csp.sources,
    /** Who may frame pages: by the first part of their path, and of all others under `''`. */
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
