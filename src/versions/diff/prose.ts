import type { Root } from 'hast';
import { toHtml } from '../../source/markdown/to-html.ts';
import { ALL_STEPS } from './align.ts';
import { compareBlocks } from './blocks.ts';
import type { Change } from './blocks.ts';
import { elide } from './elide.ts';
import { showChange } from './show.ts';
import type { MarkMaker } from './show.ts';
import { wordReader } from './tokens.ts';
import { interner, readBlocks } from './tree.ts';

/** What a change is called in the reader's language, for those who do not see it. */
export interface DiffLabels {
  readonly added: string;
  readonly removed: string;
}

/**
 * What changed between two versions of a text, as HTML: block by block, and within blocks word by word. Of
 * what did not change only the blocks next to a change are shown. Empty if both say the same.
 */
export function diffProse(before: string, after: string, language: string, labels: DiffLabels): string {
  if (before === after) return '';
  return show(elide(compare(before, after, language)), labels);
}

/** What changed, with all that did not. */
export function compare(before: string, after: string, language: string): Change {
  const intern = interner();
  const comparison = { reader: wordReader(language, intern), budget: { steps: ALL_STEPS } };
  const [change] = compareBlocks(readBlocks(before, intern), readBlocks(after, intern), comparison);
  return change!;
}

/** A change as HTML; empty where there is none. */
export function show(change: Change, labels: DiffLabels): string {
  if (change.kind === 'same') return '';
  const marked: MarkMaker = (mark, content) => ({
    type: 'element',
    tagName: mark,
    properties: {},
    children: [
      {
        type: 'element',
        tagName: 'span',
        properties: { className: ['sr-only'] },
        children: [{ type: 'text', value: `${mark === 'ins' ? labels.added : labels.removed} ` }],
      },
      ...content,
    ],
  });
  const root: Root = { type: 'root', children: showChange(change, marked) };
  return toHtml(root);
}
