/*
 * Makes the JavaScript of lib/ out of src/ and the packages it is built on: few files, so that a command
 * starts without looking for hundreds. `npm run compile` calls it after tsc, which writes the types.
 */
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The command, the library, and the main modules of threads: all that is started by the name of its file. */
const ENTRIES = ['cli/main', 'index', 'pipeline/parse/worker', 'pipeline/crew/worker'];

/** Packages with programs for one system, which may be missing. */
const OPTIONAL = ['@takumi-rs/core', 'pagefind'];

/**
 * Bundles modules of src/, named without their ending, into a folder. Gives the files of packages that went in.
 *
 * @param {readonly string[]} names
 * @param {string} folder
 */
export async function bundle(names, folder) {
  const built = await rolldown({
    cwd: ROOT,
    input: Object.fromEntries(names.map((name) => [name, `src/${name}.ts`])),
    platform: 'node',
    external: OPTIONAL,
    // The engine of gray-matter that evaluates code is never asked for; `source/split.ts` sees to it.
    checks: { eval: false },
  });
  const { output } = await built.write({
    dir: folder,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: ({ facadeModuleId, name }) => `chunks/${commandOf(facadeModuleId) ?? name}.js`,
  });
  await built.close();
  const modules = output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
  return modules.filter((id) => id.includes('/node_modules/'));
}

/**
 * What is loaded for one command alone bears its name, so that a stack trace can be read.
 *
 * @param {string | null} module
 */
function commandOf(module) {
  return /\/src\/cli\/commands\/(.*)\.ts$/.exec(module ?? '')?.[1]?.replaceAll('/', '-');
}

/**
 * The licences of all packages that went into the bundle, as they ask for.
 *
 * @param {readonly string[]} files
 */
function licences(files) {
  const folders = files.map((file) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? '');
  const texts = [...new Set(folders)].toSorted().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((each) => /^licen[cs]e(?:\.\w+)?$/i.test(each));
    const text = file === undefined ? '' : `\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
    return `${name} ${version} (${license})\n${text}`;
  });
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lib = join(ROOT, 'lib');
  rmSync(join(lib, 'chunks'), { recursive: true, force: true });
  writeFileSync(join(lib, 'licences.txt'), licences(await bundle(ENTRIES, lib)));
  chmodSync(join(lib, 'cli/main.js'), 0o755);
}
