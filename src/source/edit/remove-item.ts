import type { Node, YAMLSeq } from 'yaml';
import { isSeq } from '../../languages/yaml-parser.ts';
import { contentEnd, isFlow, lineEnd } from './find-end.ts';

/** The position of a list entry, with everything that belongs to it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The range to delete so that a list is as if an entry had never been added: the entry, the notes below it
 * that are indented deeper, and the blank lines that set it apart. `index` counts in the order of the file.
 * Throws if there is no such entry.
 */
export function itemSpan(list: unknown, index: number, yaml: string): Span {
  const item = isSeq(list) ? (list.items[index] as Node | undefined) : undefined;
  if (!isSeq(list) || !item) throw new Error('an entry that is removed has been read before');
  const [before, after] = [list.items[index - 1], list.items[index + 1]] as (Node | undefined)[];
  if (isFlow(list)) return inBrackets(item, before, after, yaml);
  const dash = dashOf(list, index);
  const column = dash - (yaml.lastIndexOf('\n', dash - 1) + 1);
  const own = { start: dash - column, end: lineEnd(contentEnd(item, yaml), column, yaml) + 1 };
  if (before)
    return {
      ...own,
      start: blankAbove(own.start, lineEnd(contentEnd(before, yaml), column, yaml) + 1, yaml),
    };
  return { ...own, end: blankBelow(own.end, yaml) };
}

function inBrackets(item: Node, before: Node | undefined, after: Node | undefined, yaml: string): Span {
  const [start = 0] = item.range ?? [];
  if (before) return { start: contentEnd(before, yaml), end: contentEnd(item, yaml) };
  return { start, end: after?.range?.[0] ?? contentEnd(item, yaml) };
}

function dashOf(list: YAMLSeq, index: number): number {
  const token = list.srcToken;
  if (token?.type !== 'block-seq') throw new Error('a list without brackets has dashes');
  const mark = token.items[index]?.start.find(({ type }) => type === 'seq-item-ind');
  return mark && 'offset' in mark ? mark.offset : 0;
}

/** The start of the blank lines above an offset, but no further up than `limit`. */
function blankAbove(start: number, limit: number, yaml: string): number {
  const blank = /(?:^|(?<=\n))(?:[ \t]*\n)+$/.exec(yaml.slice(limit, start))?.[0].length ?? 0;
  return start - blank;
}

function blankBelow(end: number, yaml: string): number {
  return end + (/^(?:[ \t]*\n)*/.exec(yaml.slice(end))?.[0].length ?? 0);
}
