import type { Original } from '../model/edition.ts';
import { CLOSED_STATES } from '../model/edition.ts';
import type { HeldEdition, TextHistory } from '../model/history.ts';
import type { Instant } from '../model/instant.ts';
import { sha256 } from '../source/content-hash.ts';
import { editionData } from './data.ts';
import { dataFault, fragmentFault } from './fragment/fragment.ts';
import { ledgerRow, readLedger } from './ledger.ts';
import type { LedgerLine } from './ledger.ts';
import { LEDGER, pictureFile, snapshotNames, textFolder } from './paths.ts';
import type { SiteFile } from './paths.ts';
import { picturesOf } from './published.ts';
import { factsHash } from './reconcile.ts';

/** What freezing an edition writes: its three files, and its ledger line except for the time. */
export interface Frozen {
  readonly source: string;
  readonly article: string;
  readonly data: string;
  readonly line: Omit<LedgerLine, 'published'>;
}

/**
 * Works out what freezing a pending edition writes. `told` is the original it translates, or itself if it is
 * one; `state` the state that original is in; `article` its finished `<article>`. Pure: `build` serves
 * exactly the files that `freeze` will write.
 */
export function freezeEdition(
  { edition, source, version, lastUpdate, changes }: HeldEdition,
  told: Original,
  state: string,
  article: string,
  renderer: string,
): Frozen {
  if (!edition || source === undefined) throw new Error('only an edition that is held can be frozen');
  const data = editionData(edition);
  const line: Frozen['line'] = {
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
  return { source, article, data, line };
}

/** What could not be read back from an edition about to be frozen, in words; undefined if everything can. */
export function frozenFault({ editions }: TextHistory, { article }: Frozen): string | undefined {
  const edition = editions.at(-1)?.edition;
  return fragmentFault(article) ?? (edition && dataFault(edition, article));
}

/**
 * The files that freezing an edition writes, in the order in which a run may be stopped between any two:
 * pictures and snapshots first, the ledger that mentions them last. `published` is the time of publication.
 */
export function frozenFiles(
  { reference, language, editions, ledger }: TextHistory,
  frozen: Frozen,
  published: Instant,
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
    {
      path: folder + LEDGER,
      body: ledger + ledgerRow({ ...frozen.line, published }, readLedger(ledger).head),
    },
  ];
}
