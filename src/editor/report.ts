import type { PresentRow } from '../model/row.ts';
import type { SiteView } from './view.ts';

/** The reference and language that a file of a report has by its path. */
export function partsOfPath(
  path: string,
): { readonly reference: string; readonly language: string } | undefined {
  const [, reference, language] = /^incidents\/([^/]+)\/([^/]+)\.md$/.exec(path) ?? [];
  return reference === undefined || language === undefined ? undefined : { reference, language };
}

/** What is known of the report that a file belongs to; undefined where it cannot be read. */
export function reportOfPath({ known }: SiteView, path: string): PresentRow | undefined {
  const reference = partsOfPath(path)?.reference;
  return known?.rows.find((row) => row.reference === reference);
}
