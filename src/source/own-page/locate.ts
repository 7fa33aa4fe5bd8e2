import { diagnose } from '../../diagnostics/diagnose.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { SourceFile } from '../../model/file.ts';
import type { Language } from '../../model/language.ts';
import { isIgnored, sortFolder } from '../locate/folder-files.ts';
import type { FolderText } from '../locate/folder-files.ts';
import { languageUnknown, refusal } from '../locate/problems.ts';
import type { ReadSettings } from '../request.ts';
import { misfitOfId } from '../slips/misfits.ts';

const ROOT = 'pages/';
/** Names that the program uses below `/<language>/`, or will use. */
const TAKEN: ReadonlySet<string> = new Set([
  'archive',
  'embed',
  'follow',
  'incidents',
  'postmortems',
  'record',
  'search',
  'services',
  'statistics',
  'updates',
]);

/** The files of one of the site's own pages. */
export interface OwnFolder {
  readonly name: string;
  readonly original: Language | undefined;
  readonly texts: readonly FolderText[];
  readonly pictures: readonly SourceFile[];
  /** Files that cannot be shown, each of which has its diagnostic. */
  readonly others: readonly SourceFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/** True for files of pages of the site's own, and for `pages` if it is not a folder. */
export function isOwnPageFile(path: string): boolean {
  return path === 'pages' || path.startsWith(ROOT);
}

/** The folder of `pages/` that a file is in; undefined for one that is in none, or is not looked at. */
export function ownFolderOf(path: string): string | undefined {
  const [, name, ...rest] = path.split('/');
  return isIgnored(path) || rest.length === 0 ? undefined : name;
}

/** Diagnostics for files of `pages/` that are not in one of its folders. */
export function straysOfPages(files: readonly SourceFile[]): Diagnostic[] {
  return files
    .filter(({ path }) => ownFolderOf(path) === undefined && !isIgnored(path))
    .map((file) => (file.refused ? refusal(file) : stray(file)));
}

/** Groups the files of one page, and checks its name and theirs. */
export function locateOwnPage(name: string, files: readonly SourceFile[], site: ReadSettings): OwnFolder {
  const sorted = sortFolder(ROOT + name, files, site, stray);
  const { texts, pictures, others, unknown } = sorted;
  const diagnostics = [
    ...nameProblems(name, files),
    ...sorted.diagnostics,
    ...unknown.map(({ tag, file }) => languageUnknown(tag, file, site, false)),
  ];
  const byDefault = texts.find(({ language }) => language === site.defaultLanguage) ?? texts[0];
  if (!byDefault && diagnostics.length === 0) diagnostics.push(noText(name, files, site.defaultLanguage));
  return { name, original: byDefault?.language, texts, pictures, others, diagnostics };
}

function nameProblems(name: string, files: readonly SourceFile[]): Diagnostic[] {
  const place = placeOf(files[0]?.path ?? ROOT + name);
  if (TAKEN.has(name.toLowerCase()))
    return [
      diagnose(
        'INC820',
        place,
        `\`${name}\` is the name of a page that the program makes`,
        'Give the folder another name, such as `about`.',
      ),
    ];
  const misfit = misfitOfId(name);
  if (!misfit) return [];
  return [
    diagnose(
      'INC820',
      place,
      `\`${name}\` cannot be part of an address: ${misfit.wrong}`,
      misfit.mended === undefined
        ? 'Name the folder with lower-case letters, digits and hyphens.'
        : `Rename the folder to \`${misfit.mended}\`.`,
    ),
  ];
}

function stray(file: SourceFile): Diagnostic {
  return diagnose('INC821', placeOf(file.path));
}

function noText(name: string, files: readonly SourceFile[], language: Language): Diagnostic {
  const place = placeOf(files[0]?.path ?? ROOT + name);
  const hint = `Add \`pages/${name}/${language}.md\` with a \`title\`, or move the files away.`;
  return diagnose('INC821', place, `The page \`${name}\` has no text`, hint);
}
