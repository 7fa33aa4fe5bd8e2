import type { ImageNode, Node } from '@takumi-rs/core';
import { SHARE_HEIGHT, SHARE_WIDTH } from '../../site/machines/share-cards.ts';
import type { ShareCard } from '../../site/machines/share-cards.ts';

/** Raised with each change of the layout below. */
export const LAYOUT = 4;

/** Colours and shapes of severities, as on pages (templates/style.css), on the same background. */
const LOOKS: Readonly<Record<ShareCard['mark'], { readonly color: string; readonly shape: object }>> = {
  critical: { color: '#b3201c', shape: { clipPath: 'polygon(50% 0, 100% 100%, 0 100%)' } },
  major: { color: '#a2480a', shape: { clipPath: 'polygon(50% 0, 100% 50%, 50% 100%, 0 50%)' } },
  minor: { color: '#6f5d00', shape: { borderRadius: 18 } },
  maintenance: { color: '#6b3fa0', shape: {} },
  other: { color: '#5d5a53', shape: { height: 6 } },
  calm: {
    color: '#1c6b3a',
    shape: { clipPath: 'polygon(0 55%, 16% 40%, 38% 62%, 84% 12%, 100% 27%, 38% 92%)' },
  },
};
const INK = '#1c1b19';
const QUIET = '#4d4a44';

/** Type sizes of a title in pixels, the largest first: the first in which the title fits is used. */
export const TITLE_SIZES = [96, 84, 72, 62, 54, 46];
const SMALL = 42;
const LINES = 4;
const SPACE = 60;
const BAR = 28;
const LOGO = 64;

/** A word that is longer than a line may be broken anywhere. */
const BREAKS = { overflowWrap: 'anywhere', wordBreak: 'break-word' } as const;

/** A card in the renderer's form, with its title in one of the sizes. */
export function cardNode(card: ShareCard, titleSize: number, logo: Uint8Array | undefined): Node {
  return {
    type: 'container',
    style: {
      width: SHARE_WIDTH,
      height: SHARE_HEIGHT,
      display: 'flex',
      flexDirection: 'column',
      justifyContent: 'space-between',
      padding: SPACE,
      direction: card.direction,
      backgroundColor: '#fcfbf8',
      borderTop: `${BAR}px solid ${LOOKS[card.mark].color}`,
    },
    children: [head(card, logo), titleNode(card, titleSize, LINES), foot(card)],
  };
}

/** The height that a title and the services below it may have. */
export const ROOM = SHARE_HEIGHT - BAR - 2 * SPACE - LOGO - 84 - 2 * 20;

/**
 * A title with the services below it, as wide as on a card: all of it, to be measured, or only this many
 * lines.
 */
export function titleNode(card: ShareCard, size: number, lines?: number): Node {
  // Some scripts need more room between lines.
  const lineHeight = card.direction === 'rtl' ? 1.4 : 1.2;
  return {
    type: 'container',
    style: { display: 'flex', flexDirection: 'column', width: SHARE_WIDTH - 2 * SPACE, gap: 12 },
    children: [
      {
        type: 'text',
        text: card.title,
        style: {
          ...BREAKS,
          fontSize: size,
          fontWeight: 700,
          color: INK,
          lineHeight,
          ...(lines === undefined ? {} : { lineClamp: lines }),
        },
      },
      ...(card.services === '' ? [] : [oneLine(card.services)]),
    ],
  };
}

function head({ site }: ShareCard, logo: Uint8Array | undefined): Node {
  const picture: ImageNode[] =
    logo === undefined ? [] : [{ type: 'image', src: logo, style: { height: LOGO, maxWidth: 400 } }];
  return {
    type: 'container',
    style: { ...ROW, height: LOGO },
    children: [...picture, oneLine(site, { fontWeight: 600 })],
  };
}

const ROW = { display: 'flex', flexDirection: 'row', alignItems: 'center', gap: 28 } as const;

/** Text on one line, which ends with an ellipsis if it is longer. */
function oneLine(text: string, more: object = {}): Node {
  const style = { ...BREAKS, fontSize: SMALL, color: QUIET, lineHeight: 1.3, lineClamp: 1, ...more };
  return { type: 'text', text, style };
}

function foot(card: ShareCard): Node {
  const { color, shape } = LOOKS[card.mark];
  const chip: Node = {
    type: 'container',
    style: { ...ROW, gap: 18, padding: '8px 22px', border: `4px solid ${color}`, flexShrink: 0 },
    children: [
      { type: 'container', style: { width: 36, height: 36, backgroundColor: color, ...shape } },
      { type: 'text', text: card.chip ?? '', style: { fontSize: SMALL, fontWeight: 700, color } },
    ],
  };
  return {
    type: 'container',
    style: { ...ROW, minHeight: 84 },
    children: card.chip === undefined ? [oneLine(card.line, { lineClamp: 2 })] : [chip, oneLine(card.line)],
  };
}
