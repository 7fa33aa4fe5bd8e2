import { z } from 'zod';
import type { Code } from '../diagnostics/catalogue.ts';
import { SERVICE_STATES } from '../model/edition.ts';
import { canonicalTag, parseLanguage } from '../model/language.ts';
import type { Language } from '../model/language.ts';
import { COMPRESSIONS, OUTPUTS } from '../model/site.ts';
import { parseReference } from '../model/reference.ts';
import { RULE_NAMES } from './rules/rules.ts';
import type { IssueParams } from './schema.ts';
import { canonicalZone } from './time.ts';

const words = z.string().trim().min(1);

const siteUrl = z.string().transform((value, context) => {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const usable =
    url && /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username && !url.password;
  if (!usable) {
    return refuse(
      context,
      'INC802',
      `\`${value}\` cannot be the address of a site`,
      'Write it like `https://status.example.com/`.',
    );
  }
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
});

const language = z.string().transform((value, context): Language => {
  const parsed = parseLanguage(value);
  if (parsed) return parsed;
  const right = canonicalTag(value);
  return refuse(
    context,
    'INC803',
    right === undefined
      ? `\`${value}\` is not a language tag`
      : `\`${value}\` is not the standard tag of this language`,
    right === undefined ? 'Use a BCP 47 tag such as `en` or `pt-BR`.' : `Write \`${right}\`.`,
  );
});

const id = z
  .string()
  .transform((value, context) =>
    /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(value)
      ? value
      : refuse(
          context,
          'INC808',
          `\`${value}\` cannot be an id`,
          'Use lower-case letters, digits and hyphens: `web-frontend`.',
        ),
  );

const zone = z
  .string()
  .transform((value, context) =>
    canonicalZone(value) === undefined
      ? refuse(context, 'INC126', `\`${value}\` is not a time zone`, 'Use a name such as `Europe/Paris`.')
      : value,
  );

const colour = z
  .string()
  .transform((value, context) =>
    /^(?:#[0-9a-f]{3}|#[0-9a-f]{6}|[a-z]{3,30})$/i.test(value)
      ? value
      : refuse(context, 'INC805', `\`${value}\` is not a plain colour`, 'Write it like `#0b6e4f`.'),
  );

const path = z
  .string()
  .transform((value, context) =>
    /^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))[^\\:]+\.(?:png|jpe?g|gif|webp|avif)$/i.test(value)
      ? value
      : refuse(
          context,
          'INC806',
          `\`${value}\` is not a path inside the site`,
          'Write a path below the folder of site.yaml: `logo.png`.',
        ),
  );

const link = z
  .string()
  .transform((value, context) =>
    /^(?:https?:\/\/[^\s/]|mailto:[^\s@]+@|\/(?!\/))\S*$/i.test(value)
      ? value
      : refuse(
          context,
          'INC116',
          `\`${value}\` cannot be the address of a link`,
          'Start it with `https://`, `mailto:` or `/`.',
        ),
  );

const whole = (name: string) =>
  z.string().transform((value, context) => {
    const number = /^\d{1,12}$/.test(value) ? Number(value) : 0;
    return number > 0
      ? number
      : refuse(context, 'INC112', `${name} must be a whole number above 0`, 'Write digits only.');
  });

const UNITS: Readonly<Record<string, number>> = { min: 60, h: 3_600, d: 86_400 };

/** A length of time in seconds: `90min`, `4h`, `2d`. */
const span = z.string().transform((value, context) => {
  const [, digits = '', unit = ''] = /^([1-9]\d{0,3}) ?(min|h|d)$/.exec(value) ?? [];
  return digits === ''
    ? refuse(
        context,
        'INC112',
        `\`${value}\` is not a length of time`,
        'Write it like `90min`, `4h` or `2d`.',
      )
    : Number(digits) * (UNITS[unit] ?? 0);
});

