import { align, pairUp } from './align.ts';
import type { Budget } from './align.ts';
import type { Change } from './change.ts';
import { withMoves } from './moves.ts';
import type { Reader } from './tokens.ts';
import type { Block } from './tree.ts';
import { compareWords, isUnchanged } from './words.ts';

/** State of one comparison. */
export interface Comparison {
  readonly reader: Reader;
  readonly budget: Budget;
}

/** Columns of a table: which older column corresponds to which newer one. */
type Column = readonly [before: number | undefined, after: number | undefined];

/** Compares two corresponding blocks. Gives several changes if one block replaces the other. */
export function compareBlocks(before: Block, after: Block, comparison: Comparison): Change[] {
  return compare(before, after, comparison, undefined);
}

function compare(
  before: Block,
  after: Block,
  comparison: Comparison,
  columns: readonly Column[] | undefined,
): Change[] {
  if (before.print === after.print) return [{ kind: 'same', block: after }];
  const replaced: Change[] = [
    { kind: 'removed', block: before },
    { kind: 'added', block: after },
  ];
  switch (after.kind) {
    case 'void':
      return replaced;
    case 'words':
    case 'code': {
      const stretches = compareWords(before, after, comparison.reader, comparison.budget);
      if (!stretches) return replaced;
      return [
        stretches.every(isUnchanged)
          ? { kind: 'same', block: after }
          : { kind: 'words', block: after, stretches },
      ];
    }
    case 'table': {
      const pairs = columnsOf(before, after, comparison.budget);
      return pairs ? [inside(after, compareParts(before, after, comparison, pairs))] : replaced;
    }
    case 'cells':
      return [
        columns
          ? compareCells(before, after, comparison, columns)
          : inside(after, compareParts(before, after, comparison)),
      ];
    default:
      return [inside(after, compareParts(before, after, comparison, columns))];
  }
}

function inside(block: Block, parts: readonly Change[]): Change {
  return parts.every((part) => part.kind === 'same')
    ? { kind: 'same', block }
    : { kind: 'inside', block, parts };
}

function compareParts(
  { children: before }: Block,
  { children: after, kind }: Block,
  comparison: Comparison,
  columns?: readonly Column[],
): readonly Change[] {
  const prints = (blocks: readonly Block[]) => blocks.map((block) => block.print);
  const changes = align(prints(before), prints(after), comparison.budget).flatMap(
    ({ removed, added, kept }) => [
      ...compareUnlike(before.slice(...removed), after.slice(...added), comparison, columns),
      ...after.slice(added[1], added[1] + kept).map((block): Change => ({ kind: 'same', block })),
    ],
  );
  // Columns and the parts of a table have an order of their own.
  if (kind === 'cells' || kind === 'table') return changes;
  return withMoves(changes, {
    likeness: (old, now) => likeness(old, now, comparison),
    compare: (old, now) => compare(old, now, comparison, columns),
  });
}

/** Finds the blocks that changed into one another among those that are not the same. */
function compareUnlike(
  before: readonly Block[],
  after: readonly Block[],
  comparison: Comparison,
  columns: readonly Column[] | undefined,
): Change[] {
  const alone = (kind: 'removed' | 'added', blocks: readonly Block[]) =>
    blocks.map((block) => fillRow({ kind, block }, columns));
  const changes: Change[] = [];
  let [old, now] = [0, 0];
  for (const [i, j] of pairUp(before.length, after.length, (from, to) =>
    likeness(before[from]!, after[to]!, comparison),
  )) {
    changes.push(...alone('removed', before.slice(old, i)), ...alone('added', after.slice(now, j)));
    changes.push(...compare(before[i]!, after[j]!, comparison, columns));
    [old, now] = [i + 1, j + 1];
  }
  return [...changes, ...alone('removed', before.slice(old)), ...alone('added', after.slice(now))];
}

/** Blocks that share less than this are two different blocks. */
const LEAST = 0.3;

/** 0 for blocks that do not correspond, up to 1; more for those that must. */
function likeness(before: Block, after: Block, { reader }: Comparison): number {
  if (before.shell !== after.shell) return 0;
  if (after.isFixed) return 2;
  const [old, now] = [reader.bagOf(before), reader.bagOf(after)];
  if (old.total + now.total === 0) return 1;
  const [few, many] = old.counts.size < now.counts.size ? [old, now] : [now, old];
  let shared = 0;
  for (const [word, count] of few.counts) shared += Math.min(count, many.counts.get(word) ?? 0);
  // A block that grew a great deal is still the same block.
  const score = Math.max(
    shared / Math.max(old.total, now.total, 1),
    shared / Math.max(Math.min(old.total, now.total), 1) / 2,
  );
  return score < LEAST ? 0 : score;
}

/** How columns correspond; undefined if the tables cannot be shown as one. */
function columnsOf(before: Block, after: Block, budget: Budget): Column[] | undefined {
  const [old, now] = [headOf(before), headOf(after)];
  if (!old || !now) return undefined;
  if (old.length === now.length) return old.map((_, index) => [index, index]);
  const columns: Column[] = [];
  for (const { removed, added, kept } of align(old, now, budget)) {
    const [gone, come] = [removed[1] - removed[0], added[1] - added[0]];
    for (let i = 0; i < Math.max(gone, come); i += 1) {
      columns.push([i < gone ? removed[0] + i : undefined, i < come ? added[0] + i : undefined]);
    }
    for (let i = 0; i < kept; i += 1) columns.push([removed[1] + i, added[1] + i]);
  }
  return columns;
}

/** The prints of a table's first row, if all rows are as long and it has no part twice. */
function headOf({ children }: Block): number[] | undefined {
  const names = children.map((child) => child.element?.tagName);
  const rows = children.filter((child) => child.kind === 'rows').flatMap((child) => child.children);
  const isPlain = rows.every(
    (row) =>
      row.kind === 'cells' &&
      row.children.length === rows[0]?.children.length &&
      row.children.every(({ element }) => !element?.properties['colSpan'] && !element?.properties['rowSpan']),
  );
  if (!isPlain || new Set(names).size < names.length) return undefined;
  return rows[0]?.children.map((cell) => cell.print);
}

function compareCells(
  before: Block,
  after: Block,
  comparison: Comparison,
  columns: readonly Column[],
): Change {
  const parts = columns.map(([from, to]): Change => {
    const old = from === undefined ? undefined : before.children[from];
    const now = to === undefined ? undefined : after.children[to];
    if (!now) return { kind: 'removed', block: old! };
    if (!old) return { kind: 'added', block: now };
    return old.print === now.print
      ? { kind: 'same', block: now }
      : inside(now, compareParts(old, now, comparison));
  });
  return inside(after, parts);
}

/** A row that only one of the tables has, with a cell for each column of both. */
function fillRow(change: Change & { block: Block }, columns: readonly Column[] | undefined): Change {
  const { kind, block } = change;
  if (block.kind !== 'cells' || !columns || columns.length === block.children.length) return change;
  const parts = columns.map(([before, after]): Change => {
    const index = kind === 'removed' ? before : after;
    const cell = index === undefined ? undefined : block.children[index];
    return cell ? ({ kind, block: cell } as Change) : { kind: 'empty', block: block.children[0]! };
  });
  return { kind: 'inside', block, parts };
}
