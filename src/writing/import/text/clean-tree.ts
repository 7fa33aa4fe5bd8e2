import type { Link, Nodes, Parents, PhrasingContent, Root, RootContent } from 'mdast';
import { toString as htmlToString } from 'hast-util-to-string';
import { parseFragment } from '../../../source/parse-html.ts';

/** The links and pictures of a text, as known to its source. */
export interface Surroundings {
  /** The address the links of the source are relative to. */
  readonly address?: string | undefined;
  /** The address that a relative link to another document has here; undefined for one that leads nowhere. */
  readonly linkTo?: ((url: string) => string | undefined) | undefined;
  /** The name that a picture beside the document gets here; undefined for a missing one. */
  readonly pictureAt?: ((url: string) => string | undefined) | undefined;
}

/** What happened to a text when it was imported. */
export interface Changes {
  /** Pictures that stay on another server, as links. */
  readonly remotePictures: string[];
  /** What could not be kept, in words. */
  readonly losses: string[];
}

/**
 * Reduces a tree to what reports can have: links that lead somewhere, pictures of their own folder, and no
 * HTML. Words are never lost: the text of a removed tag, link or picture stays.
 */
export function cleanTree(tree: Root, around: Surroundings): Changes {
  const changes: Changes = { remotePictures: [], losses: [] };
  cleanChildren(tree, around, changes);
  return changes;
}

function cleanChildren(parent: Parents, around: Surroundings, changes: Changes): void {
  const children = parent.children.flatMap((child) => cleaned(child as RootContent, parent, around, changes));
  (parent as { children: Nodes[] }).children = children;
}

function cleaned(node: RootContent, parent: Parents, around: Surroundings, changes: Changes): Nodes[] {
  switch (node.type) {
    case 'html':
      return textOfHtml(node.value, parent);
    case 'image':
      return [pictureOf(node.url, node.alt ?? '', around, changes)];
    case 'link': {
      cleanChildren(node, around, changes);
      return linkOf(node, around, changes);
    }
    case 'definition': {
      const url = addressOf(node.url, around);
      if (url === undefined) changes.losses.push(`a link to ${shown(node.url)} leads nowhere from here`);
      return [{ ...node, url: url ?? 'https://example.invalid/' }];
    }
    default:
      if ('children' in node) cleanChildren(node as Parents, around, changes);
      return [node];
  }
}

function linkOf(node: Link, around: Surroundings, changes: Changes): Nodes[] {
  const url = addressOf(node.url, around);
  if (url !== undefined) return [{ ...node, url }];
  changes.losses.push(`a link to ${shown(node.url)} leads nowhere from here`);
  return node.children;
}

function pictureOf(url: string, alt: string, around: Surroundings, changes: Changes): PhrasingContent {
  const own = around.pictureAt?.(url);
  if (own !== undefined) return { type: 'image', url: own, alt: alt === '' ? own : alt };
  const words = alt === '' ? 'picture' : alt;
  const address = addressOf(url, around);
  if (address === undefined || !/^https?:/i.test(address)) {
    changes.losses.push(`the picture ${shown(url)} is not among the documents`);
    return { type: 'text', value: alt };
  }
  changes.remotePictures.push(address);
  return { type: 'link', url: address, children: [{ type: 'text', value: words }] };
}

/** The address a link may have in a report; undefined where it leads nowhere. */
function addressOf(url: string, { address, linkTo }: Surroundings): string | undefined {
  const own = linkTo?.(url);
  if (own !== undefined) return own;
  // oxlint-disable-next-line no-control-regex -- an address with these is refused
  if (/[\0-\x20\x7f]/.test(url)) return undefined;
  if (/^mailto:[^\s@]+@[^\s@]+$/i.test(url)) return url;
  if (/^https?:\/\/[^\s/]/i.test(url)) return URL.canParse(url) ? url : undefined;
  if (/^[a-z][a-z\d+.-]*:/i.test(url) || url.startsWith('#') || address === undefined) return undefined;
  const whole = URL.canParse(url, address) ? new URL(url, address) : undefined;
  return whole && /^https?:$/.test(whole.protocol) ? whole.href : undefined;
}

/** The words of HTML inside Markdown: its tags go, comments with all that is in them. */
function textOfHtml(html: string, parent: Parents): Nodes[] {
  const value = htmlToString(parseFragment(html)).trim();
  if (/^<br\b/i.test(html)) return parent.type === 'paragraph' ? [{ type: 'break' }] : [];
  if (value === '') return [];
  const text: Nodes = { type: 'text', value };
  return parent.type === 'root' || parent.type === 'blockquote' || parent.type === 'listItem'
    ? [{ type: 'paragraph', children: [text] }]
    : [text];
}

/** The words of a tree: lines as they are broken, blocks set apart by blank lines. */
export function plainText(tree: Root): string {
  return tree.children
    .map((block) =>
      wordsOf(block)
        .replaceAll(/[^\S\n]+/g, ' ')
        .trim(),
    )
    .filter((text) => text !== '')
    .join('\n\n');
}

function wordsOf(node: Nodes): string {
  if (node.type === 'break') return '\n';
  if (node.type === 'text') return node.value.replaceAll(/\s+/g, ' ');
  if ('value' in node) return node.value;
  if (node.type === 'image') return node.alt ?? '';
  if (!('children' in node)) return '';
  const isOfBlocks = ['list', 'listItem', 'blockquote', 'table', 'tableRow'].includes(node.type);
  return node.children.map(wordsOf).join(isOfBlocks ? '\n' : '');
}

function shown(url: string): string {
  return url.length <= 60 ? url : `${url.slice(0, 59)}…`;
}
