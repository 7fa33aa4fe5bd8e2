import type { Node } from 'unist';

/**
 * Calls `enter` for every node of a tree, a parent before its children. Where that gives a number, the
 * children of the node are passed over, and the walk goes on with this child of its parent. Six walks are
 * made through every text, so that the usual package, which names a function anew for each node, would take
 * more time than the rest of our plug-ins.
 */
export function walk<N extends Node>(
  tree: N,
  enter: (
    node: N,
    index: number | undefined,
    parent: WithChildren<N> | undefined,
  ) => number | undefined | void,
): void {
  enterNode(tree, undefined, undefined, enter);
}

/** A node that has children, as far as a walk knows; they are nodes of the same kind of tree. */
export interface WithChildren<N extends Node> {
  readonly children: N[];
}

function enterNode<N extends Node>(
  node: N,
  index: number | undefined,
  parent: WithChildren<N> | undefined,
  enter: Parameters<typeof walk<N>>[1],
): number | undefined {
  const next = enter(node, index, parent);
  if (typeof next === 'number') return next;
  const { children } = node as Partial<WithChildren<N>>;
  if (!children) return undefined;
  // The children may become others while we are here.
  for (let at = 0; at < children.length;) {
    at = enterNode(children[at] as N, at, node as unknown as WithChildren<N>, enter) ?? at + 1;
  }
  return undefined;
}
