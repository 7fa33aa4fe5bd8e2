import { diagnose } from '../diagnostics/diagnose.ts';
import { placeOf } from '../diagnostics/diagnostic.ts';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { prosesOf } from '../model/proses.ts';
import type { Edition } from '../model/edition.ts';
import type { Refusal, SourceFile } from '../model/file.ts';
import { parseLanguage } from '../model/language.ts';
import type { Language } from '../model/language.ts';
import { parseReference } from '../model/reference.ts';
import type { Reference } from '../model/reference.ts';
import { sha256 } from '../source/content-hash.ts';
import { notAFolder } from '../source/locate/problems.ts';
import { FETCH_POINTERS, isPictureNamed, isPointer } from '../source/pictures.ts';
import { publishedEditions, readLedger } from './ledger.ts';
import type { Ledger } from './ledger.ts';
import { CHECKPOINT, LEDGER, pictureFile, PUBLISHED, SITE_LEDGER } from './paths.ts';
import { publishedAs, renamed } from './moved.ts';
import { restoring } from './restore.ts';
import { checkSiteHistory, ledgerFault, readSiteHistory } from './site-history.ts';
import type { SiteHistory } from './site-history.ts';
import { readSnapshot } from './snapshot.ts';
import type { Snapshot } from './snapshot.ts';

/** The published versions of one report in one language. Snapshots oldest first. */
export interface PublishedText {
  readonly reference: Reference;
  readonly language: Language;
  readonly ledger: Ledger;
  readonly ledgerText: string;
  readonly snapshots: readonly Snapshot[];
  /** Names of snapshot files that no line of the ledger mentions. */
  readonly orphans: readonly string[];
  /** The folder that all this was published in, if it was a different one: then none of it counts here. */
  readonly movedFrom: string | undefined;
}

export interface Published {
  readonly texts: readonly PublishedText[];
  /** The site's own ledger, and the checkpoint over it. */
  readonly history: SiteHistory;
  /** Pictures by content address. */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
}

/**
 * Reads `published/` and verifies it: every chain, every file against its hash, every picture against its
 * name. Each difference is a diagnostic that names the file.
 */
export function readPublished(files: readonly SourceFile[]): Outcome<Published> {
  const { value, diagnostics } = readPublishedFiles(files);
  const shown = value.texts.flatMap(({ reference, snapshots }) =>
    shownIn(snapshots).map((address) => [address, reference] as const),
  );
  const missing = missingPictures(new Map(shown), new Set(files.map(({ path }) => path)));
  return {
    value,
    diagnostics: [...diagnostics, ...missing, ...checkSiteHistory(value.history, value.texts)],
  };
}

/** The same for some of these files; missing pictures can only be found once all files are known. */
export function readPublishedFiles(files: readonly SourceFile[]): Outcome<Published> {
  const own = files.filter(({ path }) => `${path}/`.startsWith(PUBLISHED));
  const diagnostics: Diagnostic[] = [];
  const pictures = new Map<string, Uint8Array>();
  const folders = new Map<string, SourceFile[]>();
  const whole = new Map<string, SourceFile>();
  for (const file of own) {
    const [first = '', second = '', ...rest] = file.path.slice(PUBLISHED.length).split('/');
    if (`${file.path}/` === PUBLISHED) diagnostics.push(notAFolder(file));
    else if (file.refused) diagnostics.push(notRead(file.path, file.refused));
    else if (file.path === SITE_LEDGER || file.path === CHECKPOINT) whole.set(file.path, file);
    else if (first === 'assets' && rest.length === 0) readAsset(second, file, pictures, diagnostics);
    else if (rest.length === 1) {
      const inside = folders.get(`${first}/${second}`);
      if (inside) inside.push(file);
      else folders.set(`${first}/${second}`, [file]);
    } else diagnostics.push(stray(file.path));
  }
  const texts = [...folders].flatMap(([name, inside]) => {
    const [folder = '', tag = ''] = name.split('/');
    const [reference, language] = [parseReference(folder), parseLanguage(tag)];
    if (!reference || !language) {
      diagnostics.push(...inside.map(({ path }) => stray(path)));
      return [];
    }
    const outcome = readText(reference, language, inside);
    diagnostics.push(...outcome.diagnostics);
    return [outcome.value];
  });
  const text = (path: string) => new TextDecoder().decode(whole.get(path)?.bytes);
  const history = readSiteHistory(text(SITE_LEDGER), text(CHECKPOINT));
  // An unreadable file is not reported as missing too.
  const unread = new Set(own.filter(({ refused }) => refused).map(({ path }) => path));
  const isTold = ({ code, place }: Diagnostic) => code !== 'INC512' || !unread.has(place.file);
  return { value: { texts, history, pictures }, diagnostics: diagnostics.filter(isTold) };
}

