import { readFile } from '../../model/seen-file.ts';
import { ledgerLines } from '../../site/ledger-lines.ts';
import { ledgerParts } from '../../site/ledger-parts.ts';
import { recordOf } from '../../site/record.ts';
import { rootFileUrl, outputPath, siteLedgerUrl } from '../../site/route.ts';
import { CHECKPOINT, SITE_LEDGER } from '../../versions/paths.ts';
import { keysOf } from '../remember/units.ts';
import type { Values } from '../remember/values.ts';
import type { SortedFiles } from '../site-units.ts';
import { filePage } from './list-pages.ts';
import type { PagesInput } from './plan-pages.ts';

/**
 * The site's ledger and the checkpoint over it, byte for byte, for anybody who wants to check or save them.
 */
export function historyFiles(sorted: SortedFiles) {
  const [ledger, checkpoint] = [historyText(sorted, SITE_LEDGER), historyText(sorted, CHECKPOINT)];
  const parts = ledgerParts(ledger).map(({ number, text }) => [siteLedgerUrl(number), text] as const);
  return [...parts, [rootFileUrl('checkpoint'), checkpoint] as const].flatMap(([url, body]) =>
    body === '' ? [] : [filePage({ path: outputPath(url), body })],
  );
}

/** The site's ledger as shown on pages. */
export type Recorded = Pick<PagesInput, 'record' | 'lines'>;

export function recordIn(sorted: SortedFiles, values: Values): Recorded {
  return values.of('record', keysOf(sorted.history), () => {
    const ledger = historyText(sorted, SITE_LEDGER);
    return { record: recordOf(ledger, historyText(sorted, CHECKPOINT)), lines: ledgerLines(ledger) };
  });
}

/** A file of the site's history; empty if it is missing or cannot be read. */
function historyText({ history }: SortedFiles, path: string): string {
  const file = history.find((each) => each.path === path);
  const read = file && readFile(file);
  return read && !read.refused ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(read.bytes) : '';
}
