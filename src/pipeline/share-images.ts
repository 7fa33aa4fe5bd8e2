import type { OutputFile, OutputPath } from '../model/file.ts';
import type { Page as PageView, PageUrl } from '../model/page.ts';
import type { Site } from '../source/site-schema.ts';
import { canonicalJson, sha256 } from '../source/content-hash.ts';
import { absoluteUrl, assetUrl, indexUrl, outputPath } from '../site/route.ts';
import type { CardOfPage, ShareCard } from '../site/machines/share-cards.ts';
import { makeFile } from './pages/list-pages.ts';
import { named } from './remember/named.ts';
import { page } from './remember/pages.ts';
import type { Page } from './remember/pages.ts';

/** What draws cards as PNG. */
export interface CardDrawer {
  /** What the look of the pictures depends on besides the cards: versions of renderer and fonts, and the logo. */
  readonly look: string;
  /** False if no font has the letters of a card. */
  readonly can: (card: ShareCard) => boolean;
  /** Draws the card as the file `path`. */
  readonly draw: (card: ShareCard, path: OutputPath) => Promise<OutputFile>;
}

/** The share images of a site: their addresses, and the pages that draw them. */
export interface ShareImages {
  /** The picture of the page at an address. */
  readonly urlOf: (page: PageUrl) => PageUrl | undefined;
  readonly pages: readonly Page[];
}

export const NO_SHARE_IMAGES: ShareImages = { urlOf: () => undefined, pages: [] };

/** Hexadecimal digits of a hash in a file name. */
const DIGITS = 16;

/**
 * A picture for each card. Its file name contains the hash of its content, so it is known before anything is
 * drawn.
 */
export function shareImages(cards: readonly CardOfPage[], drawer: CardDrawer): ShareImages {
  const urls = new Map<PageUrl, PageUrl>();
  const pages = new Map<PageUrl, Page>();
  for (const { page: of, card } of cards) {
    if (!drawer.can(card)) continue;
    const hash = sha256(`${drawer.look} ${canonicalJson(card)}`).slice(0, DIGITS);
    const url = assetUrl(`share-${hash}.png`);
    const path = outputPath(url);
    urls.set(of, url);
    pages.set(
      url,
      page<{ readonly file: OutputFile }>({
        name: path,
        inputs: { file: named(hash, () => drawer.draw(card, path)) },
        make: makeFile,
      }),
    );
  }
  return { urlOf: (of) => urls.get(of), pages: [...pages.values()] };
}

/** A status page or the page of a service with its share image, if there is one. `/` has that of its language. */
export function withShareImage<V extends PageView>(
  view: V,
  site: Pick<Site, 'url'>,
  urlOf: ShareImages['urlOf'],
): V {
  if (view.kind !== 'index' && view.kind !== 'service') return view;
  const url = urlOf(view.kind === 'index' ? indexUrl(view.language) : view.url);
  return url === undefined ? view : { ...view, image: absoluteUrl(site, url) };
}

/** An article with its share image, if there is one. Its data for search engines names it too. */
export function withArticleImage(
  view: PageView,
  site: Pick<Site, 'url'>,
  url: PageUrl | undefined,
): PageView {
  if (view.kind !== 'article' || url === undefined) return view;
  const image = absoluteUrl(site, url);
  const { structured } = view;
  const graph = structured?.['@graph'].map((node) => ({ ...node, image }));
  return { ...view, image, structured: structured && graph && { ...structured, '@graph': graph } };
}
