import type { SeenFile, SiteFile } from '../../model/seen-file.ts';
import { readFile } from '../../model/seen-file.ts';
import type { Reference } from '../../model/reference.ts';
import { openLiveSite } from '../../pipeline/live-site.ts';
import type { Scanning } from '../../pipeline/scan-site.ts';
import { sortAgain } from '../../pipeline/site-units.ts';
import type { SortedFiles } from '../../pipeline/site-units.ts';
import { articleUrl, outputPath } from '../../site/route.ts';

const SENTENCE = new TextEncoder().encode('\nOne more sentence.\n');

/**
 * Goes through all that a save takes, and forgets the result: the first save of a writer would otherwise wait
 * until the code for it is loaded. The newest report is taken as if somebody had added a sentence to it.
 */
export async function rehearseSave(scanning: Scanning): Promise<void> {
  const edited = withSentence(scanning.sorted);
  if (!edited) return;
  const { known, fileAt } = await openLiveSite({ ...scanning, sorted: edited.sorted }, new Map());
  if (known) await fileAt(outputPath(articleUrl(known.site.defaultLanguage, edited.name as Reference)));
}

function withSentence(sorted: SortedFiles) {
  const newest = [...sorted.units.values()].findLast(({ files }) => files.some(isText));
  if (!newest) return undefined;
  const place = newest.files.findIndex(isText);
  const files = newest.files.map((file, at) => (at === place ? longer(file) : file));
  return { name: newest.name, sorted: sortAgain(sorted, new Map([[newest.name, files]]), undefined) };
}

function isText({ path }: SiteFile): boolean {
  return path.startsWith('incidents/') && path.endsWith('.md');
}

function longer(file: SiteFile): SeenFile {
  const { path, bytes } = readFile(file);
  return { path, stamp: 'rehearsal', read: () => ({ path, bytes: Buffer.concat([bytes, SENTENCE]) }) };
}
