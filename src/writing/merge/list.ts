import { cutList } from './cut.ts';
import type { CutList, Item, Part } from './cut.ts';
import { shareNotes, sideOf } from './notes.ts';
import { isSame } from './three.ts';
import type { Piece, Three } from './three.ts';

/** The three lists, and what tells their items apart. */
export interface Lists {
  readonly base: CutList | undefined;
  readonly ours: CutList;
  readonly theirs: CutList;
}

/** The three lists under a key; undefined where one side has no list in lines. */
export function cutLists({ base, ours, theirs }: Three<Part>): Lists | undefined {
  const [a, b] = [ours && cutList(ours), theirs && cutList(theirs)];
  return a && b ? { base: base && cutList(base), ours: a, theirs: b } : undefined;
}

/**
 * Merges a list whose items are told apart by their first key, such as the text of an action: items of
 * both sides stay, those that only the other side has go below ours.
 */
export function mergeList(three: Three<Part>): readonly Piece[] {
  const lists = cutLists(three);
  if (!lists) return [{ kind: 'conflict', ours: three.ours?.text ?? '', theirs: three.theirs?.text ?? '' }];
  const { base, ours, theirs } = lists;
  const names = [...new Set([...ours.items, ...theirs.items].map(nameOf))];
  const pieces = names.flatMap((name) => {
    const find = (list: CutList | undefined) => list?.items.find((item) => nameOf(item) === name);
    return mergeItem({ base: find(base), ours: find(ours), theirs: find(theirs) }, lists);
  });
  return [{ kind: 'text', text: ours.lead }, ...pieces];
}

/** One item that some of the three have. */
export function mergeItem(items: Three<Item>, { ours, theirs }: Lists): readonly Piece[] {
  const moved = items.theirs && {
    ...items.theirs,
    text: shift(items.theirs.text, ours.column - theirs.column),
  };
  const three = shareNotes({ ...items, theirs: moved });
  const side = sideOf(three);
  if (side === undefined)
    return [{ kind: 'conflict', ours: three.ours?.text ?? '', theirs: three.theirs?.text ?? '' }];
  const item = three[side];
  return item === undefined ? [] : [{ kind: 'text', text: item.text }];
}

function nameOf({ value }: Item): string {
  const first = typeof value === 'object' && value !== null ? Object.values(value)[0] : value;
  return isSame(first, undefined) ? '' : JSON.stringify(first);
}

/** Lines moved to the right or to the left; empty ones stay empty. */
function shift(text: string, by: number): string {
  if (by === 0) return text;
  return text
    .split('\n')
    .map((line) => (line.trim() === '' ? line : by > 0 ? ' '.repeat(by) + line : line.slice(-by)))
    .join('\n');
}
