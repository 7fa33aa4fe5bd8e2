import type { Language } from '../../model/language.ts';
import type { PageUrl } from '../../model/page.ts';
import { SHARE_HEIGHT, SHARE_WIDTH } from '../../site/machines/share-cards.ts';
import type { PageSettings } from '../../site/page-settings.ts';
import { EMBED_HEIGHT, EMBED_WIDTH } from '../../site/pages/embed.ts';
import { absoluteUrl, embedUrl, indexUrl } from '../../site/route.ts';
import { siteName } from '../../site/site-texts.ts';
import { writeJson } from '../json.ts';
import { escapeHtml } from '../pages/safe-html.ts';

/** Seconds: the frame stays the same, only what it shows changes. */
const CACHE_AGE = 86_400;

/** What an answer is about. */
export interface OembedView {
  readonly language: Language;
  /** True where other sites may show the page in a frame. */
  readonly isFramed: boolean;
  /** The share image of the status page. */
  readonly image: PageUrl | undefined;
}

/**
 * How other sites may show the status page (oEmbed 1.0): in a frame, where site.yaml lets others frame the page
 * that is made for it, else as a link.
 */
export function writeOembed(
  site: Pick<PageSettings, 'name' | 'names' | 'defaultLanguage' | 'url'>,
  { language, isFramed, image }: OembedView,
): string {
  const name = siteName(site, language).value;
  const shared = {
    version: '1.0',
    title: name,
    provider_name: name,
    provider_url: absoluteUrl(site, indexUrl(language)),
    cache_age: CACHE_AGE,
    ...(image === undefined
      ? {}
      : {
          thumbnail_url: absoluteUrl(site, image),
          thumbnail_width: SHARE_WIDTH,
          thumbnail_height: SHARE_HEIGHT,
        }),
  };
  if (!isFramed) return writeJson({ type: 'link', ...shared });
  const html = frame(absoluteUrl(site, embedUrl(language)), name);
  return writeJson({ type: 'rich', ...shared, html, width: EMBED_WIDTH, height: EMBED_HEIGHT });
}

function frame(address: string, title: string): string {
  const size = `width="${EMBED_WIDTH}" height="${EMBED_HEIGHT}"`;
  return `<iframe src="${escapeHtml(address)}" title="${escapeHtml(title)}" ${size} style="border: 0; max-width: 100%" loading="lazy"></iframe>`;
}
