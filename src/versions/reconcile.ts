import type { Outcome } from '../diagnostics/diagnostic.ts';
import type { Edition, Original } from '../model/edition.ts';
import type { HeldEdition, TextHistory } from '../model/history.ts';
import { compareVersions } from '../model/version.ts';
import type { Version } from '../model/version.ts';
import { canonicalJson, sha256 } from '../source/content-hash.ts';
import { editFrontMatter } from '../source/edit/front-matter.ts';
import { factsOfVersion } from '../source/facts.ts';
import { bookkeepingEdits, bookkeepingOf, shownUpdate, statedUpdate } from './bookkeeping.ts';
import { picturesOf } from './published.ts';
import type { PublishedText } from './published.ts';
import type { Snapshot } from './snapshot.ts';
import { isRedacted, redactedAgain } from './redacted-again.ts';
import { judge } from './verdict.ts';
import type { Case, LiveStand, PublishedStand, Verdict } from './verdict.ts';
import { verdictDiagnostics } from './verdict-diagnostics.ts';
import type { LiveText, Mode } from './live-text.ts';

/** What is shown, served and frozen for a live file. */
export interface Reconciled {
  /** The newest edition, with its number; undefined if there is only a draft. */
  readonly current: Edition | undefined;
  readonly history: TextHistory;
  readonly verdict: Verdict;
}

/**
 * Compares a report's live files with their published versions, and returns the edition that each one is.
 * Originals come before their translations, whose numbers follow theirs.
 */
export function reconcile(
  original: LiveText,
  translations: readonly LiveText[],
  published: readonly PublishedText[],
  mode: Mode,
): Outcome<{ readonly original: Reconciled; readonly translations: readonly Reconciled[] }> {
  const first = reconcileText(original, undefined, published, mode);
  const { history, verdict, current = original.edition } = first.value;
  const answer: Answered = {
    original: current as Original,
    history,
    published: history.editions.map(({ version }) => version.number),
    revertedTo: verdict.kind === 'lower' && history.isPending ? original.edition.version.number : undefined,
  };
  const others = translations.map((translation) => reconcileText(translation, answer, published, mode));
  return {
    value: { original: first.value, translations: others.map(({ value }) => value) },
    diagnostics: [first, ...others].flatMap(({ diagnostics }) => diagnostics),
  };
}

/** The original of a translation: its present text, and each version. */
interface Answered {
  readonly original: Original;
  readonly history: TextHistory;
  readonly published: readonly number[];
  /** The number in the file, if the file has an older text again. */
  readonly revertedTo: number | undefined;
}

function reconcileText(
  live: LiveText,
  answered: Answered | undefined,
  published: readonly PublishedText[],
  mode: Mode,
): Outcome<Reconciled> {
  const { edition } = live;
  const text = publishedText(published, edition);
  const last = text?.snapshots.at(-1);
  if (text && (text.ledger.fault || text.movedFrom !== undefined))
    return { value: asHeld(edition, text), diagnostics: [] };
  const told = edition.role === 'original' ? edition : toldBy(edition.version, answered);
  const stand = standOf(edition, told);
  const verdict = judge({
    live: stand,
    last: last && text ? frozenStand(last, text, stand) : undefined,
    original: answered && {
      version: answered.original.version,
      published: answered.published,
      isTold: tellsNewest(edition, told, answered),
    },
  } satisfies Case);
  const diagnostics = isRedacted(edition, text)
    ? [redactedAgain(edition)]
    : verdictDiagnostics(verdict, live, text, mode);
  const version = versionToPublish(verdict, edition.version);
  const frozen = (text?.snapshots ?? []).map(heldSnapshot);
  const base = { reference: edition.reference, language: edition.language, ledger: text?.ledgerText ?? '' };
  if (!version) {
    const current = last?.files ? { ...last.files.edition, places: edition.places } : undefined;
    const history = { ...base, editions: frozen, isPending: false, bookkeeping: undefined };
    return { value: { current, history, verdict }, diagnostics };
  }
  const tells = edition.role === 'original' ? edition : toldBy(version, answered);
  const { pending, bookkeeping } = pendingEdition(live, tells, version, text);
  const history = { ...base, editions: [...frozen, pending], isPending: true, bookkeeping };
  return { value: { current: pending.edition, history, verdict }, diagnostics };
}

