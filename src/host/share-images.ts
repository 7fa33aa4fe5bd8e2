import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import pLimit from 'p-limit';
import type { CardDrawer } from '../pipeline/share-images.ts';
import type { OutputFile, OutputPath } from '../model/file.ts';
import type { State } from '../model/edition.ts';
import type { ShareCard } from '../site/machines/share-cards.ts';
import { sha256 } from '../source/content-hash.ts';
import type { FontPart } from './share-fonts.ts';
import { fontsFor, fontVersions } from './share-fonts.ts';
import { filesOf, readManifest } from './publish/manifest-store.ts';

/** Pixels of the pictures that sites show beside a shared address. */
export const SHARE_WIDTH = 1200;
export const SHARE_HEIGHT = 630;

/**
 * Opens what draws the pictures: an optional package, with fonts from optional packages, so that the same
 * card gives the same bytes on any machine of a kind. Undefined where they are not installed. Pictures that
 * stand in `previous`, the folder of an earlier output, are taken from there.
 */
export async function openShareImages(previous: string): Promise<CardDrawer | undefined> {
  const takumi = await import('@takumi-rs/core').catch(() => undefined);
  const look = takumi && lookOf();
  if (!takumi || look === undefined) return undefined;
  const renderer = new takumi.Renderer();
  const registered = new Map<string, Promise<unknown>>();
  // Each picture being drawn takes a few megabytes.
  const inTurn = pLimit(availableParallelism());
  const known = await knownFiles(previous);
  const register = ({ family, name, ranges, read }: FontPart): Promise<unknown> => {
    const unicodeRange = ranges.map(([first, last]): [number, number] => [first, last]);
    const done = registered.get(name) ?? renderer.registerFont({ name: family, data: read(), unicodeRange });
    registered.set(name, done);
    return done;
  };
  const drawNow: CardDrawer['draw'] = async (card, path) => {
    const kept = known(path);
    if (kept) return kept;
    const fonts = fontsFor(card.site + card.title + card.line, card.language);
    if (!fonts) return undefined;
    await Promise.all(fonts.map(register));
    const fontFamilies = [...new Set(fonts.map(({ family }) => family))];
    const options = { width: SHARE_WIDTH, height: SHARE_HEIGHT, lang: card.language, fontFamilies };
    return { path, body: await renderer.render(layOut(card), { ...options, format: 'png' }) };
  };
  return { look, draw: (card, path) => inTurn(drawNow, card, path) };
}

/** Counts changes of the layout below. */
const LAYOUT = 2;

function lookOf(): string | undefined {
  const fonts = fontVersions();
  if (fonts.length === 0) return undefined;
  const main = createRequire(import.meta.url).resolve('@takumi-rs/core');
  const { version } = JSON.parse(readFileSync(join(dirname(main), '../package.json'), 'utf8')) as {
    version: string;
  };
  return [`layout ${LAYOUT}`, `takumi ${version}`, ...fonts].join(', ');
}

/** Files of an earlier output that are still what its manifest says. */
async function knownFiles(folder: string): Promise<(path: OutputPath) => OutputFile | undefined> {
  const files = await filesOf(readManifest(folder));
  return (path) => {
    const hash = files.get(path)?.sha256;
    const place = join(folder, path);
    if (hash === undefined || !existsSync(place)) return undefined;
    const bytes = readFileSync(place);
    if (sha256(bytes) !== hash) return undefined;
    // Ten thousand pictures need not be in memory at once.
    return {
      path,
      sha256: hash,
      size: bytes.length,
      get body() {
        return readFileSync(place);
      },
    };
  };
}

/** The colours of the states on pages (templates/style.css), on the same paper. */
const EDGE: Readonly<Record<State, string>> = {
  investigating: '#b3201c',
  identified: '#a2480a',
  monitoring: '#6f5d00',
  resolved: '#1c6b3a',
  scheduled: '#24569b',
  'in-progress': '#6b3fa0',
  completed: '#0e6868',
  withdrawn: '#5d5a53',
};

/** Letters of a title up to which a size of type fits four lines. */
const SIZES: readonly (readonly [letters: number, pixels: number])[] = [
  [40, 76],
  [90, 60],
];
const SMALLEST_SIZE = 48;
const LINES = 4;

function layOut(card: ShareCard) {
  const size = SIZES.find(([letters]) => [...card.title].length <= letters)?.[1] ?? SMALLEST_SIZE;
  // Some fonts ask for more room than a title has.
  const lineHeight = card.direction === 'rtl' ? 1.45 : 1.3;
  const small = { fontSize: 36, color: '#5d5a53' };
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
      borderTop: `24px solid ${EDGE[card.state]}`,
    } as const,
    children: [
      { type: 'text' as const, text: card.site, style: small },
      {
        type: 'text' as const,
        text: card.title,
        style: { fontSize: size, fontWeight: 700, color: '#1c1b19', lineHeight, lineClamp: LINES },
      },
      { type: 'text' as const, text: card.line, style: small },
    ],
  };
}
