import type { Language } from '../model/language.ts';
import type { OutputFile, OutputPath } from '../model/file.ts';
import type { Page, PageUrl } from '../model/page.ts';
import type { Reference } from '../model/reference.ts';
import type { PresentRow } from '../model/row.ts';
import type { Site } from '../source/site-schema.ts';
import type { Messages } from '../languages/messages.ts';
import { absoluteUrl, assetUrl, outputPath } from '../site/route.ts';
import { shareCards } from '../site/machines/share-cards.ts';
import type { ShareCard } from '../site/machines/share-cards.ts';

/** What draws cards as PNG. */
export interface CardDrawer {
  /** What the pictures look like depends on, beside the cards: versions of renderer and fonts. */
  readonly look: string;
  /** The card as the file `path`. Undefined where no font has its letters. */
  readonly draw: (card: ShareCard, path: OutputPath) => Promise<OutputFile | undefined>;
}

/** The pictures of a site's articles: their addresses, and the files themselves. */
export interface ShareImages {
  readonly urlOf: (reference: Reference, language: Language) => PageUrl | undefined;
  readonly files: readonly OutputFile[];
}

export const NO_SHARE_IMAGES: ShareImages = { urlOf: () => undefined, files: [] };

/** Draws a picture for each text of each report. The name of its file holds the hash of what it shows. */
export async function drawShareImages(
  site: Pick<Site, 'name' | 'languages'>,
  rows: readonly PresentRow[],
  texts: Pick<Messages, 't' | 'formats'>,
  drawer: CardDrawer,
): Promise<ShareImages> {
  const cards = shareCards(site, rows, texts, drawer.look);
  const byUrl = new Map(cards.map(({ card, hash }) => [assetUrl(`share-${hash}.png`), card]));
  const drawn = await Promise.all(
    [...byUrl].map(async ([url, card]) => [url, await drawer.draw(card, outputPath(url))] as const),
  );
  const files = new Map(drawn.flatMap(([url, file]) => (file ? [[url, file]] : [])));
  const urls = new Map(
    cards
      .map(({ reference, language, hash }) => [reference, language, assetUrl(`share-${hash}.png`)] as const)
      .flatMap(([reference, language, url]) => (files.has(url) ? [[`${reference} ${language}`, url]] : [])),
  );
  return {
    urlOf: (reference, language) => urls.get(`${reference} ${language}`),
    files: [...files.values()],
  };
}

/** The page of an article with its picture, if there is one. */
export function withShareImage(page: Page, site: Pick<Site, 'url'>, url: PageUrl | undefined): Page {
  if (page.kind !== 'article' || url === undefined) return page;
  const image = absoluteUrl(site, url);
  const { structured } = page;
  const graph = structured?.['@graph'].map((node) => ({ ...node, image }));
  return { ...page, image, structured: structured && graph && { ...structured, '@graph': graph } };
}
