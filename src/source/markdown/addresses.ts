import type { Element, Parents, Root } from 'hast';
import type { VFile } from 'vfile';

/** An address on the web, of mail, below the site, or on the same page. */
const LINK = /^(?:https?:\/\/[^\s/\\]|mailto:|\/(?![/\\])|#)/i;

/**
 * Removes addresses that only a plugin can have added: those of links that lead neither to the web nor into
 * the site, and pictures that are not the site's own. Everything in a writer's Markdown was checked before.
 */
export function ownAddresses() {
  return (tree: Root, file: VFile): void => {
    const { options } = file.data.rendering!;
    const own = new Set(
      Object.values(options.pictures).map((each) => (each === 'refused' ? each : `/assets/${each.address}`)),
    );
    keepOwn(tree, own);
  };
}

function keepOwn(parent: Parents, pictures: ReadonlySet<string>): void {
  parent.children = parent.children.filter((node) => {
    if (node.type !== 'element') return true;
    if (node.tagName === 'img' && !pictures.has(String(node.properties['src']))) return false;
    if (node.tagName === 'a') keepLink(node);
    keepOwn(node, pictures);
    return true;
  }) as typeof parent.children;
}

function keepLink({ properties }: Element): void {
  const { href } = properties;
  if (href !== undefined && !LINK.test(String(href))) delete properties['href'];
}
