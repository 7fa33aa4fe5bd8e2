import type { PresentRow } from '../model/row.ts';
import type { FileView, SiteView } from './view.ts';

/** The reference and language of a report's file, from its path. */
export function partsOfPath(
  path: string,
): { readonly reference: string; readonly language: string } | undefined {
  const [, reference, language] = /^incidents\/([^/]+)\/([^/]+)\.md$/.exec(path) ?? [];
  return reference === undefined || language === undefined ? undefined : { reference, language };
}

/** What is known about the report that a file belongs to; undefined if it cannot be read. */
export function reportOfPath({ known }: SiteView, path: string): PresentRow | undefined {
  const reference = partsOfPath(path)?.reference;
  return known?.rows.find((row) => row.reference === reference);
}

/** The path of the file with the facts of a report; undefined if there is none. */
export function originalPath({ site, path }: Pick<FileView, 'site' | 'path'>): string | undefined {
  const row = reportOfPath(site, path);
  if (row) return row.original.file;
  const reference = partsOfPath(path)?.reference;
  const main = site.known?.site.defaultLanguage;
  const own = reference === undefined ? [] : site.pathsOf(reference);
  return own.find((each) => each === `incidents/${reference}/${main}.md`);
}

/** True for a file with only the prose of a report in another language. */
export function isTranslation(file: Pick<FileView, 'site' | 'path'>): boolean {
  const original = originalPath(file);
  return original !== undefined && original !== file.path;
}
