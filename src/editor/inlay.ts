import { InlayHintKind } from 'vscode-languageserver-types';
import type { InlayHint } from 'vscode-languageserver-types';
import { formatSpan } from '../languages/span.ts';
import type { Language } from '../model/language.ts';
import { secondsBetween } from '../model/instant.ts';
import { inOrder, readEntries } from './entries.ts';
import type { ReadEntry } from './entries.ts';
import { lineAt, rangeAt } from './positions.ts';
import { isTranslation, originalPath, partsOfPath } from './report.ts';
import type { FileView } from './view.ts';

/** What is shown beside the text: the time since the start, and what a translation still lacks. */
export function hintsIn(file: FileView): InlayHint[] {
  const parts = partsOfPath(file.path);
  const read = parts && readEntries(file.path, file.text);
  if (!read) return [];
  return [...elapsed(file, read.entries), ...(isTranslation(file) ? waiting(file, read.entries) : [])];
}

function elapsed({ site, path }: FileView, entries: readonly ReadEntry[]): InlayHint[] {
  const [start, ...later] = inOrder(entries);
  const { known } = site;
  const language = partsOfPath(path)?.language as Language | undefined;
  if (!start || !known || language === undefined || !known.site.languages.includes(language)) return [];
  return later.map(({ at, atPlace }) => {
    const span = { seconds: secondsBetween(start.at, at), bound: 'exact' } as const;
    const words = formatSpan(span, (key, args) => known.messages.t(language, key, args));
    return hint(rangeAt(atPlace).end, `+${words}`);
  });
}

/** The text of the original, beside an entry that is not translated yet. */
function waiting(file: FileView, entries: readonly ReadEntry[]): InlayHint[] {
  const path = originalPath(file);
  const original = path === undefined ? undefined : readEntries(path, file.site.textOf(path) ?? '');
  const titles = new Map(original?.entries.map(({ at, title }) => [at, title]));
  return entries.flatMap(({ at, title = '', atPlace }) => {
    const words = at === undefined ? undefined : titles.get(at);
    if (words === undefined || title.trim() !== '') return [];
    const line = atPlace[0] - 1;
    return [hint({ line, character: lineAt(file.text, line).length }, words)];
  });
}

function hint(position: InlayHint['position'], label: string): InlayHint {
  return { position, label, kind: InlayHintKind.Parameter, paddingLeft: true };
}
