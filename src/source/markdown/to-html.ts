import type { Root } from 'hast';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';

/** The end of the Markdown processor alone, so that a tree from anywhere becomes the same HTML. */
const writer = unified().use(rehypeStringify).freeze();

/** A tree as HTML. Text and attributes are escaped. */
export function toHtml(tree: Root): string {
  return writer.stringify(tree);
}
