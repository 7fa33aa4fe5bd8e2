import { languageSegment } from '../model/language.ts';
import type { Edition } from '../model/edition.ts';
import { compareVersions, formatVersion, parseVersion } from '../model/version.ts';
import { sha256 } from '../source/content-hash.ts';
import { readEditionData } from '../versions/data.ts';
import { publishedEditions, readLedger } from '../versions/ledger.ts';
import type { PublishedEdition } from '../versions/ledger.ts';
import { picturesOf } from '../versions/published.ts';
import type { Published } from '../versions/published.ts';
import { unbase } from '../render/machines/rebase.ts';
import { readManifest } from './built-site.ts';
import type { BuiltSite, Finding } from './built-site.ts';
import type { Manifest } from '../publish/read-manifest.ts';

export interface Verification {
  readonly findings: readonly Finding[];
  readonly editions: number;
  /** Editions that are built and not published yet, which nothing can prove: `en/incidents/<ref>/v/002/`. */
  readonly pending: readonly string[];
  readonly files: number;
}

/** Files asked for at a time. */
const AT_ONCE = 8;

/**
 * Proves that a built site shows what was published: the chain of every ledger, and against it every
 * article, source, data file and picture of every edition; where its files can be listed, each of them
 * against the manifest too. `held` is what is published here, to compare the ledgers with.
 */
export async function verifySite(site: BuiltSite, held?: Published): Promise<Verification> {
  const findings = new Map<string, string>();
  const found = (path: string, message: string) => {
    if (!findings.has(path)) findings.set(path, message);
  };
  const unproved: string[] = [];
  const waiting = (path: string) => void unproved.push(path);
  const manifest = await readManifest(site, found);
  const editions = manifest ? await verifyFiles(site, held, { manifest, found, waiting }) : 0;
  return {
    findings: [...findings]
      .map(([path, message]) => ({ path, message }))
      .toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    editions,
    pending: unproved.toSorted(),
    files: manifest && site.paths ? manifest.files.size : 0,
  };
}

/** Proves the texts, and all files where they can be listed; gives how many editions there are. */
async function verifyFiles(
  site: BuiltSite,
  held: Published | undefined,
  { manifest, found, waiting }: Omit<Verifying, 'listed'>,
): Promise<number> {
  const listed = new Set([...manifest.files.keys(), ...(site.paths ?? [])]);
  const texts = [...new Set([...listed].flatMap((path) => TEXT.exec(path)?.[0] ?? []))].toSorted();
  const ledgers = new Map<string, string>();
  let editions = 0;
  await eachOf(texts, async (folder) => {
    const bytes = await site.read(`${folder}ledger.jsonl`);
    if (bytes) ledgers.set(folder, new TextDecoder().decode(bytes));
    const inText = await verifyText(site, folder, bytes, { listed, manifest, found, waiting });
    editions += inText;
  });
  for (const [folder, message] of compareLedgers(ledgers, held)) found(folder, message);
  const paths = site.paths ? [...manifest.files.keys()] : [];
  await eachOf(paths, async (path) => {
    const bytes = await site.read(path);
    if (!bytes) found(path, 'build.json lists this file, and it is missing');
    else if (sha256(bytes) !== manifest.files.get(path)?.sha256)
      found(path, 'Its bytes are not those that were built');
  });
  // What a damaged part lists is not known.
  const isUnknown = (path: string) => manifest.unread.some(({ begins }) => path.startsWith(begins));
  for (const path of site.paths ?? []) {
    if (TEXT.test(path) && !manifest.files.has(path) && !isUnknown(path))
      found(path, 'This file was not built');
  }
  return editions;
}

/** The folder of a text: `fr/incidents/2020-09-15-web-frontend/`. */
const TEXT = /^[a-z0-9-]+\/incidents\/[^/]+\//;

type Found = (path: string, message: string) => void;

interface Verifying {
  readonly listed: ReadonlySet<string>;
  readonly manifest: Manifest;
  readonly found: Found;
  /** An edition that is built and not published yet: there is nothing to hold it against. */
  readonly waiting: (path: string) => void;
}

/** Proves all editions of a text; gives how many there are. */
async function verifyText(
  site: BuiltSite,
  folder: string,
  ledgerBytes: Uint8Array | undefined,
  { listed, manifest: { basePath, files }, found, waiting }: Verifying,
): Promise<number> {
  const names = new Set(
    [...listed].flatMap((path) =>
      path.startsWith(`${folder}v/`) ? [path.slice(folder.length + 2).split('/')[0] ?? ''] : [],
    ),
  );
  // Pages that only show the original to readers of another language have no ledger of their own.
  if (!ledgerBytes && names.size === 0) return 0;
  const ledger = readLedger(new TextDecoder().decode(ledgerBytes));
  if (!ledgerBytes) found(`${folder}ledger.jsonl`, 'The ledger of this text is missing');
  if (ledger.fault) {
    found(`${folder}ledger.jsonl`, `The chain breaks in line ${ledger.fault.line}: ${ledger.fault.detail}`);
  }
  const lines = publishedEditions(ledger);
  const unknown = [...names].filter((name) => !lines.some(({ version }) => formatVersion(version) === name));
  for (const name of unknown) {
    const isPending = files.get(`${folder}v/${name}/index.html`)?.pending === true;
    if (isPending && isNext(name, lines)) waiting(`${folder}v/${name}/`);
    else found(`${folder}v/${name}/`, 'No line of the ledger speaks of this version');
  }
  for (const line of lines) await verifyEdition(site, folder, line, basePath, found);
  const newest = lines.findLast(({ redacted }) => redacted === undefined);
  if (newest && !ledger.fault && unknown.length === 0)
    await verifyArticle(site, `${folder}index.html`, newest, basePath, found);
  return lines.length;
}

