import { FoldingRangeKind, SymbolKind } from 'vscode-languageserver-types';
import type { DocumentSymbol, FoldingRange, Range } from 'vscode-languageserver-types';
import { readEntries } from './entries.ts';
import type { ReadEntry } from './entries.ts';
import { headingLines } from './headings.ts';
import { matterLines } from './matter.ts';
import { lineAt, linesOf, rangeAt } from './positions.ts';
import { partsOfPath } from './report.ts';
import type { FileView } from './view.ts';

/** The outline of a report: its timeline with an item for each entry, and its headings. */
export function symbolsIn({ path, text }: FileView): DocumentSymbol[] {
  if (!partsOfPath(path)) return [];
  const read = readEntries(path, text);
  const entries = read?.entries ?? [];
  const timeline: DocumentSymbol[] =
    read && entries.length > 0
      ? [
          {
            name: 'timeline',
            kind: SymbolKind.Array,
            range: around(
              [read.matter.keyPlace('timeline'), ...entries.map(({ place }) => place)].map(rangeAt),
            ),
            selectionRange: rangeAt(read.matter.keyPlace('timeline')),
            children: entries.map(symbolOf),
          },
        ]
      : [];
  return [...timeline, ...headingSymbols(text)];
}

function symbolOf({ at, title, state, place, atPlace }: ReadEntry): DocumentSymbol {
  const range = rangeAt(place);
  return {
    name: title === undefined || title === '' ? (at ?? 'entry') : title,
    detail: [at, state].filter((each) => each !== undefined).join(' '),
    kind: SymbolKind.Event,
    range,
    selectionRange: around([rangeAt(atPlace)]),
  };
}

/** A range that covers others. */
function around(ranges: readonly Range[]): Range {
  const before = (a: Range['start'], b: Range['start']) =>
    a.line < b.line || (a.line === b.line && a.character < b.character);
  return ranges.reduce((whole, each) => ({
    start: before(each.start, whole.start) ? each.start : whole.start,
    end: before(whole.end, each.end) ? each.end : whole.end,
  }));
}

/** Each section extends to the next heading that is not below its own. */
function headingSymbols(text: string): DocumentSymbol[] {
  const top: DocumentSymbol[] = [];
  const open: { readonly depth: number; readonly symbol: DocumentSymbol }[] = [];
  for (const { line, depth, words, end } of sectionsIn(text)) {
    const symbol: DocumentSymbol = {
      name: words,
      kind: SymbolKind.String,
      range: { start: { line, character: 0 }, end: { line: end, character: lineAt(text, end).length } },
      selectionRange: {
        start: { line, character: 0 },
        end: { line, character: lineAt(text, line).length },
      },
      children: [],
    };
    while ((open.at(-1)?.depth ?? 0) >= depth) open.pop();
    (open.at(-1)?.symbol.children ?? top).push(symbol);
    open.push({ depth, symbol });
  }
  return top;
}

function sectionsIn(text: string) {
  const headings = headingLines(text);
  const last = linesOf(text).length - 1;
  return headings.map(({ line, depth, text: words }, index) => {
    const next = headings.slice(index + 1).find((each) => each.depth <= depth);
    return { line, depth, words, end: next ? next.line - 1 : last };
  });
}

/** What can be folded: the front matter, each entry, each section. */
export function foldsIn({ path, text }: FileView): FoldingRange[] {
  if (!partsOfPath(path)) return [];
  const matter = matterLines(text);
  const entries = readEntries(path, text)?.entries ?? [];
  const stretches = [
    ...(matter ? [[0, matter.end] as const] : []),
    ...entries.map(({ place: [line, , end] }) => [line - 1, end - 1] as const),
    ...sectionsIn(text).map(({ line, end }) => [line, withoutBlanks(text, end)] as const),
  ];
  return stretches
    .filter(([start, end]) => end > start)
    .map(([startLine, endLine]) => ({ startLine, endLine, kind: FoldingRangeKind.Region }));
}

function withoutBlanks(text: string, end: number): number {
  let last = end;
  while (last > 0 && lineAt(text, last).trim() === '') last -= 1;
  return last;
}
