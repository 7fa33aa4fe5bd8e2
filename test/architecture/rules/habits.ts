import { floorOf, violation } from '../module.ts';
import type { Found, Module, Violation } from '../module.ts';
import type { Node } from 'oxc-parser';

const SEVERITIES = ['error', 'warning', 'note'];
const BRANDS = ['PageUrl', 'OutputPath'];
const ROUTE = 'site/route.ts';

/** These hold what lasts from one build to the next; everything below them starts from nothing each time. */
const REMEMBERING = ['', 'cli', 'host', 'pipeline'];
const COLLECTIONS = ['Map', 'Set', 'WeakMap', 'WeakSet'];
const CHANGES = ['add', 'clear', 'delete', 'pop', 'push', 'set', 'shift', 'splice', 'unshift'];

/** Diagnostics that say themselves how bad they are, instead of asking the catalogue. */
export function findSeverities(modules: readonly Module[]): Violation[] {
  return inEach(
    modules.filter(({ path }) => floorOf(path) !== 'diagnostics'),
    ({ node, parents }) => {
      if (node.type !== 'Property' || !isNamed(node.key, 'severity')) return undefined;
      const parent = parents.at(-1);
      const hasCode =
        parent?.type === 'ObjectExpression' &&
        parent.properties.some((each) => each.type === 'Property' && isNamed(each.key, 'code'));
      const isLiteral = node.value.type === 'Literal' && SEVERITIES.includes(String(node.value.value));
      return hasCode || isLiteral ? ['severity', 'states a severity, which the catalogue does'] : undefined;
    },
  );
}

/** Addresses that are called addresses without having been made by the one who makes them. */
export function findBrands(modules: readonly Module[]): Violation[] {
  return inEach(
    modules.filter(({ path }) => path !== ROUTE),
    ({ node }) => {
      if (node.type !== 'TSAsExpression' || node.typeAnnotation.type !== 'TSTypeReference') return undefined;
      const { typeName } = node.typeAnnotation;
      const brand = BRANDS.find((each) => isNamed(typeName, each));
      return brand === undefined ? undefined : [brand, `makes a ${brand}, which only ${ROUTE} does`];
    },
  );
}

/** Default exports: the importer would choose the name. */
export function findDefaultExports(modules: readonly Module[]): Violation[] {
  return inEach(modules, ({ node }) =>
    node.type === 'ExportDefaultDeclaration' ||
    (node.type === 'ExportSpecifier' && isNamed(node.exported, 'default'))
      ? ['default', 'has a default export']
      : undefined,
  );
}

/** Names that say nothing (`utils.ts`) or say what the syntax says already (`IPage`, `TPage`). */
export function findEmptyNames(modules: readonly Module[]): Violation[] {
  return inEach(modules, ({ node }, { path }) => {
    if (node.type === 'Program' && /(?:^|\/)utils?(?:\.ts$|\/)/.test(path))
      return [path, 'has a name that says nothing'];
    if (node.type !== 'TSInterfaceDeclaration' && node.type !== 'TSTypeAliasDeclaration') return undefined;
    const { name } = node.id;
    return /^[IT][A-Z]/.test(name) ? [name, `\`${name}\` has a prefix`] : undefined;
  });
}

/** What a module keeps from one call to the next, below `pipeline`. */
export function findState(modules: readonly Module[]): Violation[] {
  return modules
    .filter(({ path }) => !REMEMBERING.includes(floorOf(path)))
    .flatMap((module) => {
      const changed = new Set(module.nodes.flatMap(({ node }) => changedBy(node) ?? []));
      return module.nodes.flatMap(({ node, parents }) => {
        const parent = parents.at(-1);
        if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier') return [];
        if (parent?.type !== 'VariableDeclaration' || !isTopLevel(parents)) return [];
        const { name } = node.id;
        return parent.kind !== 'const' || changed.has(name) || isEmptyCollection(node.init)
          ? [violation(module, node, name, `\`${name}\` is kept from one call to the next`)]
          : [];
      });
    });
}

function inEach(
  modules: readonly Module[],
  judge: (found: Found, module: Module) => readonly [name: string, message: string] | undefined,
): Violation[] {
  return modules.flatMap((module) =>
    module.nodes.flatMap((found) => {
      const said = judge(found, module);
      return said ? [violation(module, found.node, ...said)] : [];
    }),
  );
}

function isTopLevel(parents: readonly Node[]): boolean {
  return parents.slice(0, -1).every(({ type }) => type === 'Program' || type === 'ExportNamedDeclaration');
}

/** The variable whose contents a node changes: `names` in `names.set(…)` and in `names[0] = …`. */
function changedBy(node: Node): string | undefined {
  if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression') {
    const { object, property } = node.callee;
    return CHANGES.some((change) => isNamed(property, change)) ? nameOf(object) : undefined;
  }
  return node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression'
    ? nameOf(node.left.object)
    : undefined;
}

function isEmptyCollection(node: Node | null): boolean {
  return (
    node?.type === 'NewExpression' &&
    COLLECTIONS.some((each) => isNamed(node.callee, each)) &&
    node.arguments.length === 0
  );
}

function isNamed(node: Node, name: string): boolean {
  return nameOf(node) === name || (node.type === 'Literal' && node.value === name);
}

function nameOf(node: Node): string | undefined {
  return 'name' in node && typeof node.name === 'string' ? node.name : undefined;
}
