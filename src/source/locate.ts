import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { SourceFile } from '../model/file.ts';
import { parseLanguage } from '../model/language.ts';
import type { Language } from '../model/language.ts';
import { parseReference } from '../model/reference.ts';
import type { Reference } from '../model/reference.ts';
import type { ReadSettings } from './request.ts';
import { isLanguage } from './slips/language-names.ts';
import {
  collisions,
  languageUnknown,
  noLanguage,
  noOriginal,
  noReference,
  notAFolder,
  refusal,
  strayFile,
  svg,
} from './locate-problems.ts';

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

type Text = Omit<LanguageFile, 'role'>;

const ROOT = 'incidents/';
const PICTURE = /\.(?:png|jpe?g|gif|webp|avif)$/i;
/** Left behind by editors and systems, or notes to other writers. */
const IGNORED = /(?:^|\/)\.|~$|\.sw[a-p]$|^incidents\/README(?:\.\w+)?$|(?:^|\/)(?:Thumbs\.db|desktop\.ini)$/;

/** Finds the reports among the files of a site and tells original from translations by names alone. */
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
  if (!path.startsWith(ROOT) || IGNORED.test(path)) return undefined;
  const name = path.slice(ROOT.length).split('/')[0] ?? '';
  return path === ROOT + name ? undefined : name;
}

/**
 * The folder below `incidents/` that a file is in, a diagnostic if it is misplaced, or nothing for other
 * files.
 */
function placeOf(file: SourceFile): string | Diagnostic | undefined {
  if (`${file.path}/` === ROOT) return notAFolder(file);
  if (!file.path.startsWith(ROOT) || IGNORED.test(file.path)) return undefined;
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
  const diagnostics: Diagnostic[] = [];
  const unknown: UnknownLanguage[] = [];
  const texts: Text[] = [];
  const pictures: SourceFile[] = [];
  const others: SourceFile[] = [];
  const nameOf = ({ path }: SourceFile) => path.slice(ROOT.length + reference.length + 1);
  const tags = files.map((file) => nameOf(file).replace(/\.md$/, ''));
  for (const file of files) {
    const name = nameOf(file);
    if (file.refused) {
      others.push(file);
      diagnostics.push(refusal(file));
    } else if (name.endsWith('.md') && !name.includes('/')) {
      const tag = name.slice(0, -'.md'.length);
      const language = parseLanguage(tag);
      if (language && site.languages.includes(language)) texts.push({ language, file });
      else if (language && isLanguage(language)) unknown.push({ reference, tag, file });
      else diagnostics.push(noLanguage(tag, file, site, tags));
    } else if (PICTURE.test(name)) pictures.push(file);
    else {
      others.push(file);
      diagnostics.push(/\.svgz?$/i.test(name) ? svg(file) : strayFile(file));
    }
  }
  const original = findOriginal(texts, site.defaultLanguage);
  if (!original) {
    // With other problems here, the original may be among the faulty files: saying it is missing would
    // mislead.
    if (diagnostics.length === 0 && unknown.length === 0)
      diagnostics.push(noOriginal(reference, texts, site.defaultLanguage));
    return { value: undefined, diagnostics, unknown };
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
function findOriginal(texts: readonly Text[], defaultLanguage: Language): Text | undefined {
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

/** `published/` is verified elsewhere; here it only says that a text once had readers. */
function isPublished(reference: Reference, tag: string, files: readonly SourceFile[]): boolean {
  return files.some(({ path }) => path.startsWith(`published/${reference}/${tag}/`));
}
