import type { Change } from './change.ts';
import type { Block } from './tree.ts';

/** Lists and tables of more parts than this are not shown whole next to a change. */
const LONGEST_CONTEXT = 3;
/** What always comes first in its block and says what the rest is about. */
const HEADS = new Set(['summary', 'figcaption', 'caption', 'thead']);

/** Leaves out what did not change, except one block before and one after each change. */
export function elide(change: Change): Change {
  if (change.kind !== 'inside') return change;
  const { block, parts } = change;
  switch (block.kind) {
    case 'cells':
      return { ...change, parts: parts.map(elide) };
    case 'table':
      return { ...change, parts: elideTable(parts) };
    case 'list':
      return { ...change, parts: block.element?.tagName === 'dl' ? parts.map(elide) : elideParts(parts) };
    default:
      return { ...change, parts: elideParts(parts) };
  }
}

function elideTable(parts: readonly Change[]): Change[] {
  // Without column headings, a row left out might be the one that explains the others.
  if (!parts.some((part) => 'block' in part && part.block.element?.tagName === 'thead')) return [...parts];
  return parts.map((part) => {
    if ('block' in part && HEADS.has(part.block.element?.tagName ?? '')) return part;
    return part.kind === 'same' ? shorten(part.block, 'first') : elide(part);
  });
}

function elideParts(parts: readonly Change[]): Change[] {
  const isChange = (index: number) => parts[index] !== undefined && parts[index].kind !== 'same';
  const columns = Math.max(1, ...parts.map(widthOf));
  const shown: Change[] = [];
  for (const [index, part] of parts.entries()) {
    const [isBefore, isAfter] = [isChange(index + 1), isChange(index - 1)];
    if (part.kind !== 'same') shown.push(elide(part));
    else if (HEADS.has(part.block.element?.tagName ?? '') || (isBefore && isAfter)) shown.push(part);
    else if (isBefore || isAfter) shown.push(shorten(part.block, isBefore ? 'last' : 'first'));
    else if (shown.at(-1)?.kind !== 'gap') shown.push({ kind: 'gap', columns });
  }
  return shown;
}

function widthOf(change: Change): number {
  if (change.kind === 'inside') return change.parts.length;
  return 'block' in change ? change.block.children.length : 1;
}

/** A block shown only for context: of a long list or table, just the part nearest to the change. */
function shorten(block: Block, edge: 'first' | 'last'): Change {
  const { kind, children, element } = block;
  const same: Change[] = children.map((child) => ({ kind: 'same', block: child }));
  const gap: Change = { kind: 'gap', columns: children[0]?.children.length ?? 1 };
  if (kind === 'table') {
    if (!children.some((child) => child.element?.tagName === 'thead')) return { kind: 'same', block };
    return {
      kind: 'inside',
      block,
      parts: children.map((child) =>
        child.kind === 'rows' && !HEADS.has(child.element?.tagName ?? '')
          ? shorten(child, edge)
          : { kind: 'same', block: child },
      ),
    };
  }
  // The frame around a table.
  const [only] = children;
  if (kind === 'flow' && only?.kind === 'table' && children.length === 1) {
    return { kind: 'inside', block, parts: [shorten(only, edge)] };
  }
  const isLong =
    (kind === 'rows' || kind === 'list') && element?.tagName !== 'dl' && children.length > LONGEST_CONTEXT;
  if (!isLong) return { kind: 'same', block };
  return {
    kind: 'inside',
    block,
    parts: edge === 'first' ? [...same.slice(0, 1), gap] : [gap, ...same.slice(-1)],
  };
}