const aliasPath = z
  .string()
  .transform((value, context) =>
    /^\/(?:[\p{L}\p{N}._~-]+\/)*[\p{L}\p{N}._~-]+(?:\/|\.html)?$/u.test(value) &&
    !/(?:^|\/)\.{1,2}(?:\/|$)/.test(value)
      ? value.endsWith('.html') || value.endsWith('/')
        ? value
        : `${value}/`
      : refuse(
          context,
          'INC809',
          `\`${value}\` cannot be the old address of a report`,
          'Write the path below the address of the site: `/posts/2019-05-web/`.',
        ),
  );

const reference = z
  .string()
  .transform(
    (value, context) =>
      parseReference(value) ??
      refuse(
        context,
        'INC809',
        `\`${value}\` is not the reference of a report`,
        'Write the name of its folder in `incidents/`: `2020-09-15-web-frontend`.',
      ),
  );

/** `taggingEntity` of RFC 4151: a name as DNS has it or an e-mail address, and a date on which it was yours. */
const idAuthority = z
  .string()
  .transform((value, context) =>
    /^(?:[\w.-]+@)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?,\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/.test(
      value,
    )
      ? value
      : refuse(
          context,
          'INC815',
          `\`${value}\` cannot be used to make ids`,
          'Write a domain name in lower case and a year in which you owned it: `status.example.com,2020`.',
        ),
  );

/** site.yaml: names, address, languages, services, look and limits of a site. */
export const siteSchema = z.strictObject({
  name: words.max(100).meta({ description: 'Name of the site' }),
  description: words
    .max(300)
    .optional()
    .meta({ description: 'What the site is, for search engines and feeds' }),
  url: siteUrl,
  id_authority: idAuthority
    .optional()
    .meta({ description: 'What the ids of feed entries are made of, so that they outlive the address' }),
  languages: z.array(language).min(1).optional(),
  services: z
    .array(
      z.strictObject({
        id,
        name: words.max(60),
        names: z.record(z.string(), words.max(60)).optional(),
        description: words.max(200).optional(),
        group: words.max(60).optional(),
        state: z.enum(SERVICE_STATES).optional(),
      }),
    )
    .optional(),
  time_zone: zone.optional(),
  theme: z
    .strictObject({
      accent: colour.optional(),
      logo: path.optional(),
      links: z.array(z.strictObject({ text: words.max(60), url: link })).optional(),
      footer: words.max(500).optional(),
    })
    .optional(),
  limits: z
    .strictObject({
      file_bytes: whole('`file_bytes`').optional(),
      picture_bytes: whole('`picture_bytes`').optional(),
      nesting: whole('`nesting`').optional(),
      parse_time: whole('`parse_time`').optional(),
    })
    .optional(),
  outputs: z.array(z.enum(OUTPUTS)).min(1).optional(),
  rules: z
    .strictObject(Object.fromEntries(RULE_NAMES.map((name) => [name, z.enum(['on', 'off']).optional()])))
    .optional(),
  stale_after: span.optional(),
  headers: z
    .strictObject({
      hsts: whole('`hsts`').optional(),
      hsts_subdomains: z.enum(['true', 'false']).optional(),
    })
    .optional(),
  compress: z.array(z.enum(COMPRESSIONS)).optional(),
  aliases: z
    .record(aliasPath, reference)
    .optional()
    .meta({ description: 'Old addresses of reports, and the references of those reports' }),
});

/** The keys allowed at a place of site.yaml, for messages. */
export function siteKeysAt(place: readonly PropertyKey[]): readonly string[] {
  switch (place[0]) {
    case undefined:
      return Object.keys(siteSchema.shape);
    case 'services':
      return ['id', 'name', 'names', 'description', 'group', 'state'];
    case 'theme':
      return place[1] === 'links' ? ['text', 'url'] : ['accent', 'logo', 'links', 'footer'];
    case 'rules':
      return RULE_NAMES;
    case 'limits':
      return ['file_bytes', 'picture_bytes', 'nesting', 'parse_time'];
    case 'headers':
      return ['hsts', 'hsts_subdomains'];
    default:
      return [];
  }
}

function refuse(context: z.RefinementCtx, code: Code, message: string, hint: string): never {
  context.addIssue({ code: 'custom', message, params: { code, hint } satisfies IssueParams });
  return z.NEVER;
}