function readAsset(
  name: string,
  { path, bytes }: SourceFile,
  pictures: Map<string, Uint8Array>,
  diagnostics: Diagnostic[],
): void {
  if (isPointer(bytes)) {
    diagnostics.push(diagnose('INC517', placeOf(path), undefined, FETCH_POINTERS));
  } else if (sha256(bytes) === name.split('.')[0]) {
    if (isPictureNamed(name, bytes)) pictures.set(name, bytes);
    else diagnostics.push(diagnose('INC532', placeOf(path)));
  } else {
    diagnostics.push(
      diagnose(
        'INC511',
        placeOf(path),
        'This picture was changed after it was published: its content does not match the hash in its name',
        `${restoring(path)}.`,
      ),
    );
  }
}

function readText(
  reference: Reference,
  language: Language,
  files: readonly SourceFile[],
): Outcome<PublishedText> {
  const folder = `${PUBLISHED}${reference}/${language}/`;
  const byName = new Map(files.map((file) => [file.path.slice(folder.length), file]));
  const ledgerText = new TextDecoder().decode(byName.get(LEDGER)?.bytes);
  const ledger = readLedger(ledgerText);
  byName.delete(LEDGER);
  const diagnostics: Diagnostic[] = ledger.fault ? [ledgerFault(folder + LEDGER, ledger.fault)] : [];
  const live = `incidents/${reference}/${language}.md`;
  const snapshots = publishedEditions(ledger).map((line): Snapshot => {
    const outcome = readSnapshot(line, { folder, live, files: byName });
    diagnostics.push(...outcome.diagnostics);
    return outcome.value;
  });
  const from = publishedAs(snapshots);
  if (from !== undefined && from !== folder) {
    const text = { reference, language, ledger, ledgerText: '', snapshots: [], orphans: [], movedFrom: from };
    return { value: text, diagnostics: [renamed(folder, from, live)] };
  }
  // A broken ledger cannot say which files belong to it.
  const orphans = ledger.fault ? [] : [...byName.keys()].toSorted();
  const text = { reference, language, ledger, ledgerText, snapshots, orphans, movedFrom: undefined };
  return { value: text, diagnostics };
}

/** Content addresses of the pictures that published versions show. */
export function shownIn(snapshots: readonly Snapshot[]): readonly string[] {
  return snapshots.flatMap(({ files }) => (files ? picturesOf(files.edition) : []));
}

/** Missing pictures that a published version of some report shows; `shown` names the report. */
export function missingPictures(
  shown: ReadonlyMap<string, string>,
  paths: Pick<ReadonlySet<string>, 'has'>,
): Diagnostic[] {
  // An existing picture with wrong content was reported already.
  return [...shown]
    .filter(([address]) => !paths.has(pictureFile(address)))
    .map(([address, reference]) =>
      diagnose(
        'INC514',
        placeOf(pictureFile(address)),
        `A published version of ${reference} shows this picture, but it is missing`,
        `${restoring(pictureFile(address))}.`,
      ),
    );
}

/** Content addresses of all pictures of an edition, sorted. */
export function picturesOf(edition: Edition): string[] {
  return [...new Set(prosesOf(edition).flatMap(({ pictures }) => pictures))].toSorted();
}

/** A published file that is a link or unreadable. */
function notRead(path: string, refused: Refusal): Diagnostic {
  const [message, hint] =
    refused.kind === 'link'
      ? ['This is a link, and git would not keep the file it leads to', `${restoring(path)}.`]
      : refused.kind === 'unreadable'
        ? [`This cannot be read: ${refused.reason}`, `Correct its permissions. ${restoring(path)}.`]
        : ['This cannot be read as a file', `${restoring(path)}.`];
  return diagnose('INC519', placeOf(path), message, hint);
}

function stray(path: string): Diagnostic {
  return diagnose(
    'INC519',
    placeOf(path),
    'Only `incident-press freeze` writes to `published/`, and it did not write this file',
    'Move it somewhere else.',
  );
}
