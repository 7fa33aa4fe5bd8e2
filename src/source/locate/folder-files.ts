import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { SourceFile } from '../../model/file.ts';
import { parseLanguage } from '../../model/language.ts';
import type { Language } from '../../model/language.ts';
import type { ReadSettings } from '../request.ts';
import { isLanguage } from '../slips/language-names.ts';
import { noLanguage, refusal, svg } from './problems.ts';

const PICTURE = /\.(?:png|jpe?g|gif|webp|avif)$/i;
/** Left behind by editors and systems, or notes to other writers. */
const IGNORED =
  /(?:^|\/)\.|~$|\.sw[a-p]$|^(?:incidents|pages)\/README(?:\.\w+)?$|(?:^|\/)(?:Thumbs\.db|desktop\.ini)$/;

/** True for files below `incidents/` or `pages/` that nobody meant to be part of the site. */
export function isIgnored(path: string): boolean {
  return IGNORED.test(path);
}

/** A text, in a language that its file is named after. */
export interface FolderText {
  readonly language: Language;
  readonly file: SourceFile;
}

/** The files of one report, or of one of the site's own pages, by kind. */
export interface FolderFiles {
  readonly texts: readonly FolderText[];
  /** Texts in languages that the site does not have, which have no diagnostic yet. */
  readonly unknown: readonly { readonly tag: string; readonly file: SourceFile }[];
  readonly pictures: readonly SourceFile[];
  /** Files that are neither a text nor a picture, each of which has its diagnostic. */
  readonly others: readonly SourceFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Groups the files in a folder by their names; `stray` makes the diagnostic for one that does not belong
 * there.
 */
export function sortFolder(
  folder: string,
  files: readonly SourceFile[],
  site: ReadSettings,
  stray: (file: SourceFile) => Diagnostic,
): FolderFiles {
  const texts: FolderText[] = [];
  const unknown: { tag: string; file: SourceFile }[] = [];
  const pictures: SourceFile[] = [];
  const others: SourceFile[] = [];
  const diagnostics: Diagnostic[] = [];
  const nameOf = ({ path }: SourceFile) => path.slice(folder.length + 1);
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
      else if (language && isLanguage(language)) unknown.push({ tag, file });
      else diagnostics.push(noLanguage(tag, file, site, tags));
    } else if (PICTURE.test(name)) pictures.push(file);
    else {
      others.push(file);
      diagnostics.push(/\.svgz?$/i.test(name) ? svg(file) : stray(file));
    }
  }
  return { texts, unknown, pictures, others, diagnostics };
}
