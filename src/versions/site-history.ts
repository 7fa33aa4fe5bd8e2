import { diagnose } from '../diagnostics/diagnose.ts';
import { placeOf } from '../diagnostics/diagnostic.ts';
import type { Diagnostic, Place } from '../diagnostics/diagnostic.ts';
import { formatVersion } from '../model/version.ts';
import { FETCH_POINTERS } from '../source/pictures.ts';
import type { ChainFault } from './chain.ts';
import { isWitnessed, readCheckpoint } from './checkpoint.ts';
import { CHECKPOINT, LEDGER, SITE_LEDGER, textFolder } from './paths.ts';
import { restoring, restoringAnywhere, restoringLineEnds } from './restore.ts';
import { lostLines, readSiteLedger } from './site-ledger.ts';
import type { HashesOfText, SiteLedger } from './site-ledger.ts';

/** The parts of `published/` about the site as a whole. */
export interface SiteHistory {
  readonly ledger: SiteLedger;
  /** Byte for byte; empty if there is none. */
  readonly ledgerText: string;
  readonly checkpoint: string;
}

/** The site's ledger and checkpoint in `published/`. */
export function readSiteHistory(ledgerText: string, checkpoint: string): SiteHistory {
  return { ledger: readSiteLedger(ledgerText), ledgerText, checkpoint };
}

/**
 * Contradictions between the site's ledger, its checkpoint and the ledgers of the texts. A broken ledger of
 * a text was reported already and is not counted here.
 */
export function checkSiteHistory(
  { ledger, ledgerText, checkpoint }: SiteHistory,
  texts: readonly HashesOfText[],
  inBuild = false,
): Diagnostic[] {
  if (ledger.fault) return [ledgerFault(SITE_LEDGER, ledger.fault)];
  const said = readCheckpoint(checkpoint);
  if (checkpoint !== '' && !said) return [wrong(CHECKPOINT, notACheckpoint(checkpoint))];
  if (said && !isWitnessed(said, ledgerText)) {
    const message = `it was made over ${said.size} lines that ${SITE_LEDGER} does not begin with`;
    return [broken(placeOf(CHECKPOINT), message, restoringAnywhere(`${SITE_LEDGER} ${CHECKPOINT}`))];
  }
  const faulty = new Set(texts.filter((each) => each.ledger.fault).map(folderOf));
  const moved = new Set(texts.flatMap((each) => (each.movedFrom === undefined ? [] : each.ledger.hashes)));
  const lost = new Map(
    lostLines(ledger, texts)
      .filter((line) => !faulty.has(folderOf(line)) && !moved.has(line.head))
      .map((line) => [folderOf(line), line]),
  );
  const there = new Set(texts.map(folderOf));
  const told = new Set(ledger.lines.map(({ head }) => head));
  return [
    ...[...lost].map(([folder, { version, published }]) =>
      broken(
        placeOf(folder + LEDGER),
        `${SITE_LEDGER} has a line about version ${formatVersion(version)}, published at ${published}, that this ledger does not`,
        restoringAnywhere(there.has(folder) ? folder + LEDGER : folder),
      ),
    ),
    ...texts
      .filter((text) => !faulty.has(folderOf(text)) && !lost.has(folderOf(text)))
      .flatMap((text) => untold(told, text, inBuild)),
  ];
}

/**
 * A line of a text that is missing in the site's ledger: a freeze was interrupted, or that ledger was cut
 * off.
 */
function untold(told: ReadonlySet<string>, text: HashesOfText, inBuild: boolean): Diagnostic[] {
  const first = text.ledger.hashes.findIndex((hash) => !told.has(hash));
  if (first < 0) return [];
  const message = `It does not have line ${first + 1} of ${folderOf(text)}${LEDGER}`;
  return [diagnose('INC533', placeOf(SITE_LEDGER), message, undefined, { inBuild })];
}

/** What is wrong with a ledger, at its line, with the way out for each kind of fault. */
export function ledgerFault(file: string, { line, kind, detail }: ChainFault): Diagnostic {
  return broken({ file, line, column: 1 }, detail, FAULTS[kind](file));
}

/**
 * What readers have wins; the texts of the other branch are still in `incidents/` and get the next number.
 */
const TAKE_ONE =
  'take what readers have: `git restore --source=<branch> --staged --worktree -- published`, then run `incident-press freeze`';

const FAULTS: Readonly<Record<ChainFault['kind'], (file: string) => string>> = {
  'merge-conflict': () => `Two branches published at the same time; ${TAKE_ONE}.`,
  'broken-chain': (file) => `${restoring(file)}. If two branches were merged, ${TAKE_ONE}.`,
  'no-newline': (file) =>
    `${restoring(file)}, then run \`incident-press freeze\`, which completes what an interrupted run began.`,
  'first-release': () =>
    'Delete published/ and publish again with `incident-press freeze`; its option --from-git recovers earlier versions, each with the time of its commit.',
  'other-format': () => 'Use the version of incident-press that wrote it, or a newer one.',
  'line-ends': restoringLineEnds,
  'lfs-pointer': () => FETCH_POINTERS,
  'not-json': restoringAnywhere,
  'wrong-shape': restoringAnywhere,
  'wrong-order': restoringAnywhere,
};

function notACheckpoint(text: string): string {
  if (text.startsWith('version https://git-lfs')) return 'this is a Git LFS pointer, not the checkpoint';
  return text.includes('\r')
    ? 'its lines end in CRLF, but were published with LF'
    : 'this file is not a checkpoint';
}

function wrong(file: string, detail: string): Diagnostic {
  const isOfLines = detail.includes('CRLF');
  return broken(placeOf(file), detail, isOfLines ? restoringLineEnds(file) : restoringAnywhere(file));
}

function broken(place: Place, detail: string, hint: string): Diagnostic {
  return diagnose('INC510', place, `The ledger is broken here: ${detail}`, hint);
}

function folderOf({ reference, language }: Pick<HashesOfText, 'reference' | 'language'>): string {
  return textFolder(reference, language);
}
