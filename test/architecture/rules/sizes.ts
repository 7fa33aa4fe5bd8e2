import { lineAt, violation } from '../module.ts';
import type { Found, Module, Violation } from '../module.ts';

export const LIMITS = { filesInFolder: 25, linesOfFile: 250, linesOfFunction: 40, parameters: 5 } as const;

const FUNCTIONS = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'];

/** Folders that hold more files than one looks through. */
export function findFullFolders(modules: readonly Module[]): Violation[] {
  const folders = modules.map(({ path }) => path.slice(0, path.lastIndexOf('/') + 1));
  return [...new Set(folders)]
    .map((path) => ({ path, files: folders.filter((each) => each === path).length }))
    .filter(({ files }) => files > LIMITS.filesInFolder)
    .map(({ path, files }) => ({ path, line: 1, name: path, message: `the folder has ${files} files` }));
}

/** Files that are too long to be read at one go. */
export function findLongFiles(modules: readonly Module[]): Violation[] {
  return modules.flatMap((module) => {
    const lines = lineAt(module.text, module.text.trimEnd().length);
    return lines > LIMITS.linesOfFile
      ? [violation(module, module.program, module.path, `the file has ${lines} lines`)]
      : [];
  });
}

/** Functions that do not fit on a screen, from their first line to their closing brace. */
export function findLongFunctions(modules: readonly Module[]): Violation[] {
  return eachFunction(modules, (module, found, name) => {
    const { start, end } = found.node;
    const lines = lineAt(module.text, end) - lineAt(module.text, start) + 1;
    return lines > LIMITS.linesOfFunction ? `\`${name}\` has ${lines} lines` : undefined;
  });
}

/** Functions that take more than anybody keeps in order. */
export function findManyParameters(modules: readonly Module[]): Violation[] {
  return eachFunction(modules, (_, { node }, name) => {
    const count = 'params' in node && Array.isArray(node.params) ? node.params.length : 0;
    return count > LIMITS.parameters ? `\`${name}\` has ${count} parameters` : undefined;
  });
}

function eachFunction(
  modules: readonly Module[],
  judge: (module: Module, found: Found, name: string) => string | undefined,
): Violation[] {
  return modules.flatMap((module) =>
    module.nodes
      .filter(({ node }) => FUNCTIONS.includes(node.type))
      .flatMap((found) => {
        const name = nameOf(found);
        const message = judge(module, found, name);
        return message === undefined ? [] : [violation(module, found.node, name, message)];
      }),
  );
}

function nameOf({ node, parents }: Found): string {
  const parent = parents.at(-1);
  if ('id' in node && node.id && 'name' in node.id) return String(node.id.name);
  if (parent?.type === 'VariableDeclarator' && 'name' in parent.id) return parent.id.name;
  if ((parent?.type === 'MethodDefinition' || parent?.type === 'Property') && 'name' in parent.key)
    return String(parent.key.name);
  return 'a function without a name';
}
