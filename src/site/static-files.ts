import { diagnose } from '../diagnostics/diagnose.ts';
import { placeOf } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { OutputPath, Refusal, SitePath } from '../model/file.ts';
import { fixedPath } from './route.ts';

/** The folder of files that are copied unchanged. */
const FOLDER = 'static/';

/**
 * Files that operating systems leave in any folder; they reveal the names of files that are not published.
 */
const LITTER = /(?:^|\/)(?:\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*|[^/]*~|[^/]*\.sw[op])$/;

/** Control characters, and characters that do not work in addresses or in names on every system. */
const UNUSABLE = /[\p{Cc}\\:*?"<>|#%]/u;

/** True for files that are copied to the output unchanged, and for `static` if it is not a folder. */
export function isStatic(path: SitePath): boolean {
  return path === 'static' || path.startsWith(FOLDER);
}

/** The path of a file of `static/` in the output; undefined for one that is not copied. */
export function staticPath(path: SitePath): OutputPath | undefined {
  return path === 'static' || LITTER.test(path) ? undefined : fixedPath(path.slice(FOLDER.length));
}

/** What is wrong with a file of `static/` by its name alone, or because it could not be read. */
export function staticProblem(path: SitePath, refused: Refusal | undefined): Diagnostic | undefined {
  const place = placeOf(path);
  if (refused) return diagnose('INC811', place, REASONS[refused.kind], WAYS_OUT[refused.kind]);
  if (path === 'static')
    return diagnose('INC811', place, '`static` is a file', 'Make a folder with this name.');
  const own = ownFolder(path);
  if (own !== undefined)
    return diagnose(
      'INC812',
      place,
      `The folder \`${own}\` of the output is only for files that the program writes`,
      'Put the file into another folder of `static/`.',
    );
  if (!UNUSABLE.test(path.slice(FOLDER.length))) return undefined;
  return diagnose(
    'INC811',
    place,
    'The name of this file has a character that does not work in addresses or on every system',
    'Rename it with letters, digits, `-`, `_` and `.`.',
  );
}

const REASONS: Readonly<Record<Refusal['kind'], string>> = {
  link: 'This is a symbolic link, which might lead anywhere',
  'link-outside': 'This is a symbolic link that leads out of the site',
  unreadable: 'This file cannot be read',
  special: 'This is neither a file nor a folder',
  name: 'This name has a character that cannot be shown, or is not UTF-8',
  'too-large': 'This file is too large to be copied: 64 MiB for a picture, 16 MiB for any other',
};

const WAYS_OUT: Readonly<Record<Refusal['kind'], string>> = {
  link: 'Put the file itself here.',
  'link-outside': 'Put the file itself here.',
  unreadable: 'Correct its permissions.',
  special: 'Move it out of `static/`.',
  name: 'Rename it with letters, digits, `-`, `_` and `.`.',
  'too-large': 'Offer it for download somewhere else, and link to it.',
};

/** Files there are cached for a year (`assets/`), belong to the search, or are taken for a report's. */
function ownFolder(path: SitePath): string | undefined {
  const folders = path.toLowerCase().split('/').slice(1, -1);
  const [top = ''] = folders;
  if (top === 'assets' || top === 'pagefind') return `${top}/`;
  return folders.includes('incidents') ? 'incidents/' : undefined;
}

/**
 * Says whether a file of `static/` clashes with a path of the output: the same address, or a file that the
 * other needs as a folder. Case is ignored, since some systems ignore it. `paths` are those of `static/`.
 */
export function clashWith(paths: readonly SitePath[]): (generated: string) => Diagnostic | undefined {
  const files = new Map<string, SitePath>();
  const folders = new Map<string, SitePath>();
  for (const path of paths) {
    const target = staticPath(path)?.toLowerCase();
    if (target === undefined) continue;
    files.set(target, path);
    for (const folder of foldersOf(target)) folders.set(folder, path);
  }
  return (generated) => {
    const path = generated.toLowerCase();
    const own =
      files.get(path) ??
      folders.get(path) ??
      foldersOf(path)
        .map((folder) => files.get(folder))
        .find((each) => each !== undefined);
    return own === undefined ? undefined : clash(own, generated);
  };
}

/** Files of `static/` whose addresses differ by capitals only. */
export function clashesAmong(paths: readonly SitePath[]): Diagnostic[] {
  const known = new Map<string, SitePath>();
  return paths.flatMap((path) => {
    const first = known.get(path.toLowerCase());
    known.set(path.toLowerCase(), first ?? path);
    if (first === undefined) return [];
    return [diagnose('INC812', placeOf(path), `On some systems this is the same file as \`${first}\``)];
  });
}

function clash(own: SitePath, generated: string): Diagnostic {
  return diagnose('INC812', placeOf(own), `The site already has \`${generated}\` at this address`);
}

/** `a` and `a/b` of `a/b/c`. */
function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, at) => parts.slice(0, at + 1).join('/'));
}
