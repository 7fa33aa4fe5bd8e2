import { canonicalTag, languageSegment, parseLanguage } from '../model/language.ts';
import type { Language } from '../model/language.ts';
import { parseReference } from '../model/reference.ts';
import type { Reference } from '../model/reference.ts';
import { MANIFEST } from '../publish/read-manifest.ts';
import type { Manifest } from '../publish/read-manifest.ts';
import { publishedBy } from '../site/as-it-stood.ts';
import { rootFileUrl } from '../site/route.ts';
import { readLedger } from '../versions/ledger.ts';
import { formatVersion } from '../model/version.ts';
import { LEDGER, PUBLISHED, textFolder } from '../versions/paths.ts';
import type { Published } from '../versions/published.ts';
import { checkSiteHistory, readSiteHistory } from '../versions/site-history.ts';
import { readManifest } from './built-site.ts';
import type { BuiltSite, Finding } from './built-site.ts';
import { eachOf } from './verify/each-of.ts';
import { verifyListed, verifyNothingElse } from './verify/files.ts';
import type { Files } from './verify/files.ts';
import { servedLedger, servedText } from './verify/history.ts';
import { verifyText } from './verify/text.ts';
import type { Found, Verifying } from './verify/text.ts';

export interface Verification {
  readonly findings: readonly Finding[];
  readonly editions: number;
  /** Editions that are built but not published yet, which nothing can prove: `en/incidents/<ref>/v/002/`. */
  readonly pending: readonly string[];
  readonly files: number;
  /** Files that a host does not serve, so that nobody can check them from outside: `_headers`. */
  readonly unchecked: readonly string[];
}

/**
 * Verifies that a built site shows what was published: every file against the manifest, the chain of every
 * ledger, and against it every article, source, data file and picture of every edition. `held` is what is
 * published here, to compare the ledgers with.
 */
export async function verifySite(site: BuiltSite, held?: Published): Promise<Verification> {
  const findings = new Map<string, string>();
  const found = (path: string, message: string) => {
    if (!findings.has(path)) findings.set(path, message);
  };
  const unproved: string[] = [];
  const unchecked: string[] = [];
  const waiting = (path: string) => void unproved.push(path);
  const unseen = (path: string) => void unchecked.push(path);
  const manifest = await readManifest(site, found);
  const editions = manifest ? await verifyAll(site, held, { manifest, found, waiting, unseen }) : 0;
  return {
    findings: [...findings]
      .map(([path, message]) => ({ path, message }))
      .toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    editions,
    pending: unproved.toSorted(),
    files: (manifest?.files.size ?? 0) - unchecked.length,
    unchecked: unchecked.toSorted(),
  };
}

/** Verifies all texts and all files; returns the number of editions. */
async function verifyAll(
  site: BuiltSite,
  held: Published | undefined,
  told: Verifying & Pick<Files, 'unseen'>,
): Promise<number> {
  const { manifest, found, waiting, unseen } = told;
  const listed = new Set([...manifest.files.keys(), ...(site.paths ?? [])]);
  const byText = byFolder(listed);
  const ledgers = new Map<string, string>();
  await eachOf([...byText.keys()].filter(Boolean), async (folder) => {
    const bytes = await site.read(`${folder}ledger.jsonl`);
    if (bytes) ledgers.set(folder, new TextDecoder().decode(bytes));
  });
  for (const [folder, message] of compareLedgers(ledgers, heldBy(held, manifest))) found(folder, message);
  for (const { path, message } of await checkServedHistory(site, manifest, ledgers)) found(path, message);
  const { checkpoint } = manifest;
  if (checkpoint !== undefined && checkpoint !== (await servedText(site, rootFileUrl('checkpoint'))))
    found(MANIFEST, 'Its checkpoint differs from the file `checkpoint`');
  const editions: number[] = [];
  const damaged = damagedIn(held);
  await eachOf([...byText].toSorted(), async ([folder, paths]) => {
    // Each file of a text is read once, and kept until the text is verified.
    const once = folder === '' ? site : readOnce(site);
    const text = {
      folder,
      ledger: ledgers.get(folder),
      listed: new Set(paths),
      damaged: damaged.get(folder) ?? NONE,
    };
    if (folder !== '') editions.push(await verifyText(once, text, { manifest, found, waiting }));
    const own = paths.filter((path) => manifest.files.has(path)).toSorted();
    await verifyListed(own, { site: once, manifest, found, unseen });
  });
  verifyNothingElse({ site, manifest, found, unseen });
  await verifyUnchanged(site, manifest, found);
  return editions.reduce((sum, count) => sum + count, 0);
}

