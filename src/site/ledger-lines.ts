import type { Language } from '../model/language.ts';
import { formatVersion } from '../model/version.ts';
import type { Version } from '../model/version.ts';
import { sha256 } from '../source/content-hash.ts';

/**
 * Hashes of the lines of the site's ledger that published the versions of one report, by language and version
 * (`en 002`). Each is the SHA-256 of the line without its line end, as 64 hexadecimal digits: what the next
 * line carries as `prev`. It commits to everything published before, and never changes.
 */
export type LedgerLines = Readonly<Record<string, string>>;

/** The lines of a report that was never published. */
export const NO_LINES: LedgerLines = {};

/**
 * The lines of every report by its reference, from the text of the site's ledger. Of the lines about one
 * version the first one published it; a later one redacted it.
 */
export function ledgerLines(ledger: string): ReadonlyMap<string, LedgerLines> {
  const found = new Map<string, Record<string, string>>();
  for (const row of ledger.split('\n')) {
    const [, reference, language, version] = SUBJECT.exec(row) ?? [];
    if (reference === undefined) continue;
    const own = found.get(reference) ?? {};
    own[`${language} ${version}`] ??= sha256(row);
    found.set(reference, own);
  }
  return found;
}

const SUBJECT = /"reference":"([^"]*)","language":"([^"]*)","version":"([^"]*)"/;

/** The hash of the line that published a version in a language; undefined while it is not published. */
export function lineOf(lines: LedgerLines, language: Language, version: Version): string | undefined {
  return lines[`${language} ${formatVersion(version)}`];
}
