import type { Original } from '../model/edition.ts';
import { CLOSED_STATES } from '../model/edition.ts';
import type { HeldEdition, TextHistory } from '../model/history.ts';
import { sha256 } from '../source/content-hash.ts';
import { editionData } from './data.ts';
import { ledgerRow, readLedger } from './ledger.ts';
import type { LedgerLine } from './ledger.ts';
import { LEDGER, pictureFile, snapshotNames, textFolder } from './paths.ts';
import { picturesOf } from './published.ts';
import { factsHash } from './reconcile.ts';

/** What freezing an edition writes: its three files, and the line that the ledger grows by. */
export interface Frozen {
  readonly source: string;
  readonly article: string;
  readonly data: string;
  readonly line: LedgerLine;
  /** The whole ledger with the line, byte for byte. */
  readonly ledger: string;
}

/**
 * Works out what freezing a pending edition writes. `told` is the original it tells, itself where it is
 * one; `state` the state that original is in; `article` its finished `<article>`. Pure: `build` serves
 * exactly what `freeze` will write.
 */
export function freezeEdition(
  history: TextHistory,
  { edition, source, version, lastUpdate, changes }: HeldEdition,
  told: Original,
  state: string,
  article: string,
  renderer: string,
): Frozen {
  if (!edition || source === undefined) throw new Error('only an edition that is held can be frozen');
  const data = editionData(edition);
  const line: LedgerLine = {
    version,
    lastUpdate,
    status: (CLOSED_STATES as readonly string[]).includes(state) ? 'final' : 'interim',
    changes,
    source: sha256(source),
    article: sha256(article),
    data: sha256(data),
    content: edition.content,
    facts: factsHash(told),
    renderer,
  };
  return {
    source,
    article,
    data,
    line,
    ledger: history.ledger + ledgerRow(line, readLedger(history.ledger).head),
  };
}

/** A file of the site as it is to be written. */
export interface SiteFile {
  readonly path: string;
  readonly body: string | Uint8Array;
}

/**
 * The files that freezing an edition writes, in the order in which a run may be stopped between any two:
 * pictures and snapshots first, the ledger that speaks of them last.
 */
export function frozenFiles(
  { reference, language, editions }: TextHistory,
  frozen: Frozen,
  pictures: ReadonlyMap<string, Uint8Array>,
): SiteFile[] {
  const folder = textFolder(reference, language);
  const names = snapshotNames(frozen.line.version);
  const edition = editions.at(-1)?.edition;
  const shown = (edition ? picturesOf(edition) : []).flatMap((address) => {
    const body = pictures.get(address);
    return body ? [{ path: pictureFile(address), body }] : [];
  });
  return [
    ...shown,
    { path: folder + names.source, body: frozen.source },
    { path: folder + names.article, body: frozen.article },
    { path: folder + names.data, body: frozen.data },
    { path: folder + LEDGER, body: frozen.ledger },
  ];
}
