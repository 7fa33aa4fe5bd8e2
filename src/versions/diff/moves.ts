import type { Change } from './change.ts';
import type { Block } from './tree.ts';

/** Blocks that share less than this are two different blocks, even if one went where the other came. */
const LEAST = 0.5;
/** Above this many pairs, only identical blocks are looked for. */
const MOST_PAIRS = 2_500;

/** What is needed to tell moves from other changes. */
export interface MoveRules {
  /** 0 for blocks that do not correspond, up to 1. */
  readonly likeness: (before: Block, after: Block) => number;
  /** Compares two corresponding blocks. */
  readonly compare: (before: Block, after: Block) => readonly Change[];
}

/**
 * Joins a block removed in one place of its parent and added in another into a move: it is shown where it
 * is now, with the words in it that changed.
 */
export function withMoves(changes: readonly Change[], { likeness, compare }: MoveRules): readonly Change[] {
  const gone = placesOf(changes, 'removed');
  const come = placesOf(changes, 'added');
  if (gone.size === 0 || come.size === 0) return changes;
  const moved = new Map<number, Change>();
  const take = (from: number, to: number, inner: Change) => {
    moved.set(to, {
      kind: 'moved',
      block: inner.kind === 'gap' ? come.get(to)! : inner.block,
      change: inner,
    });
    gone.delete(from);
    come.delete(to);
  };
  for (const [to, block] of come) {
    const [from] = [...gone].find(([, each]) => each.print === block.print) ?? [];
    if (from !== undefined) take(from, to, { kind: 'same', block });
  }
  if (gone.size * come.size <= MOST_PAIRS) {
    for (const [to, block] of come) {
      const [from] = mostAlike(gone, (before) => likeness(before, block)) ?? [];
      const [inner, ...more] = from === undefined ? [] : compare(gone.get(from)!, block);
      if (from !== undefined && inner && more.length === 0) take(from, to, inner);
    }
  }
  return changes.flatMap((change, at) => {
    if (change.kind === 'removed' && !gone.has(at) && isMovable(change.block)) return [];
    return [moved.get(at) ?? change];
  });
}

function placesOf(changes: readonly Change[], kind: 'added' | 'removed'): Map<number, Block> {
  const found = new Map<number, Block>();
  for (const [at, change] of changes.entries()) {
    if (change.kind === kind && isMovable(change.block)) found.set(at, change.block);
  }
  return found;
}

/** Rules between parts, and bare words, have no position worth mentioning. */
function isMovable({ kind, element, isFixed }: Block): boolean {
  return element !== undefined && kind !== 'void' && !isFixed;
}

function mostAlike(
  blocks: ReadonlyMap<number, Block>,
  likeness: (block: Block) => number,
): readonly [place: number, score: number] | undefined {
  let best: readonly [number, number] | undefined;
  for (const [place, block] of blocks) {
    const score = likeness(block);
    if (score >= LEAST && score > (best?.[1] ?? 0)) best = [place, score];
  }
  return best;
}
