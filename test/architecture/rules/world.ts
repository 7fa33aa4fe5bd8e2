import { isBuiltin } from 'node:module';
import { floorOf, violation } from '../module.ts';
import type { Found, Module, Violation } from '../module.ts';
import type { Node } from 'oxc-parser';

/** Only these may touch disk, clock, network, threads, timers, environment or console. */
const WORLDLY = ['cli', 'host'];

/** What of Node.js only computes, or loads packages; everything else of it reaches the world. */
const PURE_NODE = ['buffer', 'crypto', 'module', 'path', 'path/posix', 'url', 'util', 'vm', 'zlib'];

/** Packages that reach it on our behalf. */
const WORLDLY_PACKAGES = [
  '@clack/prompts',
  'aws4fetch',
  'chokidar',
  'commander',
  'pagefind',
  'proxy-from-env',
  '@takumi-rs/core',
];

const WORLDLY_GLOBALS = [
  'clearImmediate',
  'clearInterval',
  'clearTimeout',
  'console',
  'fetch',
  'globalThis',
  'performance',
  'process',
  'setImmediate',
  'setInterval',
  'setTimeout',
  'WebSocket',
];

const WRITING_FOLDERS = ['host/cache/', 'host/files/', 'host/publish/'];

/** The functions of `node:fs`, without `Sync`, that change something on the disk. */
const WRITERS = [
  'appendFile',
  'chmod',
  'copyFile',
  'cp',
  'createWriteStream',
  'fsync',
  'ftruncate',
  'link',
  'mkdir',
  'mkdtemp',
  'rename',
  'rm',
  'rmdir',
  'symlink',
  'truncate',
  'unlink',
  'utimes',
  'write',
  'writeFile',
];

/** The one file that takes hashes, and the functions of `node:crypto` that it takes them with. */
const HASHES = 'source/content-hash.ts';
const HASHING = ['createHash', 'hash'];

/** Uses of disk, clock, network, threads, timers, environment and console outside `cli` and `host`. */
export function findWorldlyUses(modules: readonly Module[]): Violation[] {
  return modules
    .filter(({ path }) => !WORLDLY.includes(floorOf(path)))
    .flatMap((module) =>
      module.nodes.flatMap((found) => {
        const name = worldlyName(found);
        return name === undefined ? [] : [violation(module, found.node, name, `uses ${name}`)];
      }),
    );
}

/** Files written anywhere but in the two folders that do it with care: whole, synced, under a lock. */
export function findWriting(modules: readonly Module[]): Violation[] {
  return modules
    .filter(({ path }) => !WRITING_FOLDERS.some((folder) => path.startsWith(folder)))
    .flatMap((module) =>
      module.nodes.flatMap(({ node }) =>
        writersIn(node).map((name) => violation(module, node, name, `writes files with ${name}`)),
      ),
    );
}

/** Hashes taken anywhere but in one place: what is compared later must be made in one way. */
export function findHashing(modules: readonly Module[]): Violation[] {
  return modules
    .filter(({ path }) => path !== HASHES)
    .flatMap((module) =>
      module.nodes.flatMap(({ node }) =>
        importedFrom(node, ['crypto'])
          .filter((name) => name.startsWith('all of ') || HASHING.includes(name))
          .map((name) =>
            violation(module, node, name, `takes hashes with ${name}, which only ${HASHES} does`),
          ),
      ),
    );
}

function worldlyName({ node, parents }: Found): string | undefined {
  const specifier = specifierOf(node);
  if (specifier !== undefined) return isWorldlyModule(specifier) ? specifier : undefined;
  if (node.type === 'Identifier' && WORLDLY_GLOBALS.includes(node.name))
    return isNameOnly(node, parents.at(-1)) ? undefined : node.name;
  if (node.type === 'MemberExpression' && !node.computed) {
    const { object, property } = node;
    const name = object.type === 'Identifier' ? `${object.name}.${property.name}` : '';
    return name === 'Date.now' || name === 'Temporal.Now' ? name : undefined;
  }
  const isDate =
    (node.type === 'NewExpression' || node.type === 'CallExpression') &&
    node.callee.type === 'Identifier' &&
    node.callee.name === 'Date';
  return isDate && node.arguments.length === 0 ? 'new Date()' : undefined;
}

function isWorldlyModule(specifier: string): boolean {
  if (specifier.startsWith('.')) return false;
  if (WORLDLY_PACKAGES.includes(specifier)) return true;
  const name = specifier.replace(/^node:/, '');
  return isBuiltin(specifier) && !PURE_NODE.includes(name);
}

function writersIn(node: Node): string[] {
  return importedFrom(node, ['fs', 'fs/promises']).filter(
    (name) => name.startsWith('all of ') || WRITERS.includes(name.replace(/Sync$/, '')),
  );
}

/** The names that a node imports from some modules of Node.js; `all of fs` where it imports everything. */
function importedFrom(node: Node, wanted: readonly string[]): string[] {
  const specifier = specifierOf(node)?.replace(/^node:/, '');
  if (node.type !== 'ImportDeclaration' || specifier === undefined || !wanted.includes(specifier)) return [];
  return node.specifiers.map((each) => {
    if (each.type !== 'ImportSpecifier') return `all of ${specifier}`;
    return 'name' in each.imported ? each.imported.name : each.imported.value;
  });
}

function specifierOf(node: Node): string | undefined {
  const source = 'source' in node ? node.source : undefined;
  return typeof source === 'object' && source?.type === 'Literal' && typeof source.value === 'string'
    ? source.value
    : undefined;
}

/**
 * True if an identifier only names a property or a parameter and refers to nothing: `it.process`, `{ process:
 * 1 }`.
 */
function isNameOnly(node: Node, parent: Node | undefined): boolean {
  if (!parent) return false;
  if ('computed' in parent && parent.computed) return false;
  if ('shorthand' in parent && parent.shorthand) return false;
  return ('property' in parent && parent.property === node) || ('key' in parent && parent.key === node);
}
