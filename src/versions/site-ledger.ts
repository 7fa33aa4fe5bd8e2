import type { Instant } from '../model/instant.ts';
import { latest, parseInstant } from '../model/instant.ts';
import { parseLanguage } from '../model/language.ts';
import type { Language } from '../model/language.ts';
import { parseReference } from '../model/reference.ts';
import type { Reference } from '../model/reference.ts';
import { formatVersion, parseVersion } from '../model/version.ts';
import type { Version } from '../model/version.ts';
import type { SourceFile } from '../model/file.ts';
import { sha256 } from '../source/content-hash.ts';
import { parseSite } from '../source/site.ts';
import { chainRow, hashMember, readChain, textMember, WRONG_SHAPE } from './chain.ts';
import type { Chain, LineFault, LineObject } from './chain.ts';
import { checkpointText, isWitnessed, readCheckpoint } from './checkpoint.ts';
import { readLedger } from './ledger.ts';
import { noteText, readPublicKey } from './note.ts';
import type { Signer } from './note.ts';
import type { Ledger } from './ledger.ts';
import { CHECKPOINT, LEDGER, PUBLISHED, SITE_LEDGER } from './paths.ts';
import type { SiteFile } from './paths.ts';

/** One line of the site's ledger, which records that a text's ledger grew by a line. */
export interface SiteLine {
  /** Never earlier than the line above it: lines recovered from git are entered late. */
  readonly published: Instant;
  readonly reference: Reference;
  readonly language: Language;
  /** The version that was published or redacted. */
  readonly version: Version;
  /** SHA-256 of the new line of the text's ledger. */
  readonly head: string;
}

export type SiteLedger = Chain<SiteLine>;

/** A text whose ledger the site's ledger must mention. */
export interface LedgerOfText {
  readonly reference: Reference;
  readonly language: Language;
  readonly ledger: Ledger;
}

/** The same, reduced to what shows whether a line was lost. */
export interface HashesOfText extends Pick<LedgerOfText, 'reference' | 'language'> {
  readonly ledger: Pick<Ledger, 'hashes' | 'fault'>;
  /** The folder it was published in, if it was a different one. */
  readonly movedFrom: string | undefined;
}

/** Reads `published/ledger.jsonl`. */
export function readSiteLedger(text: string): SiteLedger {
  return readChain<SiteLine>(text, (members, before) => {
    const line = lineOf(members);
    return line ? (orderFault(line, before.at(-1)) ?? line) : WRONG_SHAPE;
  });
}

/**
 * The site's ledger with a line added for everything that the valid ledgers of texts have and it lacks,
 * oldest first. A ledger that is broken or lost a line is skipped: that has to be corrected first.
 */
export function completeSiteLedger(before: string, texts: readonly LedgerOfText[]): string {
  const site = readSiteLedger(before);
  if (site.fault) return before;
  let text = before;
  let head = site.head;
  let newest = site.lines.at(-1)?.published;
  for (const line of missingLines(site, texts)) {
    newest = latest(newest, line.published) ?? line.published;
    const row = siteRow({ ...line, published: newest }, head);
    text += row;
    head = sha256(row.slice(0, -1));
  }
  return text;
}

/**
 * The site's ledger and checkpoint, if they have to change once `written` is on disk. `files` are the present
 * files of the site; `signer` signs the checkpoint, if there is one. Nothing if the site's ledger or
 * site.yaml is broken.
 */
export function siteFilesAfter(
  files: readonly SourceFile[],
  written: readonly SiteFile[],
  signer?: Signer,
): readonly SiteFile[] {
  const site = parseSite(files.find(({ path }) => path === 'site.yaml')).value;
  if (!site) return [];
  const published = new Map(
    files.filter(({ path }) => path.startsWith(PUBLISHED)).map(({ path, bytes }) => [path, textOf(bytes)]),
  );
  for (const { path, body } of written) published.set(path, textOf(body));
  const before = published.get(SITE_LEDGER) ?? '';
  const ledger = completeSiteLedger(before, ledgersOfTexts(published));
  if (readSiteLedger(ledger).fault || ledger === '') return [];
  const checkpoint = checkpointAfter(published.get(CHECKPOINT), checkpointText(site.url, ledger), signer);
  if (!isWitnessedBy(published.get(CHECKPOINT), before)) return [];
  return [
    ...(ledger === before ? [] : [{ path: SITE_LEDGER, body: ledger }]),
    ...(checkpoint === published.get(CHECKPOINT) ? [] : [{ path: CHECKPOINT, body: checkpoint }]),
  ];
}

/**
 * The checkpoint over a ledger: the existing one if it covers the same lines and is signed if there is a key,
 * else a new one.
 */
