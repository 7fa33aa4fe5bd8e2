import type { RuleName } from './rules.ts';

/** Files that break one rule once. */
interface Planted {
  readonly what: string;
  readonly rule: RuleName;
  readonly files: Readonly<Record<string, string>>;
  /** A part of what the rule says to it. */
  readonly message: string;
}

export const PLANTED: readonly Planted[] = [
  planted('an import upward', 'floors', 'model/a.ts', "import { plan } from '../site/plan.ts';", '`site`'),
  planted('a type upward', 'floors', 'model/a.ts', "import type { Plan } from '../site/plan.ts';", '`site`'),
  planted('a type by import()', 'floors', 'model/a.ts', "type A = import('../site/a.ts').A;", '`site`'),
  planted('a re-export upward', 'floors', 'site/a.ts', "export * from '../render/page.ts';", '`render`'),
  planted('a dynamic import', 'floors', 'source/a.ts', "import('../pipeline/build.ts')", '`pipeline`'),
  planted('host below cli', 'floors', 'pipeline/a.ts', "import type { L } from '../host/lock.ts';", '`host`'),
  planted('cli from the door', 'floors', 'index.ts', "export { main } from './cli/main.ts';", '`cli`'),
  planted('a folder of no floor', 'floors', 'helpers/a.ts', 'export {};', 'not a floor'),
  {
    what: 'a circle of types',
    rule: 'cycles',
    files: {
      'model/a.ts': "import type { B } from './b.ts';",
      'model/b.ts': "import type { C } from './c.ts';",
      'model/c.ts': "import type { A } from './a.ts';",
    },
    message: 'model/a.ts → model/b.ts → model/c.ts → model/a.ts',
  },
  {
    what: 'a full folder',
    rule: 'folder',
    files: Object.fromEntries(Array.from({ length: 26 }, (_, index) => [`site/a${index}.ts`, 'export {};'])),
    message: '26 files',
  },
  planted('a long file', 'file', 'site/a.ts', '// line\n'.repeat(251), '251 lines'),
  planted('a long function', 'function', 'site/a.ts', `function f() {${'\n'.repeat(40)}}`, '`f` has 41'),
  planted('a long arrow', 'function', 'site/a.ts', `const f = () => {${'\n'.repeat(40)}};`, '`f` has 41'),
  planted('a long method', 'function', 'site/a.ts', `class A { f() {${'\n'.repeat(40)}} }`, '`f` has 41'),
  planted('six parameters', 'parameters', 'site/a.ts', 'function f(a, b, c, d, e, g) {}', '6 parameters'),
  planted('the file system', 'world', 'render/a.ts', "import { readFileSync } from 'node:fs';", 'node:fs'),
  planted(
    'it without node:',
    'world',
    'render/a.ts',
    "import { readFile } from 'fs/promises';",
    'fs/promises',
  ),
  planted(
    'a child process',
    'world',
    'versions/a.ts',
    "import { spawn } from 'child_process';",
    'child_process',
  ),
  planted(
    'a thread',
    'world',
    'pipeline/a.ts',
    "import { Worker } from 'node:worker_threads';",
    'worker_threads',
  ),
  planted('a worldly package', 'world', 'pipeline/a.ts', "import { watch } from 'chokidar';", 'chokidar'),
  planted('a timer', 'world', 'pipeline/a.ts', 'setTimeout(stop, 100);', 'setTimeout'),
  planted('the clock', 'world', 'site/a.ts', 'const now = Date.now();', 'Date.now'),
  planted('the clock, unnamed', 'world', 'site/a.ts', 'const now = new Date();', 'new Date()'),
  planted('the environment', 'world', 'languages/a.ts', 'const zone = process.env.TZ;', 'process'),
  planted('the console', 'world', 'diagnostics/a.ts', "console.log('x');", 'console'),
  planted('the network', 'world', 'pipeline/a.ts', "fetch('https://example.com/')", 'fetch'),
  planted(
    'by another name',
    'world',
    'pipeline/a.ts',
    "globalThis.fetch('https://example.com/')",
    'globalThis',
  ),
  planted(
    'a file written',
    'writing',
    'cli/a.ts',
    "import { writeFileSync } from 'node:fs';",
    'writeFileSync',
  ),
  planted('files by fs.', 'writing', 'host/a.ts', "import * as fs from 'node:fs';", 'all of fs'),
  planted('a hash', 'hashing', 'publish/a.ts', "import { createHash } from 'node:crypto';", 'createHash'),
  planted('a hash in one go', 'hashing', 'host/a.ts', "import { hash as a } from 'crypto';", 'with hash'),
  planted('hashes by crypto.', 'hashing', 'host/a.ts', "import * as c from 'node:crypto';", 'all of crypto'),
  planted('a severity', 'severity', 'site/a.ts', "const a = { severity: 'error' };", 'severity'),
  planted('one computed', 'severity', 'site/a.ts', "const a = { code: 'INC1', severity };", 'severity'),
  planted('an address', 'brands', 'pipeline/a.ts', "const a = '/search/' as PageUrl;", 'PageUrl'),
  planted('a path', 'brands', 'publish/a.ts', "const a = '_headers' as OutputPath;", 'OutputPath'),
  planted('a default export', 'default exports', 'site/a.ts', 'export default 1;', 'default export'),
  planted('utils.ts', 'names', 'site/utils.ts', 'export {};', 'says nothing'),
  planted('a prefix', 'names', 'site/a.ts', 'interface IPage {}', '`IPage`'),
  planted('a variable', 'state', 'source/a.ts', 'let last = 0;', '`last`'),
  planted('a memory', 'state', 'languages/a.ts', 'const names = new Map();', '`names`'),
  planted('one exported', 'state', 'languages/a.ts', 'export const names = new WeakMap();', '`names`'),
  planted('a list', 'state', 'source/a.ts', 'const all = []; function f(a) { all.push(a); }', '`all`'),
  planted('an object', 'state', 'source/a.ts', 'const all = {}; function f(a) { all[a] = 1; }', '`all`'),
];

function planted(what: string, rule: RuleName, path: string, text: string, message: string): Planted {
  return { what, rule, files: { [path]: text }, message };
}
