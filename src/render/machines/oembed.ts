import type { Language } from '../../model/language.ts';
import type { PageSettings } from '../../site/page-settings.ts';
import { EMBED_HEIGHT, EMBED_WIDTH } from '../../site/pages/embed.ts';
import { siteName } from '../../site/site-texts.ts';
import { absoluteUrl, embedUrl, indexUrl } from '../../site/route.ts';
import { writeJson } from '../json.ts';
import { escapeHtml } from '../pages/safe-html.ts';

/** Seconds: the frame stays the same, only what it shows changes. */
const CACHE_AGE = 86_400;

/**
 * How other sites may show the status page (oEmbed 1.0): in a frame, where site.yaml lets others frame the page
 * that is made for it, else as a link.
 */
export function writeOembed(
  site: Pick<PageSettings, 'name' | 'names' | 'defaultLanguage' | 'url'>,
  language: Language,
  isFramed: boolean,
): string {
  const name = siteName(site, language).value;
  const shared = {
    version: '1.0',
    title: name,
    provider_name: name,
    provider_url: absoluteUrl(site, indexUrl(language)),
    cache_age: CACHE_AGE,
  };
  if (!isFramed) return writeJson({ type: 'link', ...shared });
  const html = frame(absoluteUrl(site, embedUrl(language)), name);
  return writeJson({ type: 'rich', ...shared, html, width: EMBED_WIDTH, height: EMBED_HEIGHT });
}

function frame(address: string, title: string): string {
  const size = `width="${EMBED_WIDTH}" height="${EMBED_HEIGHT}"`;
  return `<iframe src="${escapeHtml(address)}" title="${escapeHtml(title)}" ${size} style="border: 0; max-width: 100%" loading="lazy"></iframe>`;
}
