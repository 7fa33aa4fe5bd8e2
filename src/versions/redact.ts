import type { HeldEdition, TextHistory } from '../model/history.ts';
import { formatVersion } from '../model/version.ts';
import type { Instant } from '../model/instant.ts';
import type { Version } from '../model/version.ts';
import { compareVersions } from '../model/version.ts';
import type { SiteFile } from './paths.ts';
import { ledgerRow, publishedEditions, readLedger } from './ledger.ts';
import { LEDGER, pictureFile, snapshotNames, textFolder } from './paths.ts';
import { picturesOf } from './published.ts';

/** Why a version cannot be redacted: a sentence, and the way out. */
export interface CannotRedact {
  readonly message: string;
  readonly hint: string;
}

/** What redacting a version writes, and what it removes after that. */
export interface Redaction {
  readonly write: readonly SiteFile[];
  readonly remove: readonly string[];
}

/**
 * Works out how one version of a text is redacted: the ledger gets a line that says why, with the hashes that
 * were published; then its files go. Running it again writes nothing new, but completes an interrupted
 * redaction. `published` is the time of the line; `others` are all histories of the site, whose pictures
 * stay.
 */
export function redactVersion(
  history: TextHistory,
  version: Version,
  { reason, published }: { readonly reason: string; readonly published: Instant },
  others: readonly TextHistory[],
): Redaction | CannotRedact {
  const name = formatVersion(version);
  const ledger = readLedger(history.ledger);
  const editions = publishedEditions(ledger);
  const line = editions.find((each) => compareVersions(each.version, version) === 0);
  const where = `${history.reference} in ${history.language}`;
  if (!line) {
    const names = editions.map((each) => formatVersion(each.version)).join(', ');
    return {
      message: `Version ${name} of ${where} is not published`,
      hint: names === '' ? 'Nothing of it is.' : `Published are ${names}.`,
    };
  }
  if (editions.at(-1) === line) {
    return {
      message: `Version ${name} is the newest one of ${where}`,
      hint: 'First publish a version without what must not be read, then redact this one; `--lang` redacts it in one language only.',
    };
  }
  const folder = textFolder(history.reference, history.language);
  const held = history.editions.find((each) => compareVersions(each.version, version) === 0);
  const row = ledgerRow({ ...line, published, status: 'redacted', changes: reason }, ledger.head);
  return {
    write: line.redacted === undefined ? [{ path: folder + LEDGER, body: history.ledger + row }] : [],
    remove: [
      ...Object.values(snapshotNames(version)).map((file) => folder + file),
      ...(held ? lastPictures(held, others) : []),
    ],
  };
}

/** Pictures that only the redacted version shows. */
function lastPictures(held: HeldEdition, histories: readonly TextHistory[]): string[] {
  const shown = new Set(
    histories
      .flatMap(({ editions }) => editions)
      .flatMap((each) => (each !== held && each.edition ? picturesOf(each.edition) : [])),
  );
  const own = held.edition ? picturesOf(held.edition) : [];
  return own.filter((address) => !shown.has(address)).map(pictureFile);
}
