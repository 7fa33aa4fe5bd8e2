/*
 * Makes the JavaScript of lib/ out of src/: few files, so that a command starts without looking for hundreds.
 * `npm run compile` calls it after tsc, which writes the types. Packages stay outside: the lock file that
 * travels with the program says which, so that they can be audited and listed like those of any program.
 */
import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { rolldown } from 'rolldown';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const LIB = join(ROOT, 'lib');

/**
 * The command, what tests call of it without its process, the library, and the entry modules of threads:
 * everything that is started by file name.
 */
const ENTRIES = ['cli/main', 'cli/run', 'index', 'pipeline/parse/worker', 'pipeline/crew/worker'];

/**
 * Minified, since the program is installed for every site. Files are named as in src/, so that a stack
 * trace says where to look; `npm run compile -- --readable` keeps names and lines as well.
 */
const SMALL = { comments: false, minify: !process.argv.includes('--readable') };

/**
 * Removes what an earlier compile left, whatever it was called, since all of lib/ goes into the package. The
 * types stay: tsc has just written them.
 */
function removeStale() {
  for (const path of readdirSync(LIB, { recursive: true, encoding: 'utf8' })) {
    const file = join(LIB, path);
    if (statSync(file).isFile() && !file.endsWith('.d.ts')) rmSync(file);
  }
}

async function bundle() {
  const built = await rolldown({
    cwd: ROOT,
    input: Object.fromEntries(ENTRIES.map((name) => [name, join(ROOT, `src/${name}.ts`)])),
    platform: 'node',
    preserveEntrySignatures: 'allow-extension',
    external: (id) => !isOurs(id),
    plugins: [{ name: 'options', transform: importOptions }],
  });
  await built.write({
    ...SMALL,
    dir: LIB,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: ({ facadeModuleId, moduleIds, name }) =>
      `chunks/${commandOf(facadeModuleId) ?? /([^/]+)\.ts$/.exec(moduleIds.at(-1) ?? '')?.[1] ?? name}.js`,
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [{ name: chunkOf, minShareCount: 2, debugName: 'shared' }],
    },
  });
  await built.close();
}

/** @param {string} id */
function isOurs(id) {
  return /^[./]/.test(id);
}

/**
 * The options of all commands are in the file that lists them: every start needs them all, and opening thirty
 * files takes longer than reading what is in them.
 *
 * @param {string} code
 * @param {string} id
 */
function importOptions(code, id) {
  if (!id.endsWith('/src/cli/commands.ts')) return undefined;
  /** @type {string[]} */
  const imports = [];
  const inlined = code.replaceAll(/import\(('[^']+\/options\.ts')\)/g, (_, path) => {
    imports.push(`import * as options${imports.length} from ${path};\n`);
    return `Promise.resolve(options${imports.length - 1})`;
  });
  return imports.join('') + inlined;
}

/** @typedef {{ getModuleInfo: (id: string) => { importedIds: readonly string[] } | null }} Chunks */

/** What every start needs, and a build that finds nothing changed. */
const START = ['src/cli/run.ts', 'src/cli/commands/build/run.ts'];

/** @type {Map<string, string>} */
const CHUNKS = new Map();

/**
 * What several commands share is in one chunk where it needs the same packages: those are what takes time to
 * load, and no command loads one for the sake of a neighbour. A chunk only imports from those that need fewer.
 * What every start needs is in a chunk of its own.
 *
 * @param {string} id
 * @param {Chunks} chunks
 */
function chunkOf(id, chunks) {
  if (CHUNKS.size === 0)
    for (const name of START)
      for (const each of importedBy(join(ROOT, name), chunks)) CHUNKS.set(each, 'shared start');
  const known = CHUNKS.get(id);
  if (known !== undefined) return known;
  const packages = importedBy(id, chunks).filter((each) => !isOurs(each) && !each.startsWith('node:'));
  CHUNKS.set(id, `shared ${packages.toSorted().join(' ')}`);
  return CHUNKS.get(id);
}

/**
 * A module and all that it imports.
 *
 * @param {string} id
 * @param {Chunks} chunks
 */
function importedBy(id, chunks) {
  const seen = new Set([id]);
  for (const each of seen)
    if (isOurs(each)) for (const next of chunks.getModuleInfo(each)?.importedIds ?? []) seen.add(next);
  return [...seen];
}

/**
 * What is loaded for one command alone bears its name, so that a stack trace can be read.
 *
 * @param {string | null} module
 */
function commandOf(module) {
  return /\/src\/cli\/commands\/(.*)\.ts$/.exec(module ?? '')?.[1]?.replaceAll('/', '-');
}

/** Keeps the types the library is made of; nobody can import the others. */
function pruneTypes() {
  const wanted = new Set();
  const visit = (/** @type {string} */ file) => {
    if (wanted.has(file)) return;
    wanted.add(file);
    for (const [, name] of readFileSync(file, 'utf8').matchAll(
      /(?:from |import\()['"](\.[^'"]+)\.[jt]s['"]/g,
    ))
      visit(join(dirname(file), `${name}.d.ts`));
  };
  visit(join(LIB, 'index.d.ts'));
  const folders = new Set();
  for (const path of readdirSync(LIB, { recursive: true, encoding: 'utf8' })) {
    const file = join(LIB, path);
    if (!file.endsWith('.d.ts') || wanted.has(file)) continue;
    rmSync(file);
    folders.add(dirname(file));
  }
  for (const folder of folders) removeEmpty(folder);
}

/** @param {string} folder */
function removeEmpty(folder) {
  if (!existsSync(folder) || readdirSync(folder).length > 0) return;
  rmdirSync(folder);
  removeEmpty(dirname(folder));
}

/**
 * The examples of all codes in one file, for `explain`: the mistake, where one file is enough to make it, and
 * what is said of it. The tests of the codes use the same ones.
 */
function gatherExamples() {
  const codes = join(ROOT, 'test/codes');
  const read = (/** @type {string[]} */ ...path) => {
    const file = join(codes, ...path);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  };
  const examples = readdirSync(codes)
    .toSorted()
    .map((code) => [code, { expected: read(code, 'expected.txt'), input: read(code, 'input.md') }]);
  writeFileSync(
    join(LIB, 'examples.json.br'),
    brotliCompressSync(JSON.stringify(Object.fromEntries(examples))),
  );
}

removeStale();
await bundle();
pruneTypes();
gatherExamples();
chmodSync(join(LIB, 'cli/main.js'), 0o755);