/** The part of what is published here that the site has. */
function heldBy(held: Published | undefined, { asItStood }: Manifest): Published | undefined {
  return held && asItStood !== undefined ? publishedBy(held, asItStood) : held;
}

const NONE: ReadonlySet<string> = new Set();

/** The versions that are damaged here, by the folder their text is served in. */
function damagedIn(held: Published | undefined): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    (held?.texts ?? []).map(({ reference, language, snapshots }) => {
      const damaged = snapshots.filter(({ files, line }) => !files && line.redacted === undefined);
      const versions = damaged.map(({ line }) => formatVersion(line.version));
      return [servedFolder(reference, language), new Set(versions)];
    }),
  );
}

/** Otherwise, a publication in the meantime would make an honest site look changed. */
async function verifyUnchanged(site: BuiltSite, { text }: Manifest, found: Found): Promise<void> {
  const now = site.paths ? undefined : await site.read(MANIFEST);
  if (now && new TextDecoder().decode(now) !== text)
    found(MANIFEST, 'The site was published again while it was being read: run the same command again');
}

function readOnce(site: BuiltSite): BuiltSite {
  const known = new Map<string, Promise<Uint8Array | undefined>>();
  return {
    ...site,
    read: (path) => {
      const reading = known.get(path) ?? site.read(path);
      known.set(path, reading);
      return reading;
    },
  };
}

/** Whether the site's ledger, the checkpoint over it and the ledgers of the texts fit, as they are served. */
async function checkServedHistory(
  site: BuiltSite,
  manifest: Manifest,
  ledgers: ReadonlyMap<string, string>,
): Promise<readonly Finding[]> {
  const [whole, checkpoint] = [
    await servedLedger(site, manifest),
    await servedText(site, rootFileUrl('checkpoint')),
  ];
  const texts = [...ledgers].flatMap(([folder, text]) => {
    const [segment = '', , name = ''] = folder.split('/');
    const [reference, language] = [parseReference(name), parseLanguage(canonicalTag(segment) ?? '')];
    return reference && language
      ? [{ reference, language, ledger: readLedger(text), movedFrom: undefined, folder }]
      : [];
  });
  const folders = new Map(texts.map((each) => [textFolder(each.reference, each.language), each.folder]));
  const served = (file: string) => {
    const folder = folders.get(file.slice(0, file.lastIndexOf('/') + 1));
    return folder === undefined ? file.slice(PUBLISHED.length) : folder + LEDGER;
  };
  const filled = texts.filter(({ ledger }) => ledger.lines.length > 0);
  return checkSiteHistory(readSiteHistory(whole, checkpoint), filled).map(({ place, message }) => ({
    path: served(place.file),
    message,
  }));
}

/** The paths, grouped by the text in whose folder they are; all others under an empty name. */
function byFolder(paths: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const path of paths) {
    const folder = TEXT.exec(path)?.[0] ?? '';
    const own = found.get(folder);
    if (own) own.push(path);
    else found.set(folder, [path]);
  }
  return found;
}

/** The folder of a text: `fr/incidents/2020-09-15-web-frontend/`. */
const TEXT = /^[a-z0-9-]+\/incidents\/[^/]+\//;

/** Ledgers that differ from what is published here, except by having more lines. */
function compareLedgers(
  served: ReadonlyMap<string, string>,
  held: Published | undefined,
): readonly (readonly [path: string, message: string])[] {
  return (held?.texts ?? []).flatMap(({ reference, language, ledgerText }) => {
    const folder = servedFolder(reference, language);
    const there = served.get(folder);
    const path = `${folder}ledger.jsonl`;
    if (ledgerText === '') return [];
    if (there?.startsWith(ledgerText)) {
      const lost = lostRedaction(there, ledgerText);
      return lost === undefined ? [] : [[path, lost] as const];
    }
    if (there === undefined)
      return [[path, 'This text is published here, but its ledger is missing from the site'] as const];
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

function servedFolder(reference: Reference, language: Language): string {
  return `${languageSegment(language)}/incidents/${reference}/`;
}

/** What was redacted on the site and is still published here: building this would bring it back. */
function lostRedaction(there: string, ledgerText: string): string | undefined {
  const { lines } = readLedger(there);
  const own = readLedger(ledgerText).lines.length;
  const lost = lines.find(({ status }, index) => index >= own && status === 'redacted');
  return (
    lost &&
    `Version ${formatVersion(lost.version)} was redacted on the site, but is not redacted in published/`
  );
}
