import rehypeSanitize from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import type { PluggableList } from 'unified';
import { ownAddresses } from './addresses.ts';
import { alerts } from './alerts.ts';
import { checkNodes } from './check-nodes.ts';
import { finish } from './finish.ts';
import { levelHeadings } from './headings.ts';
import { htmlParts } from './html/html-parts.ts';
import { losses } from './losses/losses.ts';
import { safeSchema } from './safe-schema.ts';

/**
 * No heading has a full stop in its id. The prefix that keeps the texts of a page apart is added in `finish`.
 */
const NOTE_IDS = { clobberPrefix: 'note.' };

/** Steps on the Markdown tree, after the site's Markdown plugins if it has any. */
const PREPARING: PluggableList = [htmlParts, checkNodes, alerts, levelHeadings];

/**
 * From the tree of a writer's Markdown to safe HTML. Everything after `rehypeSanitize` is the program's own.
 * Reading Markdown is in `parser.ts`, whose packages take longer to load than most texts to read.
 */
export const rendering = unified()
  .use(losses)
  .use(PREPARING)
  .use(remarkRehype, NOTE_IDS)
  .use(rehypeSanitize, safeSchema)
  .use(finish)
  .use(rehypeStringify)
  .freeze();

/** The same in three parts, for sites with plugins: those for Markdown run after the first of them. */
export const checking = unified().use(losses).freeze();

/** Those for HTML run after this one. */
export const converting = unified().use(PREPARING).use(remarkRehype, NOTE_IDS).freeze();

/** Whatever plugins produce, only safe HTML comes out of this one. */
export const securing = unified()
  .use(rehypeSanitize, safeSchema)
  .use(ownAddresses)
  .use(finish)
  .use(rehypeStringify)
  .freeze();
