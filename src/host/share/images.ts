import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { basename, dirname, join } from 'node:path';
import pLimit from 'p-limit';
import type { CardDrawer } from '../../pipeline/share-images.ts';
import type { Harm } from '../../model/harm.ts';
import type { ShareCard } from '../../site/machines/share-cards.ts';
import type { KeptPictures } from '../cache/pictures.ts';
import type { FontPart } from './fonts.ts';
import { fontsFor, fontVersions } from './fonts.ts';

/** Pixels of the pictures that sites show next to a shared address. */
export const SHARE_WIDTH = 1200;
export const SHARE_HEIGHT = 630;

/**
 * Opens the optional package that draws the pictures, with fonts from optional packages, so that the same
 * card gives the same bytes on all machines of the same kind. Undefined if they are not installed. Pictures
 * in `kept` are not drawn again.
 */
export async function openShareImages(kept?: KeptPictures): Promise<CardDrawer | undefined> {
  const takumi = await import('@takumi-rs/core').catch(() => undefined);
  const look = takumi && lookOf();
  if (!takumi || look === undefined) return undefined;
  const renderer = new takumi.Renderer();
  const registered = new Map<string, Promise<unknown>>();
  // Each picture being drawn takes a few megabytes.
  const inTurn = pLimit(availableParallelism());
  const register = ({ family, name, ranges, read }: FontPart): Promise<unknown> => {
    const unicodeRange = ranges.map(([first, last]): [number, number] => [first, last]);
    const done = registered.get(name) ?? renderer.registerFont({ name: family, data: read(), unicodeRange });
    registered.set(name, done);
    return done;
  };
  const drawNow: CardDrawer['draw'] = async (card, path) => {
    const known = kept?.get(basename(path));
    if (known) return { path, body: known };
    const fonts = fontsOf(card) ?? [];
    await Promise.all(fonts.map(register));
    const fontFamilies = [...new Set(fonts.map(({ family }) => family))];
    const options = { width: SHARE_WIDTH, height: SHARE_HEIGHT, lang: card.language, fontFamilies };
    const body = await renderer.render(layOut(card), { ...options, format: 'png' });
    kept?.put(basename(path), body);
    return { path, body };
  };
  return {
    look,
    can: (card) => fontsOf(card) !== undefined,
    draw: (card, path) => inTurn(drawNow, card, path),
  };
}

function fontsOf({ site, title, chip, line, language }: ShareCard) {
  return fontsFor(site + title + chip + line, language);
}

/** Raised with each change of the layout below. */
const LAYOUT = 3;

function lookOf(): string | undefined {
  const fonts = fontVersions();
  if (fonts.length === 0) return undefined;
  const main = createRequire(import.meta.url).resolve('@takumi-rs/core');
  const { version } = JSON.parse(readFileSync(join(dirname(main), '../package.json'), 'utf8')) as {
    version: string;
  };
  return [`layout ${LAYOUT}`, `takumi ${version}`, ...fonts].join(', ');
}

/** Colours and shapes of severities, as on pages (templates/style.css), on the same background. */
const LOOKS: Readonly<Record<Harm, { readonly color: string; readonly shape: object }>> = {
  critical: { color: '#b3201c', shape: { clipPath: 'polygon(50% 0, 100% 100%, 0 100%)' } },
  major: { color: '#a2480a', shape: { clipPath: 'polygon(50% 0, 100% 50%, 50% 100%, 0 50%)' } },
  minor: { color: '#6f5d00', shape: { borderRadius: 14 } },
  maintenance: { color: '#6b3fa0', shape: {} },
  other: { color: '#5d5a53', shape: { height: 5 } },
};

/** The longest title, in letters, that fits on four lines in a type size. */
const SIZES: readonly (readonly [letters: number, pixels: number])[] = [
  [40, 76],
  [90, 60],
];
const SMALLEST_SIZE = 48;
const LINES = 4;

function layOut(card: ShareCard) {
  const size = SIZES.find(([letters]) => [...card.title].length <= letters)?.[1] ?? SMALLEST_SIZE;
  // Some fonts need more room than there is for a title.
  const lineHeight = card.direction === 'rtl' ? 1.45 : 1.3;
  const small = { fontSize: 36, color: '#5d5a53' };
  const { color } = LOOKS[card.harm];
  return {
    type: 'container' as const,
    style: {
      width: SHARE_WIDTH,
      height: SHARE_HEIGHT,
      display: 'flex',
      flexDirection: 'column',
      justifyContent: 'space-between',
      padding: 72,
      direction: card.direction,
      backgroundColor: '#fcfbf8',
      borderTop: `24px solid ${color}`,
    } as const,
    children: [
      { type: 'text' as const, text: card.site, style: small },
      {
        type: 'text' as const,
        text: card.title,
        style: { fontSize: size, fontWeight: 700, color: '#1c1b19', lineHeight, lineClamp: LINES },
      },
      {
        type: 'container' as const,
        style: { display: 'flex', flexDirection: 'row', alignItems: 'center', gap: 32 } as const,
        children: [layOutChip(card), { type: 'text' as const, text: card.line, style: small }],
      },
    ],
  };
}

function layOutChip({ harm, chip }: ShareCard) {
  const { color, shape } = LOOKS[harm];
  return {
    type: 'container' as const,
    style: {
      display: 'flex',
      flexDirection: 'row',
      alignItems: 'center',
      gap: 16,
      padding: '8px 20px',
      border: `3px solid ${color}`,
    } as const,
    children: [
      {
        type: 'container' as const,
        style: { width: 28, height: 28, backgroundColor: color, ...shape } as const,
      },
      { type: 'text' as const, text: chip, style: { fontSize: 36, fontWeight: 700, color } as const },
    ],
  };
}
