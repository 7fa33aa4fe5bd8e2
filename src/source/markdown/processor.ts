import rehypeSanitize from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { alerts } from './alerts.ts';
import { checkNodes } from './check-nodes.ts';
import { finish } from './finish.ts';
import { levelHeadings } from './headings.ts';
import { safeSchema } from './safe-schema.ts';

/** From a writer's Markdown to safe HTML as a tree. What is made after `rehypeSanitize` is ours alone. */
export const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(checkNodes)
  .use(alerts)
  .use(levelHeadings)
  // Prefixing is done in `finish`, per text; a prefix here would be the same for all texts of a page.
  .use(remarkRehype, { clobberPrefix: '' })
  .use(rehypeSanitize, safeSchema)
  .use(finish)
  .freeze();

/** The same for text without any sign of tables, footnotes, task lists, strikethrough or bare addresses. */
export const plainProcessor = unified()
  .use(remarkParse)
  .use(checkNodes)
  .use(alerts)
  .use(levelHeadings)
  .use(remarkRehype, { clobberPrefix: '' })
  .use(rehypeSanitize, safeSchema)
  .use(finish)
  .freeze();

/**
 * True if text can hold anything of GFM. It is asked because the GFM extensions make parsing two and a
 * half times as slow; saying true too often costs time, false too often would lose a table.
 */
export function mayNeedGfm(text: string): boolean {
  return /[|~@]|\[\^|www\.|https?:|\[[ \txX]\]/i.test(text);
}
