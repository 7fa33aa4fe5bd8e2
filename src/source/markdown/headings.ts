import type { Heading, Parents, Root } from 'mdast';

/** The article's own title is the page's h1; the body's first level is below it. */
const TOP = 2;
const LOWEST = 6;

/**
 * Gives headings the level their outline has: one that is below no other becomes h2, each step down is one
 * level. Readers who go from heading to heading get an outline without holes (WCAG 2.2, technique G141).
 */
export function levelHeadings() {
  return (tree: Root): void => {
    const outline: number[] = [];
    for (const heading of headingsIn(tree)) {
      const { depth } = heading;
      while ((outline.at(-1) ?? 0) >= depth) outline.pop();
      outline.push(depth);
      heading.depth = Math.min(TOP - 1 + outline.length, LOWEST) as Heading['depth'];
    }
  };
}

/** The headings of a text, in its order. They are in no paragraph and no table. */
function* headingsIn(parent: Parents): Generator<Heading> {
  for (const node of parent.children) {
    if (node.type === 'heading') yield node;
    else if ('children' in node && node.type !== 'paragraph' && node.type !== 'table')
      yield* headingsIn(node);
  }
}
