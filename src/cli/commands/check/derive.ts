import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { readTheme } from '../../../host/files/site-files.ts';
import { FREEZING } from '../../../host/make-site.ts';
import { startParsers } from '../../../host/parsers.ts';
import type { SourceFile } from '../../../model/file.ts';
import { compareVersions, formatVersion } from '../../../model/version.ts';
import type { Version } from '../../../model/version.ts';
import { build } from '../../../pipeline/build.ts';
import type { BuildInput } from '../../../pipeline/build.ts';
import type { ParseEditions } from '../../../pipeline/parse/read-reports.ts';
import { compareDerived } from '../../../versions/fragment/derived.ts';
import type { Frozen } from '../../../versions/freeze.ts';
import { readLedger } from '../../../versions/ledger.ts';
import type { LedgerLine } from '../../../versions/ledger.ts';
import { LEDGER, PUBLISHED, snapshotNames, textFolder } from '../../../versions/paths.ts';
import { readPublished } from '../../../versions/published.ts';
import type { PublishedText } from '../../../versions/published.ts';
import type { Snapshot } from '../../../versions/snapshot.ts';

/** A version that the base does not have. */
interface NewVersion {
  readonly text: PublishedText;
  readonly snapshot: Snapshot;
}

/** What builds the site, and where its plugins are. */
type Builder = Pick<BuildInput, 'generator' | 'moduleUrl'>;

/** Rebuilds every published version that the base lacks from its own source, and compares the two. */
export async function deriveAgain(
  base: readonly SourceFile[],
  files: readonly SourceFile[],
  builder: Builder,
): Promise<readonly Diagnostic[]> {
  const { texts } = readPublished(files.filter(({ path }) => path.startsWith(PUBLISHED))).value;
  const before = new Map(base.map(({ path, bytes }) => [path, bytes]));
  const fresh = texts.flatMap((text) => newIn(text, before));
  if (fresh.length === 0) return [];
  const parsers = startParsers();
  try {
    const found: Diagnostic[] = [];
    for (const each of fresh) {
      const derived = await derive(each, texts, files, { ...builder, parse: parsers.parse });
      found.push(...compareDerived(each.snapshot, derived, folderOf(each.text)));
    }
    return found;
  } finally {
    await parsers.close();
  }
}

function newIn(text: PublishedText, before: ReadonlyMap<string, Uint8Array>): NewVersion[] {
  const { lines } = readLedger(new TextDecoder().decode(before.get(folderOf(text) + LEDGER)));
  const known = new Set(lines.map(({ version }) => formatVersion(version)));
  return text.snapshots
    .filter(({ line, files }) => files && !known.has(formatVersion(line.version)))
    .map((snapshot) => ({ text, snapshot }));
}

/** The files that freezing the source of a version would write on top of what was published before it. */
async function derive(
  { text, snapshot }: NewVersion,
  texts: readonly PublishedText[],
  files: readonly SourceFile[],
  { parse, ...builder }: Builder & { readonly parse: ParseEditions },
): Promise<Frozen | undefined> {
  const { reference, language } = text;
  const { version, published } = snapshot.line;
  const live = `incidents/${reference}/`;
  const isOriginal = snapshot.files?.edition.role === 'original';
  const source = snapshot.files?.source ?? '';
  // A translation is read next to the published version of its original, and nothing else.
  const others = texts.filter(
    (each) =>
      each.reference === reference && each.language !== language && !isOriginal && isOriginalText(each),
  );
  const own: SourceFile[] = [
    ...files.filter(({ path }) => !/^(?:incidents|published)\//.test(path) || isKept(path, { live, source })),
    fileOf(`${live}${language}.md`, source),
    ...others.flatMap((each) => originalAt(each, version.number, live, files)),
    ...publishedBefore(text, ({ version: each }) => compareVersions(each, version) < 0, files),
  ];
  const input = {
    files: own.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    theme: readTheme(),
    ...builder,
    options: FREEZING,
  };
  const result = await build(input, parse);
  const made = (await result.texts({ at: published, changes: undefined })).find(
    ({ history }) => history.reference === reference && history.language === language,
  )?.pending;
  return made && formatVersion(made.line.version) === formatVersion(version) ? made : undefined;
}

/** Pictures of the report, and the reports that its text links to. */
function isKept(path: string, about: { readonly live: string; readonly source: string }): boolean {
  const [top, folder = ''] = path.split('/');
  if (path.startsWith(about.live)) return !path.endsWith('.md');
  const isOther = `incidents/${folder}/` !== about.live && folder !== 'assets';
  return isOther && about.source.includes(folder) && (top === 'incidents' || top === 'published');
}

/**
 * An original as it was at a given version: all versions up to that one, and the newest source among them.
 */
function originalAt(
  text: PublishedText,
  number: number,
  live: string,
  files: readonly SourceFile[],
): SourceFile[] {
  const isTold = ({ version }: { readonly version: Version }) => version.number <= number;
  const source = text.snapshots.findLast((each) => each.files && isTold(each.line))?.files?.source;
  return source === undefined
    ? []
    : [fileOf(`${live}${text.language}.md`, source), ...publishedBefore(text, isTold, files)];
}

/** Published versions of a text, only those that are wanted. */
function publishedBefore(
  text: PublishedText,
  isWanted: (line: LedgerLine) => boolean,
  files: readonly SourceFile[],
): SourceFile[] {
  const end = text.ledger.lines.findIndex((line) => !isWanted(line));
  const lines = end < 0 ? text.ledger.lines : text.ledger.lines.slice(0, end);
  if (lines.length === 0) return [];
  const rows = text.ledgerText.split('\n').slice(0, lines.length);
  const names = lines.flatMap(({ version }) => Object.values(snapshotNames(version)));
  const paths = new Set(names.map((each) => folderOf(text) + each));
  return [
    ...files.filter(({ path }) => paths.has(path)),
    fileOf(folderOf(text) + LEDGER, rows.map((row) => `${row}\n`).join('')),
  ];
}

function isOriginalText({ snapshots }: PublishedText): boolean {
  return snapshots.some(({ files }) => files?.edition.role === 'original');
}

function fileOf(path: string, text: string): SourceFile {
  return { path, bytes: new TextEncoder().encode(text) };
}

function folderOf({ reference, language }: PublishedText): string {
  return textFolder(reference, language);
}
