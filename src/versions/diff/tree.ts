import type { Element, ElementContent, Nodes, Properties } from 'hast';
import { toString } from 'hast-util-to-string';
import { parseFragment } from '../../source/parse-html.ts';

/**
 * What a block holds, which says how two of them are compared and where `ins` and `del` may be:
 * - `words`: phrasing content, also without an element of its own (in the items of tight lists);
 * - `code`: text in which every space counts; `void`: nothing, as a rule between two parts;
 * - `flow`, `list`, `table`, `rows`, `cells`: other blocks.
 */
export type BlockKind = 'words' | 'code' | 'void' | 'flow' | 'list' | 'table' | 'rows' | 'cells';

export interface Block {
  readonly kind: BlockKind;
  /** Undefined only for words that are next to other blocks, and for the whole. */
  readonly element: Element | undefined;
  /** Blocks that this one is made of. */
  readonly children: readonly Block[];
  /** What a block of words or code says. */
  readonly inline: readonly ElementContent[];
  /** Only blocks with the same shell can be told apart word by word. */
  readonly shell: string;
  /** The same number for blocks that say the same. */
  readonly print: number;
  /** Its place among its siblings. */
  readonly place: number;
  /** There is but one of it in its parent: it answers its namesake, however little they share. */
  readonly isFixed: boolean;
}

/** Numbers for strings, the same for equal ones. */
export type Intern = (text: string) => number;

export function interner(): Intern {
  const numbers = new Map<string, number>();
  return (text) => {
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  };
}

const KINDS: ReadonlyMap<string, BlockKind> = new Map(
  (
    [
      ['words', 'p h1 h2 h3 h4 h5 h6 summary caption figcaption legend'],
      ['code', 'pre'],
      ['void', 'hr'],
      [
        'flow',
        'blockquote aside section div details li td th dt dd article figure header footer main nav address',
      ],
      ['list', 'ul ol menu dl'],
      ['table', 'table'],
      ['rows', 'thead tbody tfoot'],
      ['cells', 'tr'],
    ] as const
  ).flatMap(([kind, names]) => names.split(' ').map((name) => [name, kind] as const)),
);

const FIXED = new Set(['thead', 'tbody', 'tfoot', 'caption', 'summary', 'figcaption']);
/** Says nothing to a reader, or counts columns, of which a diff has another number. */
const DROPPED = new Set(['template', 'script', 'style', 'colgroup', 'col']);
/** Two diffs may be in one page, and neither holds all of its text: nothing in them names a place. */
const NAMING =
  /^(?:id|name|htmlFor|headers|form|list|useMap|aria(?:DescribedBy|LabelledBy|Controls|Details|Owns|FlowTo|ActiveDescendant|ErrorMessage))$/;
/**
 * Elements whose classes follow from their content or only position it: a change of class is no change of
 * text.
 */
const PLAIN = new Set(['ul', 'ol', 'li', 'table', 'thead', 'tbody', 'tr', 'td', 'th', 'section']);
const SPACE = /[ \t\n\f\r]+/g;

/** Reads a fragment of HTML as one block of blocks. */
export function readBlocks(html: string, intern: Intern): Block {
  const children = cleanAll(parseFragment(html).children);
  return container('flow', undefined, flowBlocks(children, intern), { place: 0, isFixed: false }, intern);
}

/** A name for an element and its attributes. */
export function signature({ tagName, properties }: Element): string {
  const names = Object.keys(properties)
    .filter((name) => name !== 'className' || !PLAIN.has(tagName))
    .toSorted();
  return `${tagName}${names.map((name) => ` ${name}=${JSON.stringify(properties[name])}`).join('')}`;
}

/** True for what is one thing to the reader: a picture, a line break, a box ticked or not. */
export function isAtom({ properties, children }: Element): boolean {
  return properties['role'] === 'img' || children.length === 0;
}

function cleanAll(nodes: readonly Nodes[]): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if (node.type === 'text') return [node];
    return node.type === 'element' && !DROPPED.has(node.tagName) ? [clean(node)] : [];
  });
}