/** True for a version that a ledger may mention next: it is built, and `freeze` has not published it yet. */
function isNext(name: string, lines: readonly PublishedEdition[]): boolean {
  const version = parseVersion(name);
  const newest = lines.at(-1);
  return version !== undefined && (!newest || compareVersions(version, newest.version) > 0);
}

async function verifyEdition(
  site: BuiltSite,
  folder: string,
  line: PublishedEdition,
  basePath: string,
  found: Found,
): Promise<void> {
  const name = formatVersion(line.version);
  const inside = `${folder}v/${name}/`;
  if (line.redacted !== undefined) {
    if (await site.read(`${inside}index.md`)) {
      found(`${inside}index.md`, `Version ${name} was redacted, and its source is still here`);
    }
    return;
  }
  await verifyArticle(site, `${inside}index.html`, line, basePath, found);
  await verifyFile(site, `${inside}index.md`, line.source, `the source of version ${name}`, found);
  const data = await verifyFile(site, `${inside}index.json`, line.data, `the data of version ${name}`, found);
  const edition: Edition | undefined = data && readEditionData(new TextDecoder().decode(data), '');
  for (const address of edition ? picturesOf(edition) : []) {
    const hash = address.split('.')[0] ?? '';
    await verifyFile(site, `assets/${address}`, hash, `a picture of version ${name}`, found);
  }
}

async function verifyArticle(
  site: BuiltSite,
  path: string,
  { article, version }: PublishedEdition,
  basePath: string,
  found: Found,
): Promise<void> {
  const page = await site.read(path);
  const name = formatVersion(version);
  if (!page) found(path, `The page of version ${name} is missing`);
  else if (!articlesIn(new TextDecoder().decode(page), basePath).some((each) => sha256(each) === article)) {
    found(path, `Its article is not the one that was published as version ${name}`);
  }
}

/** The bytes of a file that has the hash; nothing where it is missing or another. */
async function verifyFile(
  site: BuiltSite,
  path: string,
  hash: string,
  what: string,
  found: Found,
): Promise<Uint8Array | undefined> {
  const bytes = await site.read(path);
  if (bytes && sha256(bytes) === hash) return bytes;
  found(path, bytes ? `This is not ${what} as it was published` : `This is ${what}, and it is missing`);
  return undefined;
}

/** Ledgers that are not what is published here, and perhaps more. */
function compareLedgers(
  served: ReadonlyMap<string, string>,
  held: Published | undefined,
): readonly (readonly [path: string, message: string])[] {
  return (held?.texts ?? []).flatMap(({ reference, language, ledgerText }) => {
    const folder = `${languageSegment(language)}/incidents/${reference}/`;
    const there = served.get(folder);
    const path = `${folder}ledger.jsonl`;
    if (ledgerText === '') return [];
    if (there?.startsWith(ledgerText)) {
      const lost = lostRedaction(there, ledgerText);
      return lost === undefined ? [] : [[path, lost] as const];
    }
    if (there === undefined)
      return [[path, 'This text is published here, and its ledger is missing from the site'] as const];
    const isBehind = ledgerText.startsWith(there);
    const line = there.split('\n').findIndex((row, index) => row !== ledgerText.split('\n')[index]) + 1;
    return [
      [
        path,
        isBehind
          ? `It lacks what published/ has from line ${there.split('\n').length} on`
          : `Line ${line} is not the one in published/`,
      ] as const,
    ];
  });
}

/** What was redacted on the site and is still published here: building this would bring it back. */
function lostRedaction(there: string, ledgerText: string): string | undefined {
  const { lines } = readLedger(there);
  const own = readLedger(ledgerText).lines.length;
  const lost = lines.find(({ status }, index) => index >= own && status === 'redacted');
  return (
    lost &&
    `Version ${formatVersion(lost.version)} was redacted on the site, and is not redacted in published/`
  );
}

/** Every stretch of a page that may be its article, with addresses as they were before the base path. */
function articlesIn(page: string, basePath: string): string[] {
  const articles = page.match(/<article[\s>](?:(?!<article[\s>])[\s\S])*?<\/article>/g) ?? [];
  return articles.map((article) => unbase(article, basePath));
}

async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = [...items];
  const worker = async () => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
