import type { Element, ElementContent } from 'hast';
import { toHtml } from '../../source/markdown/to-html.ts';
import { ALL_STEPS } from './align.ts';
import { compareBlocks } from './blocks.ts';
import type { Change } from './change.ts';
import { elide } from './elide.ts';
import type { MarkMaker } from './inline.ts';
import { showChange } from './show.ts';
import { wordReader } from './tokens.ts';
import { interner, readBlocks } from './tree.ts';

/*
 * before                                       after
 * <p>Uploads failed for <em>two</em> hours.    <p>Uploads failed for <em>three</em> hours.
 * <p>Downloads worked.                         <p>Downloads worked.
 * <ul> <li>disk <li>network                    <ul> <li>disk
 *
 * tree.ts: a Block is an element with children that are blocks, or with words. Equal blocks, equal `print`.
 *
 *   flow ─┬─ words (p)   Uploads failed for two hours.
 *         ├─ words (p)   Downloads worked.
 *         └─ list (ul) ─┬─ flow (li)
 *                       └─ flow (li)
 *
 * tokens.ts: the words of a block are Tokens, each with its Frames, the inline elements around it.
 *
 *   Uploads   failed   for   two     hours   .
 *                            └ Frame: em
 *
 * align.ts: a Hunk is what differs, then what both have, as places in two lists of equal numbers.
 *
 *   before  1 2 3 4 6 7
 *   after   1 2 3 5 6 7    removed [0,0] added [0,0] kept 3, removed [3,4] added [3,4] kept 2
 *
 * words.ts: a Stretch is a Hunk with the tokens in place of the places. word-runs.ts: the same for plain text
 * blocks.ts: a Change says what became of a block:
 *
 *   inside (flow) ─┬─ words (p)    Stretches: kept `Uploads failed for`, removed `two`, added `three`, …
 *                  ├─ same (p)     elide.ts makes a `gap` of those that no change is next to
 *                  └─ inside (ul) ─┬─ same (li)
 *                                  └─ removed (li)
 *
 * moves.ts: a block that is removed in one place of its parent and added in another has `moved`.
 *
 * show.ts, inline.ts: Marks, `ins` and `del`, around words.
 *
 *   <p>Uploads failed for <del><em>two</em></del> <ins><em>three</em></ins> hours.</p>
 *   <p>Downloads worked.</p>
 *   <ul><li>disk</li><li><del>network</del></li></ul>
 */

/** The names of changes in the reader's language, for those who do not see the marks. */
export interface DiffLabels {
  readonly added: string;
  readonly removed: string;
  /** A move is written out for everybody, since nothing else shows it. */
  readonly moved: string;
}

/**
 * What changed between two versions of a text, as HTML: block by block, and within blocks word by word. Of
 * what did not change only the blocks next to a change are shown. Empty if both say the same.
 */
export function diffProse(before: string, after: string, language: string, labels: DiffLabels): string {
  if (before === after) return '';
  return show(elide(compare(before, after, language)), labels);
}

/** What changed, together with everything that did not. */
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
    children: [label('sr-only', `${mark === 'ins' ? labels.added : labels.removed} `), ...content],
  });
  const moved = () => label('moved', labels.moved);
  return toHtml({ type: 'root', children: showChange(change, { marked, moved }).map(below) });
}

/**
 * A whole text as it stands in a difference: nothing in it names a place, and its headings are below others.
 */
export function plainProse(html: string): string {
  const { children } = readBlocks(html, interner());
  const marks = { marked: () => label('', ''), moved: () => label('', '') };
  const shown = children.flatMap((block) => showChange({ kind: 'same', block }, marks));
  return toHtml({ type: 'root', children: shown.map(below) });
}

/** A difference is shown under the heading of its version. */
function below(node: ElementContent): ElementContent {
  if (node.type !== 'element') return node;
  const children = node.children.map(below);
  const [, level] = /^h([1-5])$/.exec(node.tagName) ?? [];
  return { ...node, tagName: level === undefined ? node.tagName : `h${Number(level) + 1}`, children };
}

function label(className: string, value: string): Element {
  return {
    type: 'element',
    tagName: 'span',
    properties: { className: [className] },
    children: [{ type: 'text', value }],
  };
}
