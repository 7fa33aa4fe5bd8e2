import GithubSlugger, { slug } from 'github-slugger';
import type { Element, ElementContent, Parents, Root } from 'hast';
import { toString } from 'hast-util-to-string';
import { h } from 'hastscript';
import type { VFile } from 'vfile';
import { diagnose } from '../../diagnostics/diagnose.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import { toVFileMessage } from '../../diagnostics/message.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import { highlight } from './highlight.ts';
import { rangeOf } from './options.ts';
import type { Rendering } from './options.ts';
import { decodeFragment } from './resolve-link.ts';

/**
 * Timeline entries and the headings in them are anchors of the page; only the page knows whether one
 * exists. Headings have the ids that GitHub gives them, without capitals and full stops; every other id of
 * a page has one or the other.
 */
const ENTRY_ID = /^t-\d{8}T\d{6}Z(?:-.+)?$/;

/**
 * Adds to safe HTML what Markdown cannot express: ids of headings, accessible names, sizes of pictures, the
 * direction of code. Runs after sanitising, since everything it adds is safe.
 */
export function finish() {
  return (tree: Root, file: VFile): void => {
    const rendering = file.data.rendering!;
    nameHeadings(tree, rendering, new GithubSlugger());
    finishChildren(tree, rendering);
  };
}

/** Elements that can contain headings; paragraphs, tables and code cannot. */
const HOLDS_HEADINGS = new Set(['aside', 'blockquote', 'details', 'li', 'ol', 'section', 'ul']);

function nameHeadings(parent: Parents, rendering: Rendering, slugger: GithubSlugger): void {
  for (const node of parent.children) {
    if (node.type !== 'element') continue;
    const depth = /^h([1-6])$/.exec(node.tagName)?.[1];
    if (depth !== undefined) nameHeading(node, Number(depth), rendering, slugger);
    else if (HOLDS_HEADINGS.has(node.tagName)) nameHeadings(node, rendering, slugger);
  }
}

function nameHeading(
  node: Element,
  depth: number,
  { options, headings }: Rendering,
  slugger: GithubSlugger,
): void {
  if (node.properties['id'] === 'footnote-label') {
    node.children = [{ type: 'text', value: options.labels.footnotes }];
    node.properties['id'] = `${options.idPrefix}note.label`;
    return;
  }
  const text = toString(node).trim();
  // A heading without letters, such as `?`, has nothing to make an id from.
  const id = `${options.idPrefix}${slugger.slug(slug(text) === '' ? 'section' : text)}`;
  node.properties['id'] = id;
  headings.push({ depth, id, text });
}

/** A hand-written loop, since it visits every element of every text. */
function finishChildren(parent: Parents, rendering: Rendering): void {
  for (const [index, node] of parent.children.entries()) {
    if (node.type !== 'element') continue;
    finishChildren(node, rendering);
    parent.children[index] = finishElement(node, rendering);
  }
}

function finishElement(node: Element, rendering: Rendering): ElementContent {
  const { options } = rendering;
  switch (node.tagName) {
    case 'a':
      finishLink(node, rendering);
      return node;
    case 'img':
      return finishPicture(node, rendering);
    case 'li':
      if (typeof node.properties['id'] === 'string')
        node.properties['id'] = options.idPrefix + node.properties['id'];
      return node;
    case 'input':
      return task(node, rendering);
    case 'pre':
      return finishCode(node, rendering);
    case 'td':
    case 'th':
      return finishCell(node);
    case 'table':
      // A region that scrolls must be reachable by keyboard and have a name (WCAG 2.2, 2.1.1).
      return h(
        'div',
        { className: ['table'], role: 'region', tabIndex: 0, ariaLabel: options.labels.table },
        node,
      );
    default:
      return node;
  }
}

function finishLink(node: Element, rendering: Rendering): void {
  const { options } = rendering;
  const { properties } = node;
  if (typeof properties['id'] === 'string') properties['id'] = options.idPrefix + properties['id'];
  if (properties['ariaDescribedBy'] !== undefined) {
    properties['ariaDescribedBy'] = [`${options.idPrefix}note.label`];
  }
  const href = properties['href'];
  if (typeof href !== 'string' || !href.startsWith('#')) return;
  if ('dataFootnoteBackref' in properties) {
    const number = /[\d-]+$/.exec(String(properties['ariaLabel']))?.[0] ?? '';
    properties['ariaLabel'] = `${options.labels.footnoteBack} ${number}`.trim();
  }
  if ('dataFootnoteRef' in properties || 'dataFootnoteBackref' in properties) {
    properties['href'] = `#${options.idPrefix}${href.slice(1)}`;
    return;
  }
  properties['href'] = `#${fragmentOf(node, decodeFragment(href.slice(1)), rendering)}`;
}

function fragmentOf(node: Element, id: string, { options, headings, messages }: Rendering): string {
  const full = options.idPrefix + id;
  if (headings.some((heading) => heading.id === full)) return full;
  const onPage = options.bodyHeadings?.map((heading) => heading.id) ?? [];
  if (onPage.includes(id) || ENTRY_ID.test(id)) return id;
  const known = [...headings.map((heading) => heading.id.slice(options.idPrefix.length)), ...onPage];
  const guess = nearest(id, known);
  messages.push(
    toVFileMessage(
      diagnose(
        'INC306',
        placeOf(options.file, rangeOf(node.position, options)),
        `There is no heading \`#${id}\` in this text`,
        guess
          ? `Did you mean \`#${guess}\`?`
          : `Headings here: ${known.map((each) => `\`#${each}\``).join(', ') || 'none'}.`,
      ),
    ),
  );
  return full;
}

function finishPicture(node: Element, { options }: Rendering): Element {
  const address = String(node.properties['src']).replace('/assets/', '');
  const known = Object.values(options.pictures);
  const picture = known.find((each) => each !== 'refused' && each.address === address);
  if (picture && picture !== 'refused') {
    // With its size known, a page does not jump when the picture arrives.
    Object.assign(node.properties, { width: picture.width, height: picture.height });
  }
  Object.assign(node.properties, { alt: node.properties['alt'] ?? '', loading: 'lazy', decoding: 'async' });
  return node;
}

/** A box that cannot be ticked becomes a mark with a name rather than a form field. */
function task(node: Element, { options }: Rendering): Element {
  const done = Boolean(node.properties['checked']);
  return h(
    'span',
    { className: ['task'], role: 'img', ariaLabel: done ? options.labels.done : options.labels.notDone },
    done ? '☑' : '☐',
  );
}

/** Code reads from left to right in every language. */
function finishCode(node: Element, { highlighter }: Rendering): Element {
  Object.assign(node.properties, { dir: 'ltr', tabIndex: 0 });
  highlight(node, highlighter);
  return node;
}

/** `align` is obsolete in HTML; a class does the same. An empty heading cell is no heading. */
function finishCell(node: Element): Element {
  if (node.tagName === 'th' && node.children.length === 0) node.tagName = 'td';
  const { align } = node.properties;
  if (typeof align !== 'string') return node;
  delete node.properties['align'];
  node.properties['className'] = [`align-${align}`];
  return node;
}
