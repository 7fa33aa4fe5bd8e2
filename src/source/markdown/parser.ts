import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { PluggableList } from 'unified';
import { gfmButMail, tablesOnly } from './gfm-parts.ts';
import { plainBlocks } from './plain/blocks.ts';

function parserWith(gfm: PluggableList) {
  return unified().use(remarkParse).use(gfm).use(plainBlocks).freeze();
}

/** All of CommonMark and GFM. */
export const wholeParser = parserWith([remarkGfm]);

/** The same for text without any trace of tables, footnotes, task lists, strikethrough or bare addresses. */
export const plainParser = parserWith([]);

/** The same for text without an `@`. */
export const mailFreeParser = parserWith([gfmButMail]);

/** The same for text that may have tables, and nothing else of GFM. */
export const tableParser = parserWith([tablesOnly]);

/**
 * Chooses the parser that gives the same tree as `wholeParser` for a text with as little of GFM as
 * possible, since its extensions make parsing two to three times as slow. Too much only costs time; too
 * little would lose a table.
 */
export function parserFor(text: string): typeof wholeParser {
  if (mayNeedGfm(text)) return text.includes('@') ? wholeParser : mailFreeParser;
  // A table of one column needs no bar: `a` above `:-` is one.
  return /\||:-|-:/.test(text) ? tableParser : plainParser;
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
