import type { Language } from '../model/language.ts';
import type { Reference } from '../model/reference.ts';
import { formatVersion } from '../model/version.ts';
import type { Version } from '../model/version.ts';

/** The folder that only `freeze` and `redact` write. */
export const PUBLISHED = 'published/';

/** `published/<ref>/<lang>/`: everything published of a report in a language. */
export function textFolder(reference: Reference, language: Language): string {
  return `${PUBLISHED}${reference}/${language}/`;
}

/** The files of one version in that folder. */
export function snapshotNames(version: Version): Record<'source' | 'article' | 'data', string> {
  const name = formatVersion(version);
  return { source: `${name}.md`, article: `${name}.html`, data: `${name}.json` };
}

export const LEDGER = 'ledger.jsonl';

/** The site's own ledger: one line per freeze of a text. */
export const SITE_LEDGER = `${PUBLISHED}${LEDGER}`;

/** One hash over the site's ledger. */
export const CHECKPOINT = `${PUBLISHED}checkpoint`;

/** `published/assets/<sha256>.png`: a picture of some version. */
export function pictureFile(address: string): string {
  return `${PUBLISHED}assets/${address}`;
}

/** A file of the site to be written. */
export interface SiteFile {
  readonly path: string;
  readonly body: string | Uint8Array;
}