/** With a broken ledger the next version is unknown: the text stays as last published. */
function asHeld(edition: Edition, { snapshots, ledgerText }: PublishedText): Reconciled {
  const { reference, language, places } = edition;
  const held = snapshots.findLast(({ files }) => files)?.files?.edition;
  const editions = snapshots.map(heldSnapshot);
  return {
    current: held && { ...held, places },
    history: { reference, language, ledger: ledgerText, editions, isPending: false, bookkeeping: undefined },
    verdict: { kind: 'unchanged' },
  };
}

/**
 * True for a translation that belongs to what its original is about to publish, although it states another
 * number: both were reverted together, or it has an entry that only the pending version has.
 */
function tellsNewest(edition: Edition, told: Original, { original, history, revertedTo }: Answered): boolean {
  if (edition.role === 'original' || !history.isPending) return false;
  const has = ({ timeline }: Original, at: string) => timeline.some((entry) => entry.at === at);
  return (
    edition.version.number === revertedTo ||
    edition.entries.some(({ at }) => has(original, at) && !has(told, at))
  );
}

/** The text as it will be published under a number, as far as that can be known beforehand. */
function pendingEdition(
  { source, edition }: LiveText,
  told: Original,
  version: Version,
  text: PublishedText | undefined,
) {
  const bookkeeping = bookkeepingOf(edition, version, text);
  const changes = bookkeeping.clearsChanges ? undefined : edition.changes;
  const lastUpdate = edition.role === 'original' ? shownUpdate(edition, bookkeeping, text) : told.lastUpdate;
  const current: Edition =
    edition.role === 'original'
      ? { ...edition, version, changes, lastUpdate }
      : { ...edition, version, changes };
  const pending = {
    version,
    edition: current,
    source: editFrontMatter(source, bookkeepingEdits(bookkeeping, undefined)),
    html: undefined,
    redacted: undefined,
    lastUpdate,
    published: undefined,
    changes: changes ?? '',
  } satisfies HeldEdition;
  return { pending, bookkeeping };
}

/**
 * The newest available edition of the original with a number: the original of a translation with that number.
 */
export function originalAt(history: TextHistory, number: number): Original | undefined {
  const found = history.editions.findLast(({ version, edition }) => version.number === number && edition);
  return found?.edition?.role === 'original' ? found.edition : undefined;
}

/** SHA-256 of the facts of an original; a translation has those of the version it tells. */
export function factsHash(original: Original): string {
  return sha256(canonicalJson(factsOfVersion(original)));
}

function standOf(edition: Edition, told: Original): LiveStand {
  return {
    version: edition.version,
    content: edition.content,
    // Only called if something published can be compared.
    get facts() {
      return factsHash(told);
    },
    pictures: picturesOf(edition),
    stated: statedUpdate(edition),
  };
}

function toldBy({ number }: Version, answered: Answered | undefined): Original {
  if (!answered) throw new Error('a translation is always reconciled after its original');
  return originalAt(answered.history, number) ?? answered.original;
}

/** It is unknown which pictures a damaged version showed, so only the text is compared. */
function frozenStand({ line, files }: Snapshot, { ledger }: PublishedText, live: LiveStand): PublishedStand {
  return {
    version: line.version,
    content: line.content,
    facts: line.facts,
    pictures: files ? picturesOf(files.edition) : live.pictures,
    lastUpdate: line.lastUpdate,
    published: line.published,
    updates: ledger.lines.map(({ lastUpdate }) => lastUpdate),
  };
}

/** A frozen version in the form that the site shows. */
export function heldSnapshot({ line, files }: Snapshot): HeldEdition {
  return {
    version: line.version,
    edition: files ? files.edition : undefined,
    source: files ? files.source : undefined,
    html: files ? files.html : undefined,
    lastUpdate: line.lastUpdate,
    published: line.published,
    changes: line.changes,
    redacted: line.redacted,
  };
}

/** The number the live text is published under; undefined if it is not to be published. */
function versionToPublish(verdict: Verdict, own: Version): Version | undefined {
  switch (verdict.kind) {
    case 'new':
    case 'revision':
    case 'version':
      return own;
    case 'not-bumped':
      return verdict.next;
    case 'lower':
      // An older text that comes back is the next version; the same text under an older number is nothing
      // new.
      return compareVersions(verdict.next, verdict.last) > 0 ? verdict.next : undefined;
    case 'draft':
    case 'unchanged':
    case 'bumped':
    case 'last-update-alone':
    case 'last-update-back':
    case 'revised-facts':
    case 'gap':
    case 'ahead':
      return undefined;
  }
}

function publishedText(
  texts: readonly PublishedText[],
  { reference, language }: Edition,
): PublishedText | undefined {
  return texts.find((text) => text.reference === reference && text.language === language);
}
