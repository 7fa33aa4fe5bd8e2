import { diagnose } from '../diagnostics/diagnose.ts';
import { placeOf } from '../diagnostics/diagnostic.ts';
import type { Diagnostic, Place } from '../diagnostics/diagnostic.ts';
import { formatVersion } from '../model/version.ts';
import type { ChainFault } from './chain.ts';
import { isWitnessed, readCheckpoint } from './checkpoint.ts';
import { CHECKPOINT, LEDGER, SITE_LEDGER, textFolder } from './paths.ts';
import { lostLines, readSiteLedger } from './site-ledger.ts';
import type { HashesOfText, SiteLedger } from './site-ledger.ts';

/** What `published/` says of the site as a whole. */
export interface SiteHistory {
  readonly ledger: SiteLedger;
  /** Byte for byte; empty where there is none. */
  readonly ledgerText: string;
  readonly checkpoint: string;
}

/** The site's ledger and checkpoint as they are in `published/`. */
export function readSiteHistory(ledgerText: string, checkpoint: string): SiteHistory {
  return { ledger: readSiteLedger(ledgerText), ledgerText, checkpoint };
}

/**
 * What does not fit between the site's ledger, its checkpoint and the ledgers of the texts. A ledger of a
 * text that is broken has been complained about, and is not held against the site's.
 */
export function checkSiteHistory(
  { ledger, ledgerText, checkpoint }: SiteHistory,
  texts: readonly HashesOfText[],
): Diagnostic[] {
  if (ledger.fault) return [ledgerFault(SITE_LEDGER, ledger.fault)];
  const said = readCheckpoint(checkpoint);
  if (checkpoint !== '' && !said) return [wrong(CHECKPOINT, 'this file is not a checkpoint')];
  if (said && !isWitnessed(said, ledgerText)) {
    const message = `it was made over ${said.size} lines that published/ledger.jsonl does not begin with`;
    return [wrong(CHECKPOINT, message)];
  }
  const broken = new Set(texts.filter((each) => each.ledger.fault).map(folderOf));
  const lost = new Map(
    lostLines(ledger, texts)
      .filter((line) => !broken.has(folderOf(line)))
      .map((line) => [folderOf(line), line]),
  );
  return [...lost].map(([folder, { version, published }]) =>
    wrong(
      folder + LEDGER,
      `published/ledger.jsonl has a line about version ${formatVersion(version)}, published at ${published}, that this ledger does not`,
    ),
  );
}

/** What is wrong with a ledger, at its line, with the way out for each kind of fault. */
export function ledgerFault(file: string, { line, kind, detail }: ChainFault): Diagnostic {
  return broken({ file, line, column: 1 }, detail, FAULTS[kind]);
}

const RESTORE = 'Restore it from git.';

const FAULTS: Readonly<Record<ChainFault['kind'], string>> = {
  'merge-conflict':
    'Two branches published at the same time. Take `published/` of the branch that readers see, then run `incident-press freeze` for the other.',
  'broken-chain':
    'Restore the ledger from git. If two branches were merged, take `published/` of the one that readers see, then run `incident-press freeze`.',
  'no-newline':
    'A run was stopped while writing. Restore the ledger from git, then run `incident-press freeze`.',
  'first-release':
    'Delete `published/` and publish anew with `incident-press freeze`; `--from-git` recovers earlier versions, each with the time of its commit.',
  'other-format': 'Use the version of incident-press that wrote it, or a newer one.',
  'not-json': RESTORE,
  'wrong-shape': RESTORE,
  'wrong-order': RESTORE,
};

function wrong(file: string, detail: string): Diagnostic {
  return broken(placeOf(file), detail, RESTORE);
}

function broken(place: Place, detail: string, hint: string): Diagnostic {
  return diagnose('INC510', place, `The ledger is broken here: ${detail}`, hint);
}

function folderOf({ reference, language }: Pick<HashesOfText, 'reference' | 'language'>): string {
  return textFolder(reference, language);
}
