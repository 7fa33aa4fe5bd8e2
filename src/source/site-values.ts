import { z } from 'zod';
import { canonicalTag, parseLanguage } from '../model/language.ts';
import type { Language } from '../model/language.ts';
import { parseReference } from '../model/reference.ts';
import { misfitOfAddress, misfitOfId } from './slips/misfits.ts';
import { refuse } from './refuse.ts';
import { canonicalZone } from '../model/time-zone.ts';

/** For a site that does not name one. */
export const DEFAULT_LANGUAGE = parseLanguage('en') as Language;

/** The address of a site, with `/` at its end. */
export const siteUrl = z.string().transform((value, context) => {
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

/** A language tag in its standard form. */
export const language = z.string().transform((value, context): Language => {
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

/** The id of a service, which is part of addresses. */
export const id = z.string().transform((value, context) => {
  const misfit = misfitOfId(value);
  return misfit === undefined
    ? value
    : refuse(
        context,
        'INC808',
        `\`${value}\` cannot be an id: ${misfit.wrong}`,
        misfit.mended === undefined
          ? 'Use lower-case letters, digits and hyphens: `web-frontend`.'
          : `Write \`${misfit.mended}\`.`,
      );
});

/** A time zone by its IANA name. */
export const zone = z
  .string()
  .transform((value, context) =>
    canonicalZone(value) === undefined
      ? refuse(context, 'INC126', `\`${value}\` is not a time zone`, 'Use a name such as `Europe/Paris`.')
      : value,
  );

/** A CSS value that is only a colour. */
export const colour = z
  .string()
  .transform((value, context) =>
    /^(?:#[0-9a-f]{3}|#[0-9a-f]{6}|[a-z]{3,30})$/i.test(value)
      ? value
      : refuse(context, 'INC805', `\`${value}\` is not a plain colour`, 'Write it like `#0b6e4f`.'),
  );

/** The path of a picture below the folder of site.yaml. */
export const path = z
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

/** An address that a page may link to. Browsers take `\` for `/`: `/\host` is another host. */
export const link = z
  .string()
  .transform((value, context) =>
    /^(?:https?:\/\/[^\s/\\]|mailto:[^\s@]+@|\/(?![/\\]))[^\s\\]*$/i.test(value)
      ? value
      : refuse(
          context,
          'INC116',
          `\`${value}\` cannot be the address of a link`,
          'Start it with `https://`, `mailto:` or `/`.',
        ),
  );

/** A whole number from 1 to `most`; `name` is what messages call it. */
export const whole = (name: string, most: number) =>
  z.string().transform((value, context) => {
    const number = /^\d{1,12}$/.test(value) ? Number(value) : 0;
    return number > 0 && number <= most
      ? number
      : refuse(context, 'INC112', `${name} must be a whole number from 1 to ${most}`, 'Write digits only.');
  });

const UNITS: Readonly<Record<string, number>> = { min: 60, h: 3_600, d: 86_400 };

/** A duration in seconds: `90min`, `4h`, `2d`. */
export const span = z.string().transform((value, context) => {
  const [, digits = '', unit = ''] = /^([1-9]\d{0,3}) ?(min|h|d)$/.exec(value) ?? [];
  return digits === ''
    ? refuse(context, 'INC112', `\`${value}\` is not a duration`, 'Write it like `90min`, `4h` or `2d`.')
    : Number(digits) * (UNITS[unit] ?? 0);
});

/** An old address below the site, with `/` at its end if it names a folder. */
export const aliasPath = z.string().transform((value, context) => {
  const misfit = misfitOfAddress(value);
  if (misfit === undefined) return value.endsWith('.html') || value.endsWith('/') ? value : `${value}/`;
  return refuse(
    context,
    'INC809',
    `\`${value}\` cannot be the old address of a report: ${misfit.wrong}`,
    misfit.mended === undefined
      ? 'Write the path below the address of the site: `/posts/2019-05-web/`.'
      : `Write \`${misfit.mended}\`.`,
    misfit.mended,
  );
});

/** A reference of a report. */
export const reference = z
  .string()
  .transform(
    (value, context) =>
      parseReference(value) ??
      refuse(
        context,
        'INC809',
        `\`${value}\` is not the reference of a report`,
        'Write the name of its folder in incidents/: `2020-09-15-web-frontend`.',
      ),
  );

/**
 * `taggingEntity` of RFC 4151: a name as DNS has it or an e-mail address, and a date on which it was yours.
 */
export const idAuthority = z
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
