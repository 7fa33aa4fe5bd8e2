import type { Root } from 'hast';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';

/** The last step of the Markdown processor alone, so that any tree becomes the same HTML. */
const writer = unified().use(rehypeStringify).freeze();

/** A tree as HTML. Text and attributes are escaped. */
export function toHtml(tree: Root): string {
  return escapeInTags(writer.stringify(tree));
}

/** A tag; in text `<` is always escaped. */
const TAG = /<[a-z](?:[^"<>]|"[^"]*")*>/gi;

/**
 * The output of `rehype-stringify`, with `<` and `>` in attributes escaped too: then every `<` or `>`
 * belongs to a tag, for any reader.
 */
export function escapeInTags(html: string): string {
  if (!/="[^"<>]*[<>]/.test(html)) return html;
  return html.replace(
    TAG,
    (tag) => `<${tag.slice(1, -1).replaceAll('<', '&#x3C;').replaceAll('>', '&#x3E;')}>`,
  );
}
