import { floorOf, violation } from '../module.ts';
import type { Module, Violation } from '../module.ts';
import type { Node } from 'oxc-parser';

/** The folders of `src/`, from the top floor to the ground. Each imports only what stands after it. */
export const FLOORS = [
  'cli',
  'host',
  'editor',
  'pipeline',
  'publish',
  'render',
  'site',
  'writing',
  'versions',
  'source',
  'languages',
  'diagnostics',
  'model',
] as const;

/** One file imports another; a type import counts. */
interface Import {
  readonly node: Node;
  readonly to: string;
}

/** Imports that point up, and folders that are not a floor. `index.ts` is above all floors but `cli`. */
export function findUpwardImports(modules: readonly Module[]): Violation[] {
  return modules.flatMap((module) => [...misplaced(module), ...upward(module)]);
}

/** Files that import each other, directly or through others; each circle is told once. */
export function findCycles(modules: readonly Module[]): Violation[] {
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const done = new Set<string>();
  const found: Violation[] = [];
  function follow(path: string, way: readonly string[]): void {
    const module = byPath.get(path);
    if (!module || done.has(path)) return;
    for (const { node, to } of importsOf(module)) {
      const start = [...way, path].indexOf(to);
      if (start < 0) follow(to, [...way, path]);
      else {
        const circle = [...way, path].slice(start);
        found.push(violation(module, node, to, `imports in a circle: ${[...circle, to].join(' → ')}`));
      }
    }
    done.add(path);
  }
  for (const { path } of modules) follow(path, []);
  return found;
}

function misplaced(module: Module): Violation[] {
  const floor = floorOf(module.path);
  return floor !== '' && rank(floor) < 0
    ? [violation(module, module.program, floor, `\`${floor}\` is not a floor of the architecture`)]
    : [];
}

function upward(module: Module): Violation[] {
  const from = floorOf(module.path);
  return importsOf(module)
    .map(({ node, to }) => ({ node, to: floorOf(to) || 'index.ts' }))
    .filter(({ to }) => (from === '' ? to === 'cli' : to !== from && rank(to) <= rank(from)))
    .map(({ node, to }) =>
      violation(module, node, to, `\`${from || module.path}\` may not import \`${to}\``),
    );
}

function importsOf(module: Module): Import[] {
  return module.nodes.flatMap(({ node }) => {
    const specifier = 'source' in node ? node.source : undefined;
    const isRelative =
      typeof specifier === 'object' &&
      specifier?.type === 'Literal' &&
      typeof specifier.value === 'string' &&
      specifier.value.startsWith('.');
    return isRelative ? [{ node, to: resolve(module.path, specifier.value as string) }] : [];
  });
}

function resolve(path: string, specifier: string): string {
  const parts = path.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

function rank(folder: string): number {
  return (FLOORS as readonly string[]).indexOf(folder);
}
