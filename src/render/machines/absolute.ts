import { rebase } from './rebase.ts';

/** Attributes of tags this program writes are in double quotes, which no value contains. */
const LINK = /<a\s(?:[^"<>]|"[^"]*")*>/g;

/**
 * Makes every address in a fragment absolute, for readers who see it away from its page. `siteUrl` ends in
 * `/`; `pageUrl` is the page on which the fragment's own anchors are.
 */
export function absolute(html: string, siteUrl: string, pageUrl: string): string {
  const own = html.replace(LINK, (tag) => tag.replace(/(\shref=")(?=#)/, (start) => start + pageUrl));
  return rebase(own, siteUrl);
}
