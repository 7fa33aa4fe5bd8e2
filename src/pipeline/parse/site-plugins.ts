import { diagnose } from '../../diagnostics/diagnose.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { SourceFile } from '../../model/file.ts';
import { readFile } from '../../model/seen-file.ts';
import type { SiteFile } from '../../model/seen-file.ts';
import type { NamedPlugins } from '../../model/plugins.ts';
import { positionOf } from '../../source/decode.ts';
import { fileKey } from '../remember/units.ts';
import type { Values } from '../remember/values.ts';
import { hashOf } from '../remember/named.ts';

/** Where the modules of a site are imported from, by their names; undefined for a missing one. */
export type ModuleUrl = (name: string) => string | undefined;

/** The plugins of a site, and problems that are known before any of them is imported. */
export interface FoundPlugins {
  /** Undefined if site.yaml names none, or names a missing one. */
  readonly plugins: NamedPlugins | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** The plugins of a site; their files are only read again if the look of one has changed. */
export function pluginsOf(
  names: readonly string[],
  settings: readonly SiteFile[],
  moduleUrl: ModuleUrl | undefined,
  values: Values,
): FoundPlugins {
  const files = names.length === 0 ? [] : settings.filter(({ path }) => isPluginFile(path));
  const keys = files.map((file) => `${file.path} ${fileKey(file)}`);
  return values.of('plugins', [names, ...keys], () => findPlugins(names, files.map(readFile), moduleUrl));
}

/** True for the files of plugins: those that are imported, and those that list the installed packages. */
function isPluginFile(path: string): boolean {
  return path === 'plugins' || /^(?:plugins|node_modules)\//.test(path) || path === 'package-lock.json';
}

/** Finds the modules that site.yaml names among the files of the site. */
function findPlugins(
  names: readonly string[],
  files: readonly SourceFile[],
  moduleUrl: ModuleUrl | undefined,
): FoundPlugins {
  if (names.length === 0) return { plugins: undefined, diagnostics: [] };
  const modules = names.map((name) => ({ name, url: moduleUrl?.(name) ?? '' }));
  const missing = modules.filter(({ url }) => url === '').map(({ name }) => notThere(name));
  const diagnostics = [...missing, ...files.flatMap(leavingImports)];
  if (diagnostics.length > 0) return { plugins: undefined, diagnostics };
  const lines = files.map(({ path, bytes }) => `${path} ${hashOf(bytes)}\n`);
  const key = hashOf(`${names.join('\n')}\n\n${lines.join('')}`);
  return { plugins: { key, modules, toJSON: () => key }, diagnostics };
}

function notThere(name: string): Diagnostic {
  const isFile = name.startsWith('plugins/');
  return diagnose(
    'INC841',
    placeOf('site.yaml'),
    isFile ? `There is no file \`${name}\`` : `The package \`${name}\` is not installed`,
    isFile
      ? 'Correct its name in `plugins`, or put the file there.'
      : `Install it where site.yaml is: \`npm install ${name}\`.`,
  );
}

/** Finds relative imports in a module. */
const IMPORTED = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)(["'])(\.{1,2}\/[^"'\n]*)\1/g;

/**
 * Imports of files outside `plugins/`. When a branch is checked, those would not be taken from the base, and
 * changes to them would go unnoticed.
 */
function leavingImports({ path, bytes }: SourceFile): Diagnostic[] {
  if (!path.startsWith('plugins/')) return [];
  const text = new TextDecoder().decode(bytes);
  return [...text.matchAll(IMPORTED)].flatMap(({ 0: found, 2: target = '', index }) => {
    if (new URL(target, `https://site.invalid/${path}`).pathname.startsWith('/plugins/')) return [];
    const at = index + found.lastIndexOf(target);
    const { line, column } = positionOf(text, at);
    const place = placeOf(path, [line, column, line, column + target.length]);
    return [diagnose('INC842', place, `\`${target}\` is outside \`plugins/\``)];
  });
}
