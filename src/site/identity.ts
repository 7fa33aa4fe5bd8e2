import type { Language } from '../model/language.ts';
import type { Reference } from '../model/reference.ts';
import type { Site } from '../source/site-schema.ts';

type Named = Pick<Site, 'url' | 'idAuthority'>;

/**
 * The tag URI (RFC 4151) of a report in a language. It is made of the reference, which never changes, and
 * of a name and a date on which the name belonged to the site: `id_authority` of site.yaml, or the host of
 * the address and the date of the reference. With `id_authority` it survives a move to another address.
 */
export function reportId(site: Named, reference: Reference, language: Language): string {
  const owner = site.idAuthority ?? `${hostOf(site)},${reference.slice(0, 'YYYY-MM-DD'.length)}`;
  return `tag:${owner}:${reference}/${language}`;
}

/**
 * The id of a feed, told apart from all others by `name`: a tag URI if site.yaml has `id_authority`, else the
 * address of the feed.
 */
export function feedId(site: Named, address: string, name: string): string {
  return site.idAuthority === undefined ? address : `tag:${site.idAuthority}:${name}`;
}

/** The name that calendar ids end in. */
export function authorityName(site: Named): string {
  return site.idAuthority?.split(',')[0] ?? hostOf(site);
}

/** A tag contains a DNS name: no port, and no characters of an IPv6 address. */
function hostOf({ url }: Named): string {
  return new URL(url).hostname.replace(/[^a-z0-9.-]+/g, '-').replace(/^-|-$/g, '');
}
