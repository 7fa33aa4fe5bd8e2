import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Renderer } from '@takumi-rs/core';
import pLimit from 'p-limit';
import type { CardDrawer } from '../../pipeline/share-images.ts';
import { SHARE_HEIGHT, SHARE_WIDTH } from '../../site/machines/share-cards.ts';
import type { ShareCard } from '../../site/machines/share-cards.ts';
import { sha256 } from '../../source/content-hash.ts';
import type { KeptPictures } from '../cache/pictures.ts';
import { openFonts } from './fonts.ts';
import type { FontPart, ShareFonts } from './fonts.ts';
import { cardNode, LAYOUT, ROOM, TITLE_SIZES, titleNode } from './layout.ts';

/** What is needed to draw pictures, besides the cards. */
interface Drawing {
  /** Pictures that are not drawn again. */
  readonly kept?: KeptPictures | undefined;
  /** The bytes of the site's logo. If they are not a picture, there is no logo. */
  readonly logo?: Uint8Array | undefined;
}

/**
 * Opens the optional package that draws the pictures, with fonts from optional packages, so that the same
 * card gives the same bytes on all machines of the same kind. Undefined if they are not installed.
 */
export async function openShareImages({ kept, logo }: Drawing = {}): Promise<CardDrawer | undefined> {
  const takumi = await import('@takumi-rs/core').catch(() => undefined);
  const fonts = takumi && (await openFonts());
  if (!takumi || !fonts) return undefined;
  const draw = drawer(new takumi.Renderer(), fonts, logo);
  // Each picture being drawn takes a few megabytes.
  const inTurn = pLimit(availableParallelism());
  const drawNow: CardDrawer['draw'] = async (card, path) => {
    const known = kept?.get(basename(path));
    if (known) return { path, body: known };
    const body = await draw(card);
    kept?.put(basename(path), body);
    return { path, body };
  };
  return {
    look: lookOf(fonts, logo),
    can: (card) => partsOf(card, fonts) !== undefined,
    draw: (card, path) => inTurn(drawNow, card, path),
  };
}

function partsOf(card: ShareCard, { fontsFor }: ShareFonts): readonly FontPart[] | undefined {
  const { site, title, chip = '', services, line, language } = card;
  return fontsFor(site + title + chip + services + line, language);
}

/** Draws cards. A font is registered when a card needs it for the first time. */
function drawer(
  renderer: Renderer,
  fonts: ShareFonts,
  logo: Uint8Array | undefined,
): (card: ShareCard) => Promise<Uint8Array> {
  const registered = new Map<string, Promise<unknown>>();
  const register = ({ family, name, drawn, read }: FontPart): Promise<unknown> => {
    const known = registered.get(name);
    if (known) return known;
    const unicodeRange = drawn().map(([first, last]): [number, number] => [first, last]);
    const done = renderer.registerFont({ name: family, data: read(), unicodeRange });
    registered.set(name, done);
    return done;
  };
  return async (card) => {
    const parts = partsOf(card, fonts) ?? [];
    await Promise.all(parts.map(register));
    const fontFamilies = [...new Set(parts.map(({ family }) => family))];
    const options = { width: SHARE_WIDTH, height: SHARE_HEIGHT, lang: card.language, fontFamilies };
    const heightAt = async (size: number) => (await renderer.measure(titleNode(card, size), options)).height;
    const size = await sizeThatFits(heightAt);
    return renderer.render(cardNode(card, size, logo), { ...options, format: 'png' });
  };
}

/** The largest type size in which the title leaves room for everything above and below it. */
async function sizeThatFits(heightAt: (size: number) => Promise<number>): Promise<number> {
  for (const size of TITLE_SIZES) if ((await heightAt(size)) <= ROOM) return size;
  return TITLE_SIZES.at(-1) ?? 0;
}

function lookOf({ versions }: ShareFonts, logo: Uint8Array | undefined): string {
  const main = createRequire(import.meta.url).resolve('@takumi-rs/core');
  const { version } = JSON.parse(readFileSync(join(dirname(main), '../package.json'), 'utf8')) as {
    version: string;
  };
  const own = logo === undefined ? 'no logo' : `logo ${sha256(logo)}`;
  return [`layout ${LAYOUT}`, `takumi ${version}`, own, ...versions].join(', ');
}
