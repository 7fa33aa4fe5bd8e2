import type { Element, ElementContent, Properties, Text } from 'hast';
import type { Change } from './change.ts';
import { inlineDiff } from './inline.ts';
import type { Mark, MarkMaker } from './inline.ts';
import { codeOf } from './tree.ts';
import type { Block } from './tree.ts';

/** The word that says what happened to something. */
export interface Marks {
  readonly marked: MarkMaker;
  /** Goes in front of what moved. */
  readonly moved: () => Element;
}

/** Writes a change as HTML; `parent` is the block that it is in. */
export function showChange(change: Change, marks: Marks, parent?: Block): ElementContent[] {
  const { marked } = marks;
  switch (change.kind) {
    case 'same':
      return change.block.element ? [change.block.element] : [...change.block.inline];
    case 'added':
      return markBlock(change.block, 'ins', marked);
    case 'removed':
      return markBlock(change.block, 'del', marked);
    case 'empty':
      return [element('td', {}, [])];
    case 'gap':
      return [gap(parent, change.columns)];
    case 'words':
      return withInline(change.block, inlineDiff(change.stretches, change.block.kind === 'code', marked));
    case 'inside':
      return withChildren(change.block, showParts(change.block, change.parts, marks));
    case 'moved':
      return markMoved(showChange(change.change, marks, parent), marks.moved());
  }
}

function showParts(block: Block, parts: readonly Change[], marks: Marks): ElementContent[] {
  const shown = parts.map((part) => showChange(part, marks, block));
  if (block.element?.tagName === 'ol') number(block.element, parts, shown);
  return shown.flatMap((nodes, index) => {
    const length = bareAround(parts, index);
    if (length < 2) return nodes;
    // Words without an element, and those they replace: read in one line, as in the cell of a table.
    const isReplaced = length === 2 && parts[index]?.kind === 'removed' && parts[index + 1]?.kind === 'added';
    if (isReplaced) return [...nodes, { type: 'text', value: ' ' }];
    const isReplacing =
      length === 2 && parts[index]?.kind === 'added' && parts[index - 1]?.kind === 'removed';
    return isReplacing ? nodes : [element('p', {}, nodes)];
  });
}

/** How many bare parts follow each other here: without elements they would run together. */
function bareAround(parts: readonly Change[], index: number): number {
  const isBare = (at: number) => {
    const part = parts[at];
    return part !== undefined && 'block' in part && !part.block.element;
  };
  if (!isBare(index)) return 0;
  let [from, to] = [index, index + 1];
  while (isBare(from - 1)) from -= 1;
  while (isBare(to)) to += 1;
  return to - from;
}

/** Items keep the number they have in their own version, whatever is left out or is between them. */
function number({ properties }: Element, parts: readonly Change[], shown: ElementContent[][]): void {
  if (properties['reversed']) return;
  const first = Number(properties['start'] ?? 1);
  let next = first;
  for (const [index, part] of parts.entries()) {
    const [item] = shown[index] ?? [];
    if ('block' in part && item?.type === 'element' && first + part.block.place !== next) {
      next = first + part.block.place;
      shown[index] = [{ ...item, properties: { ...item.properties, value: String(next) } }];
    }
    next += 1;
  }
}

/** All of a block as added or removed. The marks are around its words, where they may be anywhere. */
function markBlock(block: Block, mark: Mark, marked: MarkMaker): ElementContent[] {
  const { kind, inline, children, element: source } = block;
  if (kind === 'void') return source ? [marked(mark, [source])] : [];
  if (kind === 'words' || kind === 'code') {
    const says = inline.some(
      (node) => node.type !== 'text' || (kind === 'code' ? node.value : node.value.trim()) !== '',
    );
    return withInline(block, says ? [marked(mark, [...inline])] : [...inline]);
  }
  return withChildren(
    block,
    children.flatMap((child) => markBlock(child, mark, marked)),
  );
}

/** Elements whose first part may carry the note about a move. */
const AROUND = new Set(
  'ul ol dl table thead tbody tfoot tr blockquote div section figure details'.split(' '),
);

/** Nothing inside, or a place where every character counts. */
const ALONE = new Set(['hr', 'img', 'pre']);

/** Puts the note at the beginning of the words, or else above. */
function markMoved([first, ...rest]: readonly ElementContent[], mark: Element): ElementContent[] {
  if (first?.type !== 'element') return [mark, ...(first ? [first] : []), ...rest];
  if (ALONE.has(first.tagName)) return [element('p', {}, [mark]), first, ...rest];
  const at = first.children.findIndex(({ type }) => type === 'element');
  if (AROUND.has(first.tagName) && at >= 0) {
    const before = first.children.slice(0, at);
    return [{ ...first, children: [...before, ...markMoved(first.children.slice(at), mark)] }, ...rest];
  }
  const space: Text = { type: 'text', value: ' ' };
  const [inner] = first.children;
  const isLoose = inner?.type === 'element' && inner.tagName === 'p';
  const children = isLoose ? markMoved(first.children, mark) : [mark, space, ...first.children];
  return [{ ...first, children }, ...rest];
}

function withInline(block: Block, content: ElementContent[]): ElementContent[] {
  const code = block.kind === 'code' && block.element ? codeOf(block.element) : undefined;
  return withChildren(block, code ? [{ ...code, children: content }] : content);
}

function withChildren({ element: source }: Block, children: ElementContent[]): ElementContent[] {
  return source ? [{ ...source, children }] : children;
}

function gap(parent: Block | undefined, columns: number): Element {
  const dots: Text = { type: 'text', value: '…' };
  const properties = { className: ['diff-gap'] };
  if (parent?.kind === 'list') return element('li', properties, [dots]);
  if (parent?.kind !== 'rows') return element('p', properties, [dots]);
  return element('tr', properties, [element('td', columns > 1 ? { colSpan: columns } : {}, [dots])]);
}

function element(tagName: string, properties: Properties, children: ElementContent[]): Element {
  return { type: 'element', tagName, properties, children };
}
