import type { Language } from '../model/language.ts';
import type { OutputFile, OutputPath } from '../model/file.ts';
import type { Page as PageView, PageUrl } from '../model/page.ts';
import type { Reference } from '../model/reference.ts';
import type { PresentRow } from '../model/row.ts';
import type { Site } from '../source/site-schema.ts';
import type { Messages } from '../languages/messages.ts';
import { absoluteUrl, assetUrl, outputPath } from '../site/route.ts';
import { shareCards } from '../site/machines/share-cards.ts';
import type { ShareCard } from '../site/machines/share-cards.ts';
import { makeFile } from './pages/list-pages.ts';
import { named } from './remember/named.ts';
import { page } from './remember/pages.ts';
import type { Page } from './remember/pages.ts';

/** What draws cards as PNG. */
export interface CardDrawer {
  /** What the look of the pictures depends on besides the cards: versions of renderer and fonts. */
  readonly look: string;
  /** False if no font has the letters of a card. */
  readonly can: (card: ShareCard) => boolean;
  /** Draws the card as the file `path`. */
  readonly draw: (card: ShareCard, path: OutputPath) => Promise<OutputFile>;
}

/** The share images of a site: their addresses, and the pages that draw them. */
export interface ShareImages {
  readonly urlOf: (reference: Reference, language: Language) => PageUrl | undefined;
  readonly pages: readonly Page[];
}

export const NO_SHARE_IMAGES: ShareImages = { urlOf: () => undefined, pages: [] };

/**
 * A picture for each text of each report. Its file name contains the hash of its content, so it is known
 * before anything is drawn.
 */
export function shareImages(
  site: Pick<Site, 'name' | 'names' | 'languages' | 'defaultLanguage'>,
  rows: readonly PresentRow[],
  texts: Pick<Messages, 't' | 'formats'>,
  drawer: CardDrawer,
): ShareImages {
  const urls = new Map<string, PageUrl>();
  const pages = new Map<PageUrl, Page>();
  for (const { card, hash, reference, language } of shareCards(site, rows, texts, drawer.look)) {
    if (!drawer.can(card)) continue;
    const url = assetUrl(`share-${hash}.png`);
    const path = outputPath(url);
    urls.set(`${reference} ${language}`, url);
    pages.set(
      url,
      page<{ readonly file: OutputFile }>({
        name: path,
        inputs: { file: named(hash, () => drawer.draw(card, path)) },
        make: makeFile,
      }),
    );
  }
  return {
    urlOf: (reference, language) => urls.get(`${reference} ${language}`),
    pages: [...pages.values()],
  };
}

/** The page of an article with its picture, if there is one. */
export function withShareImage(view: PageView, site: Pick<Site, 'url'>, url: PageUrl | undefined): PageView {
  if (view.kind !== 'article' || url === undefined) return view;
  const image = absoluteUrl(site, url);
  const { structured } = view;
  const graph = structured?.['@graph'].map((node) => ({ ...node, image }));
  return { ...view, image, structured: structured && graph && { ...structured, '@graph': graph } };
}
