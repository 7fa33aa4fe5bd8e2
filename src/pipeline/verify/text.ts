import type { Edition } from '../../model/edition.ts';
import { compareVersions, formatVersion, parseVersion } from '../../model/version.ts';
import type { Manifest } from '../../publish/read-manifest.ts';
import { sha256 } from '../../source/content-hash.ts';
import { readEditionData } from '../../versions/data.ts';
import { publishedEditions, readLedger } from '../../versions/ledger.ts';
import type { PublishedEdition } from '../../versions/ledger.ts';
import { picturesOf } from '../../versions/published.ts';
import type { BuiltSite } from '../built-site.ts';
import { articlesIn } from './articles.ts';

export type Found = (path: string, message: string) => void;

export interface Verifying {
  readonly manifest: Manifest;
  readonly found: Found;
  /** An edition that is built but not published yet: there is nothing to compare it with. */
  readonly waiting: (path: string) => void;
}

/** The folder of a text as served. */
interface ServedText {
  /** `fr/incidents/2020-09-15-web-frontend/` */
  readonly folder: string;
  readonly ledger: string | undefined;
  readonly listed: ReadonlySet<string>;
  /** Versions that are damaged in `published/`: the site may only say so, and show nothing of them. */
  readonly damaged: ReadonlySet<string>;
}

/** Verifies all editions of a text; returns how many there are. */
export async function verifyText(
  site: BuiltSite,
  { folder, ledger: ledgerText, listed, damaged }: ServedText,
  { manifest, found, waiting }: Verifying,
): Promise<number> {
  const names = new Set(
    [...listed].flatMap((path) =>
      path.startsWith(`${folder}v/`) ? [path.slice(folder.length + 2).split('/')[0] ?? ''] : [],
    ),
  );
  // Pages that only show the original to readers of another language have no ledger.
  if (ledgerText === undefined && names.size === 0) return 0;
  const ledger = readLedger(ledgerText ?? '');
  if (ledgerText === undefined) found(`${folder}ledger.jsonl`, 'The ledger of this text is missing');
  if (ledger.fault) {
    found(`${folder}ledger.jsonl`, `The chain breaks in line ${ledger.fault.line}: ${ledger.fault.detail}`);
  }
  const lines = publishedEditions(ledger);
  const unknown = [...names].filter((name) => !lines.some(({ version }) => formatVersion(version) === name));
  for (const name of unknown) {
    const isPending = manifest.files.get(`${folder}v/${name}/index.html`)?.pending === true;
    if (isPending && isNext(name, lines)) waiting(`${folder}v/${name}/`);
    else found(`${folder}v/${name}/`, 'The ledger has no line about this version');
  }
  for (const line of lines) {
    if (damaged.has(formatVersion(line.version))) await verifyDamaged(site, folder, line, manifest, found);
    else await verifyEdition(site, folder, line, manifest, found);
  }
  const newest = lines.findLast(({ redacted }) => redacted === undefined);
  if (newest && !ledger.fault && unknown.length === 0)
    await verifyArticle(site, `${folder}index.html`, newest, manifest.basePath, found);
  return lines.length;
}

/**
 * True for a version that the ledger may mention next: it is built, and `freeze` has not published it yet.
 */
function isNext(name: string, lines: readonly PublishedEdition[]): boolean {
  const version = parseVersion(name);
  const newest = lines.at(-1);
  return version !== undefined && (!newest || compareVersions(version, newest.version) > 0);
}

async function verifyEdition(
  site: BuiltSite,
  folder: string,
  line: PublishedEdition,
  { basePath, files }: Pick<Manifest, 'basePath' | 'files'>,
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
    // Then it is among the files that are compared with the manifest.
    if (files.get(`assets/${address}`)?.sha256 !== hash)
      await verifyFile(site, `assets/${address}`, hash, `a picture of version ${name}`, found);
  }
}

/** An edition that is damaged here may still be whole on the site; else nothing of it may be shown. */
async function verifyDamaged(
  site: BuiltSite,
  folder: string,
  line: PublishedEdition,
  manifest: Pick<Manifest, 'basePath' | 'files'>,
  found: Found,
): Promise<void> {
  const inside = `${folder}v/${formatVersion(line.version)}/`;
  const page = await site.read(`${inside}index.html`);
  const names = ['index.md', 'index.json'].map((name) => inside + name);
  const isShown = page && articlesIn(new TextDecoder().decode(page), manifest.basePath).length > 0;
  if (!page || isShown || names.some((name) => manifest.files.has(name)))
    await verifyEdition(site, folder, line, manifest, found);
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
  if (!page) {
    found(path, `The page of version ${name} is missing`);
    return;
  }
  const articles = articlesIn(new TextDecoder().decode(page), basePath);
  const others = articles.filter(({ html }) => sha256(html) !== article);
  if (others.length === articles.length) {
    found(path, `Its article is not the one that was published as version ${name}`);
  } else if (articles.length - others.length > 1 || others.some(({ isReport }) => isReport)) {
    found(path, `Besides the article that was published as version ${name} it contains another one`);
  }
}

/** The bytes of a file with the hash; nothing if it is missing or differs. */
async function verifyFile(
  site: BuiltSite,
  path: string,
  hash: string,
  what: string,
  found: Found,
): Promise<Uint8Array | undefined> {
  const bytes = await site.read(path);
  if (bytes && sha256(bytes) === hash) return bytes;
  found(path, bytes ? `This is not ${what} as it was published` : `This is ${what}, but it is missing`);
  return undefined;
}
