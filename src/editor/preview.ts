import { slug } from 'github-slugger';
import { articleUrl, entryAnchor } from '../site/route.ts';
import { readEntries } from './entries.ts';
import { headingLines } from './headings.ts';
import { partsOfPath, reportOfPath } from './report.ts';
import type { FileView } from './view.ts';

/**
 * The address of a report's page below that of the site, at the entry or heading that a line (from 0) belongs
 * to; undefined for a file that has no page.
 */
export function pageOfLine({ site, path, text }: FileView, line: number): string | undefined {
  const row = reportOfPath(site, path);
  const language = site.known?.site.languages.find((each) => each === partsOfPath(path)?.language);
  if (!row || language === undefined) return undefined;
  const page = articleUrl(language, row.reference).slice(1);
  const entry = readEntries(path, text)?.entries.find(
    ({ place: [first, , last] }) => first - 1 <= line && line <= last - 1,
  );
  const heading = headingLines(text).findLast((each) => each.line <= line);
  if (entry?.at !== undefined) return `${page}#${entryAnchor(entry.at)}`;
  return heading ? `${page}#${encodeURIComponent(slug(heading.text))}` : page;
}
