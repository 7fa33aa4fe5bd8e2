import type { EmbedPage, IndexPage } from '../../model/page.ts';
import { absoluteUrl, embedFileUrl, embedUrl } from '../route.ts';
import { siteName } from '../site-texts.ts';
import { base } from './base.ts';
import type { Surroundings } from './base.ts';
import type { PageSettings } from '../page-settings.ts';
import type { Language } from '../../model/language.ts';

/** Open reports that fit a frame of the documented height. */
const NAMED = 3;

/** Pixels: a frame of this size shows the page without a scroll bar, in every language. */
export const EMBED_WIDTH = 600;
export const EMBED_HEIGHT = 360;

/** What other sites show in a frame: the sentence of the status page, and the gravest of what is open. */
export function embedPage(
  world: Surroundings,
  { language, canonical, title, verdict, open }: IndexPage,
): EmbedPage {
  return {
    ...base(world, language, embedUrl, title),
    kind: 'embed',
    canonical,
    noindex: true,
    alternates: [],
    forms: [embedForm(world.site, language)],
    verdict,
    open: open.slice(0, NAMED),
  };
}

/** Says where an answer of oEmbed about a page is: those who are given the address of the page look for it. */
export function embedForm(site: PageSettings, language: Language): IndexPage['forms'][number] {
  return {
    type: 'application/json+oembed',
    url: absoluteUrl(site, embedFileUrl(language)),
    title: siteName(site, language).value,
  };
}
