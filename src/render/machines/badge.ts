import { directionOf } from '../../languages/direction.ts';
import type { ServiceState } from '../../model/edition.ts';
import type { Badge } from '../../site/machines/badges.ts';
import { writeJson } from '../json.ts';
import { writeXml, xml } from './xml.ts';

/** Backgrounds on which white text has a contrast of 4.5 : 1 or more (WCAG 2.2, 1.4.3). */
const GROUND: Readonly<Record<ServiceState, string>> = {
  operational: '#1a7335',
  degraded_performance: '#7a5b00',
  partial_outage: '#ab3b00',
  major_outage: '#b3201f',
  under_maintenance: '#1f5fae',
};
const LABEL_GROUND = '#444';

/** The names that badge services have for colours. */
const COLOUR: Readonly<Record<ServiceState, string>> = {
  operational: 'brightgreen',
  degraded_performance: 'yellow',
  partial_outage: 'orange',
  major_outage: 'red',
  under_maintenance: 'blue',
};

/** Pixels: height of a badge, space next to a text, base line, size of letters. */
const HEIGHT = 20;
const PADDING = 6;
const BASELINE = 14;
const FONT_SIZE = 11;

/**
 * A badge as a picture (SVG 1.1) with its text as accessible name. It needs neither a script nor a style
 * sheet.
 */
export function badgeSvg({ label, message, state, language }: Badge): string {
  const left = widthOf(label) + 2 * PADDING;
  const right = widthOf(message) + 2 * PADDING;
  const name = `${label}: ${message}`;
  const isRightToLeft = directionOf(language) === 'rtl';
  const [labelAt, messageAt] = isRightToLeft ? [right, 0] : [0, left];
  return writeXml(
    xml(
      'svg',
      {
        xmlns: 'http://www.w3.org/2000/svg',
        width: left + right,
        height: HEIGHT,
        viewBox: `0 0 ${left + right} ${HEIGHT}`,
        role: 'img',
        'aria-label': name,
        'xml:lang': language,
      },
      xml('title', {}, name),
      xml('rect', { x: labelAt, width: left, height: HEIGHT, fill: LABEL_GROUND }),
      xml('rect', { x: messageAt, width: right, height: HEIGHT, fill: GROUND[state] }),
      xml(
        'g',
        {
          fill: '#fff',
          'text-anchor': 'middle',
          'font-family': 'Verdana,DejaVu Sans,Geneva,sans-serif',
          'font-size': FONT_SIZE,
          direction: isRightToLeft ? 'rtl' : undefined,
        },
        words(label, labelAt, left),
        words(message, messageAt, right),
      ),
    ),
  );
}

function words(text: string, x: number, width: number) {
  const shape = { x: x + width / 2, y: BASELINE, textLength: width - 2 * PADDING };
  return xml('text', { ...shape, lengthAdjust: 'spacingAndGlyphs' }, text);
}

/** Seconds a badge service may keep what it read. */
const CACHE_SECONDS = 300;

/** A badge as data, in the form that shields.io reads from an address (`schemaVersion` 1). */
export function badgeJson({ label, message, state }: Badge): string {
  return writeJson({
    schemaVersion: 1,
    label,
    message,
    color: COLOUR[state],
    isError: state === 'major_outage' || state === 'partial_outage',
    cacheSeconds: CACHE_SECONDS,
  });
}

/** Characters that are about as wide as the letters are high, and those that take up no room at all. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\uFF00-\uFFEF\p{Extended_Pictographic}]/u;
const NO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u;
const NARROW = /[\s.,:;!|'ijlftrI()[\]]/u;

/** Pixels of a text, estimated; the picture stretches the text to it whatever font a reader has. */
function widthOf(text: string): number {
  return Math.ceil([...text].reduce((sum, each) => sum + advance(each), 0));
}

function advance(character: string): number {
  if (NO_WIDTH.test(character)) return 0;
  if (WIDE.test(character)) return FONT_SIZE;
  if (NARROW.test(character)) return FONT_SIZE * 0.42;
  return /\p{Lu}|[mwMW%@]/u.test(character) ? FONT_SIZE * 0.76 : FONT_SIZE * 0.62;
}
