/** Elements that a writer may use, without attributes, because Markdown has no syntax for them. */
export const PAIRED: ReadonlySet<string> = new Set(['details', 'summary', 'kbd', 'sub', 'sup']);

/** Elements whose content is not text for readers. */
export const SILENT: ReadonlySet<string> = new Set([
  'script',
  'style',
  'template',
  'title',
  'noscript',
  'svg',
  'math',
]);

/** Elements that can be inside a sentence. */
export const IN_SENTENCES: ReadonlySet<string> = new Set(
  'a abbr b bdi bdo big br cite code dfn em font i img ins kbd label mark q s samp small span strike strong sub sup time tt u var'.split(
    ' ',
  ),
);

/**
 * All HTML elements, obsolete ones too. A word between angle brackets that is not in the list is a word.
 */
const ELEMENTS: ReadonlySet<string> = new Set(
  (
    'a abbr acronym address area article aside audio b base bdi bdo big blink blockquote body br button canvas ' +
    'caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset ' +
    'figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img ' +
    'input ins kbd label legend li link main map mark marquee math menu meta meter nav nobr noframes noscript ' +
    'object ol optgroup option output p param picture plaintext pre progress q rp rt ruby s samp script search ' +
    'section select slot small source span strike strong style sub summary sup svg table tbody td template ' +
    'textarea tfoot th thead time title tr track tt u ul var video wbr xmp'
  ).split(' '),
);

export function isElement(name: string): boolean {
  return ELEMENTS.has(name);
}
