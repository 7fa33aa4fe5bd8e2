import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import type { SourceFile } from '../../model/file.ts';
import type { Language } from '../../model/language.ts';
import { parseReference } from '../../model/reference.ts';
import type { Reference } from '../../model/reference.ts';
import type { ReadSettings } from '../request.ts';
import { isIgnored, sortFolder } from './folder-files.ts';
import type { FolderText } from './folder-files.ts';
import {
  collisions,
  languageUnknown,
  noOriginal,
  noReference,
  notAFolder,
  refusal,
  strayFile,
} from './problems.ts';

/** A report as files: its texts, each split into its parts, and its pictures. */
export interface Located {
  readonly reference: Reference;
  readonly languageFiles: readonly LanguageFile[];
  readonly pictures: readonly SourceFile[];
  /** Files that are neither a text nor a picture, each of which has its diagnostic. */
  readonly others: readonly SourceFile[];
}

export interface LanguageFile {
  readonly language: Language;
  readonly role: 'original' | 'translation';
  readonly file: SourceFile;
}

const ROOT = 'incidents/';

/** Finds the reports among the files of a site, and tells originals from translations by names alone. */
export function locate(files: readonly SourceFile[], site: ReadSettings): Outcome<readonly Located[]> {
  const { folders, diagnostics } = foldersOf(files);
  const located: Located[] = [];
  for (const [name, inside] of folders) {
    const found = locateFolder(name, inside, site);
    if (found.value) located.push(found.value);
    diagnostics.push(...found.diagnostics);
    for (const { reference, tag, file } of found.unknown)
      diagnostics.push(languageUnknown(tag, file, site, isPublished(reference, tag, files)));
  }
  return { value: located, diagnostics };
}

/** The folder below `incidents/` that a path is in; undefined for what is not part of any report. */
export function folderOf(path: string): string | undefined {
  if (!path.startsWith(ROOT) || isIgnored(path)) return undefined;
  const name = path.slice(ROOT.length).split('/')[0] ?? '';
  return path === ROOT + name ? undefined : name;
}

/**
 * The folder below `incidents/` that a file is in, a diagnostic if it is misplaced, or nothing for other
 * files.
 */
function placeOf(file: SourceFile): string | Diagnostic | undefined {
  if (`${file.path}/` === ROOT) return notAFolder(file);
  if (!file.path.startsWith(ROOT) || isIgnored(file.path)) return undefined;
  const name = file.path.slice(ROOT.length).split('/')[0] ?? '';
  if (file.path !== ROOT + name) return name;
  return file.refused ? refusal(file) : strayFile(file);
}

/** The folders by name, each with its files, and what is wrong outside of them. */
function foldersOf(files: readonly SourceFile[]) {
  const folders = new Map<string, SourceFile[]>();
  const diagnostics: Diagnostic[] = [];
  for (const file of files) {
    const place = placeOf(file);
    if (place === undefined) continue;
    if (typeof place !== 'string') {
      diagnostics.push(place);
      continue;
    }
    const inside = folders.get(place);
    if (inside) inside.push(file);
    else folders.set(place, [file]);
  }
  diagnostics.push(...collisions([...folders.keys()]));
  return { folders, diagnostics };
}

/** A report, what is wrong in its folder, and the files in languages that the site does not have. */
interface Found extends Outcome<Located | undefined> {
  readonly unknown: readonly UnknownLanguage[];
}

interface UnknownLanguage {
  readonly reference: Reference;
  readonly tag: string;
  readonly file: SourceFile;
}

function locateFolder(name: string, inside: readonly SourceFile[], site: ReadSettings): Found {
  const reference = parseReference(name);
  return reference
    ? locateReport(reference, inside, site)
    : { value: undefined, diagnostics: [noReference(name, inside)], unknown: [] };
}

function locateReport(reference: Reference, files: readonly SourceFile[], site: ReadSettings): Found {
  const sorted = sortFolder(ROOT + reference, files, site, strayFile);
  const { texts, pictures, others, diagnostics } = sorted;
  const unknown = sorted.unknown.map((each): UnknownLanguage => ({ reference, ...each }));
  const original = findOriginal(texts, site.defaultLanguage);
  if (!original) {
    // With other problems here, the original may be among the faulty files: saying it is missing would
    // mislead.
    const isAlone = diagnostics.length === 0 && unknown.length === 0;
    const missing = isAlone ? [noOriginal(reference, texts, site.defaultLanguage)] : [];
    return { value: undefined, diagnostics: [...diagnostics, ...missing], unknown };
  }
  const languageFiles = texts.map((text): LanguageFile => ({
    ...text,
    role: text === original ? 'original' : 'translation',
  }));
  return { value: { reference, languageFiles, pictures, others }, diagnostics, unknown };
}

/**
 * The file of the default language, otherwise the only file, otherwise the one whose front matter says so.
 */
function findOriginal(texts: readonly FolderText[], defaultLanguage: Language): FolderText | undefined {
  const byDefault = texts.find(({ language }) => language === defaultLanguage);
  if (byDefault || texts.length === 1) return byDefault ?? texts[0];
  const stated = texts.filter(({ file }) => statesOriginal(file));
  return stated.length === 1 ? stated[0] : undefined;
}

/** Reads no further than the front matter. */
function statesOriginal({ bytes }: SourceFile): boolean {
  const [, matter = ''] = new TextDecoder().decode(bytes.subarray(0, 65_536)).split(/^---[ \t]*$/m);
  return /^original:[ \t]*["']?true["']?[ \t]*(?:#.*)?$/m.test(matter);
}

/** `published/` is verified elsewhere; here it only shows that a text was published. */
function isPublished(reference: Reference, tag: string, files: readonly SourceFile[]): boolean {
  return files.some(({ path }) => path.startsWith(`published/${reference}/${tag}/`));
}
