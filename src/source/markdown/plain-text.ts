import type { Element, Nodes } from 'hast';

const PARAGRAPHS = new Set([
  'p',
  'pre',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'blockquote',
  'aside',
  'details',
  'summary',
  'ul',
  'ol',
  'table',
  'hr',
]);
const LINES = new Set(['li', 'tr', 'br']);
/** Between the children of these, white space is layout, not text. */
const CONTAINERS = new Set([
  'ul',
  'ol',
  'table',
  'thead',
  'tbody',
  'tr',
  'blockquote',
  'aside',
  'details',
  'section',
  'div',
]);

/** The words of a tree: blocks separated by blank lines, list items and table rows by line breaks. */
export function plainText(tree: Nodes): string {
  return textOf(tree)
    .replaceAll(/[ \t]+\n/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

function innerText({ tagName, children }: Element): string {
  const said = CONTAINERS.has(tagName)
    ? children.filter((child) => child.type !== 'text' || child.value.trim() !== '')
    : children;
  return said.map(textOf).join('');
}

function textOf(node: Nodes): string {
  switch (node.type) {
    case 'text':
      return node.value;
    case 'root':
      return node.children.map((child) => textOf(child as Nodes)).join('');
    case 'element': {
      const inner = node.tagName === 'img' ? String(node.properties['alt'] ?? '') : innerText(node);
      if (PARAGRAPHS.has(node.tagName)) return `\n\n${inner}\n\n`;
      if (LINES.has(node.tagName)) return `${inner.trim()}\n`;
      return node.tagName === 'td' || node.tagName === 'th' ? `${inner} ` : inner;
    }
    default:
      return '';
  }
}
