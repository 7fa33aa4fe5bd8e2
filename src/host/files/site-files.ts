import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dirname, join, relative, sep } from 'node:path';
import type { Stats } from 'node:fs';
import { makeVisible } from '../../diagnostics/formats/display.ts';
import type { Refusal, SourceFile } from '../../model/file.ts';
import { isSystemError } from '../system-errors.ts';

/** Above these sizes a file is not even read; the site's own limits are lower. */
const CEILING = { text: 16 * 1_048_576, picture: 64 * 1_048_576 };

/** The parts of a site; nothing else in its folder is read. */
export const SITE_PARTS = [
  'site.yaml',
  'incidents',
  'published',
  'pages',
  'plugins',
  'static',
  'templates',
  '.gitattributes',
];

/** Deeper folders than this are a loop or a mistake. */
export const DEEPEST = 16;

/**
 * Reads everything a build depends on: site.yaml, incidents, published, pages, static, templates, .gitattributes
 * the files named in `extra` (paths inside the site, such as the logo). Sorted by path. A file that cannot or
 * must not be read is listed with the reason; a link that leaves the site is never followed.
 */
export function readSite(root: string, extra: readonly string[] = []): SourceFile[] {
  return seeSiteFiles(root, extra, readAnew);
}

/** The same, where `keep` gives something in place of every file that can be read. */
export function seeSiteFiles<T extends { readonly path: string }>(
  root: string,
  extra: readonly string[],
  keep: Keep<T>,
): (T | SourceFile)[] {
  const base = realpathSync(root);
  const outside = extra.filter((path) => !SITE_PARTS.includes(path.split('/')[0] ?? ''));
  const parts = [...new Set([...SITE_PARTS, ...outside])];
  return parts.flatMap((part) => readPart(base, part, 0, keep)).toSorted(byPath);
}

/** Decides whether a file is read or already known. */
export type Keep<T> = (path: string, stat: Stats, read: () => SourceFile) => T;

const readAnew: Keep<SourceFile> = (_path, _stat, read) => read();

/**
 * True for a path with control characters, with characters that turn the direction of text, or with a name
 * that is not UTF-8, which Node.js reads as U+FFFD and cannot open.
 */
export function isUnshowable(path: string): boolean {
  return /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffd]/u.test(path);
}

/** Folders in a site that belong to other programs. */
export function isForeign(name: string): boolean {
  return name === '.git' || name === 'node_modules';
}

/** Reads one path of the site: a file, all files of a folder, or nothing. */
export function readSitePath(root: string, path: string): SourceFile[] {
  return seeSitePath(root, path, readAnew);
}

/** The same below a `base` that is known to be without links, as many files of one site are read. */
export function readPathBelow(base: string, path: string): SourceFile[] {
  return readPart(base, path, path.split('/').length - 1, readAnew);
}

/** The same, where `keep` gives something in place of every file that can be read. */
export function seeSitePath<T>(root: string, path: string, keep: Keep<T>): (T | SourceFile)[] {
  return readPart(realpathSync(root), path, path.split('/').length - 1, keep);
}

/** Reads one file of the site, undefined if it does not exist. */
export function readSiteFile(root: string, path: string): SourceFile | undefined {
  return readPart(realpathSync(root), path, DEEPEST, readAnew)[0];
}

/** Reads the templates that come with the program; paths start with `templates/`. */
export function readTheme(): SourceFile[] {
  return readPart(packageRoot(), 'templates', 0, readAnew).toSorted(byPath);
}

/** The folder the program is installed in: the nearest one above this code that has a package.json. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

function readPart<T>(base: string, path: string, depth: number, keep: Keep<T>): (T | SourceFile)[] {
  if (isUnshowable(path)) return [refuse(makeVisible(path), { kind: 'name' })];
  const full = join(base, path);
  const link = lstatSync(full, { throwIfNoEntry: false });
  if (!link) return [];
  if (link.isSymbolicLink() && isOwn(path)) return [refuse(path, { kind: 'link' })];
  if (link.isSymbolicLink()) {
    const target = resolveLink(full);
    if (target === undefined) return [refuse(path, { kind: 'unreadable', reason: 'the link is broken' })];
    if (!isInside(base, target))
      return [refuse(path, { kind: 'link-outside', target: relative(base, target) })];
  }
  // Between two looks a file may vanish.
  const stat = link.isSymbolicLink() ? statSync(full, { throwIfNoEntry: false }) : link;
  if (!stat) return [];
  if (stat.isDirectory()) return depth < DEEPEST ? readFolder(base, path, depth, keep) : [tooDeep(path)];
  if (!stat.isFile()) return [refuse(path, { kind: 'special' })];
  const limit = /\.(?:png|jpe?g|gif|webp|avif)$/i.test(path) ? CEILING.picture : CEILING.text;
  if (stat.size > limit) return [refuse(path, { kind: 'too-large', size: stat.size, limit })];
  return [keep(path, stat, () => readBytes(full, path))];
}

/** Git does not follow links: `published/`, `incidents/` and `static/` have to be real folders. */
function isOwn(path: string): boolean {
  return path === 'incidents' || /^(?:published|static)(?:\/|$)/.test(path);
}

function readBytes(full: string, path: string): SourceFile {
  try {
    return { path, bytes: readFileSync(full) };
  } catch (error) {
    return refuse(path, { kind: 'unreadable', reason: reasonOf(error) });
  }
}

function readFolder<T>(base: string, path: string, depth: number, keep: Keep<T>): (T | SourceFile)[] {
  try {
    return readdirSync(join(base, path))
      .filter((name) => !isForeign(name))
      .flatMap((name) => readPart(base, `${path}/${name}`, depth + 1, keep));
  } catch (error) {
    return [refuse(path, { kind: 'unreadable', reason: reasonOf(error) })];
  }
}

function refuse(path: string, refused: Refusal): SourceFile {
  return { path, bytes: new Uint8Array(), refused };
}

function tooDeep(path: string): SourceFile {
  return refuse(path, { kind: 'unreadable', reason: 'the folders are too deep' });
}

function resolveLink(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function isInside(base: string, target: string): boolean {
  return target === base || target.startsWith(base + sep);
}

/** The system's short word for a failure (`EACCES`); its message would name a path of this machine. */
function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

/** True if there is a file (not a folder) at a path. */
export function fileExists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** The names in a folder; none if it is not there, or cannot be read. */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isSystemError(error)) return [];
    throw error;
  }
}

/** Finds the text of a file for code frames. */
export function sourceReader(files: readonly SourceFile[]): (path: string) => string | undefined {
  return (path) => {
    const file = files.find((each) => each.path === path);
    return file && !file.refused ? new TextDecoder().decode(file.bytes) : undefined;
  };
}