function checkpointAfter(before: string | undefined, text: string, signer: Signer | undefined): string {
  const isSame = before !== undefined && noteText(before) === text;
  const isSigned = signer === undefined || readPublicKey(signer.publicKey)?.(before ?? '') === true;
  if (isSame && isSigned) return before;
  return signer ? signer.sign(text) : text;
}

/** The latest time that any ledger in `published/` mentions, and which one does. */
export function newestPublication(
  files: readonly SourceFile[],
): { readonly file: string; readonly published: Instant } | undefined {
  return files
    .filter(({ path }) => path.startsWith(PUBLISHED) && path.endsWith(`/${LEDGER}`))
    .flatMap(({ path, bytes }) => {
      const text = textOf(bytes);
      const { lines } = path === SITE_LEDGER ? readSiteLedger(text) : readLedger(text);
      const published = lines.at(-1)?.published;
      return published === undefined ? [] : [{ file: path, published }];
    })
    .toSorted((a, b) => (a.published < b.published ? 1 : -1))[0];
}

/**
 * Lines of the site's ledger for publications that the text's own ledger does not have: it was cut or
 * rewritten.
 */
export function lostLines(
  site: SiteLedger,
  texts: readonly Pick<HashesOfText, 'reference' | 'language' | 'ledger'>[],
): readonly SiteLine[] {
  const known = new Map(texts.map((text) => [nameOf(text), new Set(text.ledger.hashes)]));
  return site.lines.filter((line) => !known.get(nameOf(line))?.has(line.head));
}

/** False if the old checkpoint covers other lines: a new one would hide that these were changed. */
function isWitnessedBy(checkpoint: string | undefined, ledger: string): boolean {
  if (checkpoint === undefined) return true;
  const said = readCheckpoint(checkpoint);
  return said !== undefined && isWitnessed(said, ledger);
}

function missingLines(site: SiteLedger, texts: readonly LedgerOfText[]): SiteLine[] {
  const told = new Map<string, number>();
  for (const line of site.lines) told.set(nameOf(line), (told.get(nameOf(line)) ?? 0) + 1);
  const lost = new Set(lostLines(site, texts).map(nameOf));
  // A folder that was renamed has lines that are here under another name, and must be renamed back.
  const heads = new Set(site.lines.map(({ head }) => head));
  const isRenamed = (text: LedgerOfText) =>
    !told.has(nameOf(text)) && text.ledger.hashes.some((hash) => heads.has(hash));
  return texts
    .filter((text) => !text.ledger.fault && !lost.has(nameOf(text)) && !isRenamed(text))
    .flatMap((text) => linesOf(text).slice(told.get(nameOf(text)) ?? 0))
    .toSorted(inOrder);
}

function linesOf({ reference, language, ledger: { lines, hashes } }: LedgerOfText): SiteLine[] {
  return lines.map(({ published, version }, index) => ({
    published,
    reference,
    language,
    version,
    head: hashes[index] ?? '',
  }));
}

function inOrder(a: SiteLine, b: SiteLine): number {
  if (a.published !== b.published) return a.published < b.published ? -1 : 1;
  // The lines of one text stay as they are.
  const [one, other] = [nameOf(a), nameOf(b)];
  return one === other ? 0 : one < other ? -1 : 1;
}

function nameOf({ reference, language }: Pick<SiteLine, 'reference' | 'language'>): string {
  return `${reference}/${language}`;
}

function siteRow(
  { published, reference, language, version, head }: SiteLine,
  prev: string | undefined,
): string {
  return chainRow({ published, reference, language, version: formatVersion(version), head }, prev);
}

function orderFault(line: SiteLine, previous: SiteLine | undefined): LineFault | undefined {
  if (!previous || line.published >= previous.published) return undefined;
  const detail = `it was published at ${line.published}, and the line before it at ${previous.published}`;
  return { kind: 'wrong-order', detail };
}

function lineOf(members: LineObject): SiteLine | undefined {
  const published = parseInstant(textMember(members, 'published') ?? '');
  const reference = parseReference(textMember(members, 'reference') ?? '');
  const language = parseLanguage(textMember(members, 'language') ?? '');
  const version = parseVersion(textMember(members, 'version') ?? '');
  const head = hashMember(members, 'head');
  if (!published || !reference || !language || !version || head === undefined) return undefined;
  return { published, reference, language, version, head };
}

function ledgersOfTexts(published: ReadonlyMap<string, string>): LedgerOfText[] {
  return [...published].flatMap(([path, text]) => {
    const [, folder = '', tag = ''] = /^published\/([^/]+)\/([^/]+)\/ledger\.jsonl$/.exec(path) ?? [];
    const [reference, language] = [parseReference(folder), parseLanguage(tag)];
    return reference && language ? [{ reference, language, ledger: readLedger(text) }] : [];
  });
}

function textOf(body: string | Uint8Array): string {
  return typeof body === 'string' ? body : new TextDecoder().decode(body);
}
