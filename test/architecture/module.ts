import { parseSync, visitorKeys } from 'oxc-parser';
import type { Node, Program } from 'oxc-parser';

/** A source file of `src/`, its path relative to that folder (`site/plan.ts`), and its syntax tree. */
export interface Module {
  readonly path: string;
  readonly text: string;
  readonly program: Program;
  /** Every node of it, from the top down. */
  readonly nodes: readonly Found[];
}

/** Something a rule of `docs/architecture.md` forbids. `name` is what an exception can be made for. */
export interface Violation {
  readonly path: string;
  readonly line: number;
  readonly name: string;
  readonly message: string;
}

/** One rule: what in these files breaks it. */
export type Rule = (modules: readonly Module[]) => Violation[];

/** A node with the nodes it is in, the nearest one last. */
export interface Found {
  readonly node: Node;
  readonly parents: readonly Node[];
}

/** Reads the syntax of a TypeScript file; throws where it has none. */
export function parseModule(path: string, text: string): Module {
  const { program, errors } = parseSync(path, text);
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`);
  const nodes: Found[] = [];
  collect(program, [], nodes);
  return { path, text, program, nodes };
}

/** A violation at a node. */
export function violation(module: Module, node: { start: number }, name: string, message: string): Violation {
  return { path: module.path, line: lineAt(module.text, node.start), name, message };
}

/** The folder directly below `src/`; empty for the files in `src/` itself. */
export function floorOf(path: string): string {
  return path.includes('/') ? (path.split('/')[0] ?? '') : '';
}

/** The number of the line with this offset, from 1. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function collect(node: Node, parents: readonly Node[], found: Found[]): void {
  found.push({ node, parents });
  const inside = [...parents, node];
  for (const key of visitorKeys[node.type] ?? []) {
    const child = (node as unknown as Record<string, Node | null | (Node | null)[]>)[key];
    for (const each of Array.isArray(child) ? child : [child]) if (each) collect(each, inside, found);
  }
}
