/**
 * What an article may contain. It covers everything that a shipped template ever wrote, and it only grows:
 * what was frozen once can always be read.
 */

const EVERYWHERE = 'class id lang dir role tabindex aria-label aria-hidden aria-describedby title';

/** Empty elements, which have no end tag. */
export const VOID_ELEMENTS: ReadonlySet<string> = new Set(['br', 'hr', 'img', 'wbr']);

/** Elements of SVG, which may end in `/>`. */
export const SVG_ELEMENTS: ReadonlySet<string> = new Set(
  'svg g line circle rect path polyline text tspan'.split(' '),
);

const PLAIN =
  'abbr article aside b bdi blockquote caption cite code dd del dfn div dl dt em figcaption figure footer h1 h2 ' +
  'h3 h4 h5 h6 header hr br i ins kbd mark p pre q s samp small span strong sub summary sup tbody tfoot thead tr ' +
  'u ul var wbr';

const SHAPE = 'x y x1 x2 y1 y2 cx cy r rx ry d points width height stroke-width stroke-dasharray text-anchor';

const WITH_OWN: Readonly<Record<string, string>> = {
  a: 'href rel hreflang type data-footnote-ref data-footnote-backref',
  details: 'open',
  img: 'src alt width height loading decoding',
  li: 'value',
  ol: 'start reversed type',
  section: 'data-footnotes',
  table: '',
  td: 'colspan rowspan headers',
  th: 'scope colspan rowspan headers abbr',
  time: 'datetime',
};

/** The attributes that each element may have; an element that is not here may not be in an article. */
export const ATTRIBUTES: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ...PLAIN.split(' ').map((name) => [name, words(EVERYWHERE)] as const),
  ...Object.entries(WITH_OWN).map(([name, own]) => [name, words(`${EVERYWHERE} ${own}`)] as const),
  ...[...SVG_ELEMENTS].map(
    (name) => [name, words(`${EVERYWHERE} ${SHAPE} viewbox preserveaspectratio`)] as const,
  ),
]);

/** The form that an address in an article may have, by its attribute. */
export const ADDRESSES: ReadonlyMap<string, RegExp> = new Map([
  // Of other sites, of this one, and of the page itself.
  ['href', /^(?:https?:\/\/|mailto:|\/(?![/\\])|#)\P{Cc}*$/iu],
  // Pictures are those of the site, by the hash of their content.
  ['src', /^\/assets\/[0-9a-f]{64}\.(?:png|jpg|gif|webp|avif)$/],
]);

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' ').filter(Boolean));
}