function clean({ tagName, properties, children }: Element): Element {
  const content = cleanAll(children);
  const kept: Properties = Object.fromEntries(
    Object.entries(properties).filter(([name]) => !NAMING.test(name)),
  );
  const make = (name: string, given: Properties, nodes = content): Element => {
    return { type: 'element', tagName: name, properties: given, children: nodes };
  };
  switch (tagName) {
    case 'a':
      // The place it leads to is not here. A name that said so goes with it: a span may not have one.
      return String(properties['href'] ?? '').startsWith('#')
        ? make('span', pick(kept, ['className', 'lang', 'dir', 'title']))
        : make('a', kept);
    case 'del':
    case 'ins':
      // Here these two tell the versions apart; what the writer struck out himself says so otherwise.
      if (content.some(isBlock)) return make('div', pick(kept, ['className', 'lang', 'dir']));
      return make(tagName === 'del' ? 's' : 'u', pick(kept, ['className', 'lang', 'dir', 'title']));
    case 'pre':
      // A line break right after `<pre>` would be lost when it is written.
      return content[0]?.type === 'text' ? make('pre', kept, [make('code', {})]) : make('pre', kept);
    default:
      return make(tagName, kept);
  }
}

function pick(properties: Properties, names: readonly string[]): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => names.includes(name)));
}

function isBlock(node: ElementContent): node is Element {
  return node.type === 'element' && (KINDS.has(node.tagName) || node.children.some(isBlock));
}

/** The blocks among these nodes, and what is between them, each stretch of it as one block of words. */
function flowBlocks(nodes: readonly ElementContent[], intern: Intern): Block[] {
  const blocks: Block[] = [];
  let words: ElementContent[] = [];
  const endWords = () => {
    const says = words.some(
      (node) => node.type === 'element' || (node.type === 'text' && /\S/.test(node.value)),
    );
    if (says) blocks.push(leaf('words', undefined, words, { place: blocks.length, isFixed: false }, intern));
    words = [];
  };
  for (const node of nodes) {
    if (!isBlock(node)) {
      words.push(node);
      continue;
    }
    endWords();
    blocks.push(readBlock(node, intern, blocks.length));
  }
  endWords();
  return blocks;
}

function readBlock(element: Element, intern: Intern, place: number, isInHead = false): Block {
  const { tagName, children } = element;
  const kind = KINDS.get(tagName) ?? 'flow';
  const isFixed = isInHead || FIXED.has(tagName);
  const free = { place, isFixed: false };
  if (kind === 'code') return leaf(kind, element, codeOf(element)?.children ?? children, free, intern);
  if (kind === 'words' && !children.some(isBlock))
    return leaf(kind, element, children, { place, isFixed }, intern);
  if (kind === 'void') return leaf(kind, element, [], free, intern);
  if (kind === 'flow' || kind === 'words')
    return container('flow', element, flowBlocks(children, intern), { place, isFixed }, intern);
  const parts = children.filter((child) => child.type === 'element');
  const blocks = parts.map((part, index) => readBlock(part, intern, index, tagName === 'thead'));
  return container(kind, element, blocks, { place, isFixed }, intern);
}

/** The `code` that is all a `pre` holds. */
export function codeOf({ children }: Element): Element | undefined {
  const [code, ...rest] = children;
  return rest.length === 0 && code?.type === 'element' && code.tagName === 'code' ? code : undefined;
}

/** Where a block is, and whether it is the only one of its kind there. */
type Standing = Pick<Block, 'place' | 'isFixed'>;

function leaf(
  kind: BlockKind,
  element: Element | undefined,
  inline: readonly ElementContent[],
  standing: Standing,
  intern: Intern,
): Block {
  const code = kind === 'code' && element ? codeOf(element) : undefined;
  // A paragraph and words alone are the same: a list that becomes loose changes no word.
  const shell = `${kind} ${element ? signature(element) : 'p'} ${code ? signature(code) : ''}`;
  const says =
    kind === 'code'
      ? toString({ type: 'root', children: [...inline] })
      : inlinePrint(inline).replace(SPACE, ' ').trim();
  return { kind, element, children: [], inline, shell, print: intern(`${shell}\n${says}`), ...standing };
}

function container(
  kind: BlockKind,
  element: Element | undefined,
  children: readonly Block[],
  standing: Standing,
  intern: Intern,
): Block {
  const shell = `${kind} ${element ? signature(element).replace(/^t[dh]\b/, 'cell') : ''}`;
  const print = intern(`${shell}\n${children.map((child) => child.print).join()}`);
  return { kind, element, children, inline: [], shell, print, ...standing };
}

function inlinePrint(nodes: readonly ElementContent[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'text') return node.value;
      return node.type === 'element'
        ? `\u0001${signature(node)}\u0002${inlinePrint(node.children)}\u0003`
        : '';
    })
    .join('');
}
