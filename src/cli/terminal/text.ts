import type { Element, Nodes } from 'hast';
import { toString } from 'hast-util-to-string';
import { makeVisible } from '../../diagnostics/formats/display.ts';
import { wrap } from '../../diagnostics/formats/wrap.ts';
import { parseFragment } from '../../source/parse-html.ts';

/** Sanitised HTML as text for a terminal: paragraphs reflowed, lists with marks, code as it is. */
export function terminalText(html: string, width: number, indent = ''): string {
  return blocksOf(parseFragment(html), width, indent).join('\n\n');
}

function blocksOf(node: Nodes, width: number, indent: string): string[] {
  if (!('children' in node)) return [];
  return node.children.flatMap((child): string[] => {
    if (child.type === 'text') return child.value.trim() === '' ? [] : [flow(child.value, width, indent)];
    return child.type === 'element' ? blockOf(child, width, indent) : [];
  });
}

function blockOf(node: Element, width: number, indent: string): string[] {
  switch (node.tagName) {
    case 'p':
      return [flow(inline(node), width, indent)];
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      return [wrap(`## ${visible(inline(node))}`, width, indent)];
    case 'ul':
    case 'ol':
      return [listOf(node, width, indent)];
    case 'pre':
      return [
        lines(toString(node).trimEnd())
          .map((line) => `${indent}    ${line}`.trimEnd())
          .join('\n'),
      ];
    case 'table':
      return [
        rowsOf(node)
          .map((row) => wrap(row, width, indent))
          .join('\n'),
      ];
    case 'blockquote':
    case 'aside':
      return blocksOf(node, width, `${indent}  `);
    case 'hr':
      return [`${indent}---`];
    case 'img':
      return [flow(inline(node), width, indent)];
    default:
      return blocksOf(node, width, indent);
  }
}

function listOf(node: Element, width: number, indent: string): string {
  const items = node.children.filter((child): child is Element => child.type === 'element');
  return items
    .map((item, index) => {
      const mark = node.tagName === 'ol' ? `${index + 1}. ` : '- ';
      const hasBlocks = item.children.some((child) => child.type === 'element' && BLOCKS.has(child.tagName));
      const inner = `${indent}${' '.repeat(mark.length)}`;
      const text = hasBlocks ? itemBlocks(item, width, inner) : flow(inline(item), width, inner);
      return indent + mark + text.slice(inner.length);
    })
    .join('\n');
}

const BLOCKS = new Set(['p', 'ul', 'ol', 'pre', 'blockquote', 'aside', 'table']);

/** An item with words and then a list: no blank line goes between them. */
function itemBlocks(item: Element, width: number, indent: string): string {
  const first = item.children.findIndex((child) => child.type === 'element' && BLOCKS.has(child.tagName));
  const words = item.children.slice(0, first).map(inline).join('').trim();
  const rest = blocksOf({ ...item, children: item.children.slice(first) }, width, indent);
  return [...(words === '' ? [] : [flow(words, width, indent)]), ...rest].join('\n');
}

function rowsOf(table: Element): string[] {
  const rows: Element[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === 'element' && node.tagName === 'tr') rows.push(node);
    else if ('children' in node) node.children.forEach(visit);
  };
  visit(table);
  return rows.map((row) =>
    row.children
      .filter((cell) => cell.type === 'element')
      .map((cell) => visible(inline(cell)))
      .join(' | '),
  );
}

/** The text of inline content; a picture is replaced with its description. */
function inline(node: Nodes): string {
  if (node.type === 'text') return node.value;
  if (node.type !== 'element') return '';
  if (node.tagName === 'img') return `[${String(node.properties['alt'] ?? '')}]`;
  return node.tagName === 'br' ? '\n' : node.children.map(inline).join('');
}

function flow(text: string, width: number, indent: string): string {
  return wrap(visible(text.replaceAll(/\s+/g, ' ').trim()), width, indent);
}

function lines(text: string): string[] {
  return text.split('\n').map(makeVisible);
}

function visible(text: string): string {
  return makeVisible(text.replaceAll(/\s+/g, ' ').trim());
}
