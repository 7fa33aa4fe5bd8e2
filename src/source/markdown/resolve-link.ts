import { languageSegment } from '../../model/language.ts';
import type { Language } from '../../model/language.ts';

/** The destination of a link in a report. */
export type Destination =
  | { readonly kind: 'web'; readonly url: string }
  | {
      readonly kind: 'report';
      readonly url: string;
      readonly reference: string;
      readonly fragment: string | undefined;
    }
  | {
      readonly kind: 'page';
      readonly url: string;
      readonly name: string;
      readonly fragment: string | undefined;
    }
  | { readonly kind: 'fragment'; readonly id: string }
  | { readonly kind: 'refused'; readonly why: string };

const REPORT = /^(?:\.\.|\/incidents)\/(\w[\w.-]*?)(?:\/(?:[\w-]+\.md)?)?(#[^\s#<>"']*)?$/;

const OWN_PAGE = /^\.\.\/([\w-]+?)(?:\/(?:[\w-]+\.md)?)?(#[^\s#<>"']*)?$/;

/**
 * Reads the address of a link in one of the site's own pages: `../<name>/` is another such page, and
 * everything else works as in a report.
 */
export function resolvePageLink(address: string, language: Language): Destination {
  const [, name, fragment = ''] = OWN_PAGE.exec(address) ?? [];
  if (name === undefined) return resolveLink(address, language);
  const id = decodeFragment(fragment.slice(1));
  const url = `/${languageSegment(language)}/${name}/`;
  if (id === '') return { kind: 'page', url, name, fragment: undefined };
  return { kind: 'page', url: `${url}#${id}`, name, fragment: id };
}

/**
 * Reads the address of a link: the web and mail, another report (`../<reference>/`, `../<reference>/en.md`,
 * `/incidents/<reference>/`, each with or without the heading or entry, `#impact`, `#t-…`), or a place in the
 * same text. Anything else is refused, and nothing that is refused ever reaches a page.
 */
export function resolveLink(address: string, language: Language): Destination {
  if (address.startsWith('#')) return { kind: 'fragment', id: decodeFragment(address.slice(1)) };
  const report = REPORT.exec(address);
  if (report?.[1] !== undefined) {
    const [, reference, fragment = ''] = report;
    const id = decodeFragment(fragment.slice(1));
    const page = `/${languageSegment(language)}/incidents/${reference}/`;
    const url = id === '' ? page : `${page}#${id}`;
    return { kind: 'report', url, reference, fragment: id === '' ? undefined : id };
  }
  if (hasControls(address)) return { kind: 'refused', why: 'holds control characters' };
  if (/^mailto:[^\s@]+@[^\s@]+$/i.test(address)) return { kind: 'web', url: lowerScheme(address) };
  if (/^https?:\/\/[^\s/]/i.test(address)) {
    return URL.canParse(address)
      ? { kind: 'web', url: lowerScheme(address) }
      : { kind: 'refused', why: 'is not a valid address' };
  }
  if (/^[a-z][a-z\d+.-]*:/i.test(address))
    return { kind: 'refused', why: 'uses a scheme that is not allowed' };
  return {
    kind: 'refused',
    why: address === '' ? 'is empty' : 'leads neither to a report nor to a web page',
  };
}

/** The id a fragment stands for; unchanged if its percent signs are not valid escapes. */
export function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** The sanitiser knows schemes in lower case only and would drop the address silently. */
function lowerScheme(address: string): string {
  return address.replace(/^[a-z]+:/i, (scheme) => scheme.toLowerCase());
}

/** C0 and C1 controls, which browsers drop from addresses before they look at the scheme. */
function hasControls(text: string): boolean {
  return [...text].some((character) => {
    const code = character.codePointAt(0) ?? 0;
    return code < 0x20 || (code >= 0x7f && code <= 0x9f);
  });
}
