import rehypeSanitize from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import type { PluggableList } from 'unified';
import { ownAddresses } from './addresses.ts';
import { alerts } from './alerts.ts';
import { checkNodes } from './check-nodes.ts';
import { finish } from './finish.ts';
import { htmlParts } from './html/html-parts.ts';
import { losses } from './losses/losses.ts';
import { levelHeadings } from './headings.ts';
import { safeSchema } from './safe-schema.ts';
import { gfmButMail, tablesOnly } from './gfm-parts.ts';
import { plainBlocks } from './plain/blocks.ts';

/**
 * No heading has a full stop in its id. The prefix that keeps the texts of a page apart is added in `finish`.
 */
const NOTE_IDS = { clobberPrefix: 'note.' };

/** Steps on the Markdown tree, after the site's Markdown plugins if it has any. */
const PREPARING: PluggableList = [htmlParts, checkNodes, alerts, levelHeadings];

/** From a writer's Markdown to safe HTML. Everything after `rehypeSanitize` is the program's own. */
function processorWith(gfm: PluggableList) {
  return unified()
    .use(remarkParse)
    .use(gfm)
    .use(plainBlocks)
    .use(losses)
    .use(PREPARING)
    .use(remarkRehype, NOTE_IDS)
    .use(rehypeSanitize, safeSchema)
    .use(finish)
    .use(rehypeStringify)
    .freeze();
}

export const processor = processorWith([remarkGfm]);

/** The same for text without any trace of tables, footnotes, task lists, strikethrough or bare addresses. */
export const plainProcessor = processorWith([]);

/** The same for text without an `@`. */
export const mailFreeProcessor = processorWith([gfmButMail]);

/** The same for text that may have tables, and nothing else of GFM. */
export const tableProcessor = processorWith([tablesOnly]);

/** The same in three parts, for sites with plugins: those for Markdown run after the first of them. */
export const reading = unified().use(remarkParse).use(remarkGfm).use(plainBlocks).use(losses).freeze();

/** Those for HTML run after this one. */
export const converting = unified().use(PREPARING).use(remarkRehype, NOTE_IDS).freeze();

/** Whatever plugins produce, only safe HTML comes out of this one. */
export const securing = unified()
  .use(rehypeSanitize, safeSchema)
  .use(ownAddresses)
  .use(finish)
  .use(rehypeStringify)
  .freeze();

/**
 * Chooses the processor that gives the same result as `processor` for a text with as little of GFM as
 * possible, since its extensions make parsing two to three times as slow. Too much only costs time; too
 * little would lose a table.
 */
export function processorFor(text: string): typeof processor {
  if (mayNeedGfm(text)) return text.includes('@') ? processor : mailFreeProcessor;
  // A table of one column needs no bar: `a` above `:-` is one.
  return /\||:-|-:/.test(text) ? tableProcessor : plainProcessor;
}

/**
 * Links that are complete whatever is around them, and autolinks, whose addresses are not bare ones.
 * Nothing in them opens or closes anything: no backtick, escape, angle bracket or cell edge.
 */
const WHOLE_LINKS = /(?<!\\)(?:\[([^[\]`<>\\|\n]*)\]\(https?:[^\s()<>`\\|]*\)|<https?:[^\s<>`\\|]*>)/gi;

/** True if text can hold anything of GFM but tables: footnotes, task lists, strikethrough, bare addresses. */
export function mayNeedGfm(text: string): boolean {
  return /[~@]|\[\^|www\.|https?:|\[[ \txX]\]/i.test(text.replace(WHOLE_LINKS, ' $1 '));
}
