import type { Change } from '../../site/machines/changes.ts';
import { sha256 } from '../../source/content-hash.ts';
import type { Channel } from './channels.ts';

/** The hashes of the lines of the site's ledger that another one lacks. */
export function linesLacking(there: string, here: string): ReadonlySet<string> {
  const known = new Set(there.split('\n'));
  const rows = here.split('\n').filter((row) => row !== '' && !known.has(row));
  return new Set(rows.map((row) => sha256(row)));
}

/**
 * The publications that a channel is told about, oldest first: those in its language, and originals that have
 * no text in it. Redactions are left out. Hosted pages have one text of each report.
 */
export function newsFor(
  { shape, language }: Channel,
  changes: readonly Change[],
  defaultLanguage: string,
): readonly Change[] {
  const wanted = language ?? defaultLanguage;
  const isWanted = (change: Change) =>
    shape === 'statuspage'
      ? change.original
      : change.language === wanted || (change.original && !change.languages.includes(wanted));
  return changes.filter((change) => !change.redacted && isWanted(change)).toReversed();
}
