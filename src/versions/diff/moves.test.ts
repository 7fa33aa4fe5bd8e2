import type { Element } from 'hast';
import { expect, test } from 'vitest';
import type { Change } from './change.ts';
import { withMoves } from './moves.ts';
import type { MoveRules } from './moves.ts';
import type { Block } from './tree.ts';

const ELEMENT: Element = { type: 'element', tagName: 'p', properties: {}, children: [] };
const block = (print: number, more: Partial<Block> = {}): Block =>
  ({ kind: 'words', element: ELEMENT, print, isFixed: false, children: [], ...more }) as unknown as Block;
const removed = (print: number, more?: Partial<Block>): Change => ({
  kind: 'removed',
  block: block(print, more),
});
const added = (print: number, more?: Partial<Block>): Change => ({
  kind: 'added',
  block: block(print, more),
});

/** The changes after looking for moves, as `moved 1`. */
function told(changes: readonly Change[], rules: Partial<MoveRules> = {}): string[] {
  const all = withMoves(changes, { likeness: () => 0, compare: () => [], ...rules });
  return all.map((change) =>
    change.kind === 'gap'
      ? 'gap'
      : `${change.kind} ${String(change.block.print)}${change.kind === 'moved' ? ` ${change.change.kind}` : ''}`,
  );
}

test('a block that went and came as it was has moved', () => {
  expect(told([removed(1), added(2), added(1)])).toEqual(['added 2', 'moved 1 same']);
  expect(told([added(1), removed(2), removed(1)])).toEqual(['moved 1 same', 'removed 2']);
  expect(told([removed(1), added(1), added(1)])).toEqual(['moved 1 same', 'added 1']);
});

test('blocks that only went or only came have not', () => {
  expect(told([removed(1), removed(2)])).toEqual(['removed 1', 'removed 2']);
  expect(told([added(1)])).toEqual(['added 1']);
});

test.each<[what: string, more: Partial<Block>]>([
  ['bare words', { element: undefined }],
  ['a rule', { kind: 'void' }],
  ['a part with a place of its own', { isFixed: true }],
])('%s cannot move', (_, more) => {
  expect(told([removed(1, more), added(1, more), removed(2), added(2)])).toEqual([
    'removed 1',
    'added 1',
    'moved 2 same',
  ]);
});

const changed = (_: Block, now: Block): Change[] => [{ kind: 'inside', block: now, parts: [] }];

test.each([
  [0.49, false],
  [0.5, true],
  [1, true],
])('a block of which %d is left has moved: %s', (score, hasMoved) => {
  const rules = { likeness: () => score, compare: changed };
  expect(told([removed(1), added(2)], rules)).toEqual(
    hasMoved ? ['moved 2 inside'] : ['removed 1', 'added 2'],
  );
});

test('of several, it is the one that is most alike, the first of equals', () => {
  const scores: Readonly<Record<number, number>> = { 1: 0.6, 2: 0.9, 3: 0.9 };
  const rules = { likeness: (old: Block) => scores[Number(old.print)] ?? 0, compare: changed };
  expect(told([removed(1), removed(2), removed(3), added(4)], rules)).toEqual([
    'removed 1',
    'removed 3',
    'moved 4 inside',
  ]);
});

test('a block that becomes two, or nothing, has not moved', () => {
  const likeness = () => 1;
  const two = (old: Block, now: Block): Change[] => [
    { kind: 'removed', block: old },
    { kind: 'added', block: now },
  ];
  expect(told([removed(1), added(2)], { likeness, compare: two })).toEqual(['removed 1', 'added 2']);
  expect(told([removed(1), added(2)], { likeness, compare: () => [] })).toEqual(['removed 1', 'added 2']);
});

test('among too many blocks only equal ones are looked for', () => {
  const many = (count: number) => [
    ...Array.from({ length: count }, (_, at) => removed(at)),
    ...Array.from({ length: 50 }, (_, at) => added(1_000 + at)),
  ];
  const rules = { likeness: () => 1, compare: changed };
  const moved = (count: number) => told(many(count), rules).filter((each) => each.startsWith('moved')).length;
  expect([moved(50), moved(51)]).toEqual([50, 0]);
});
