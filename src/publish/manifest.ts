import type { Instant } from '../model/instant.ts';
import type { OutputFile } from '../model/file.ts';
import type { Row as SiteRow } from '../model/row.ts';
import { isSettled, turnsOf } from '../site/figures/standing.ts';
import { fixedPath } from '../site/route.ts';
import { sha256 } from '../source/content-hash.ts';
import { MANIFEST } from './read-manifest.ts';
import type { Part } from './read-manifest.ts';
import { sealJson } from './sealed-json.ts';
import { servingOf } from './serving.ts';
import { splitByPath } from './split-by-path.ts';
import type { Stretch } from './split-by-path.ts';

/** What made a site; in its manifest, since another ICU may write dates differently. */
export interface Generator {
  readonly name: 'incident-press';
  readonly version: string;
  readonly node: string;
  readonly icu: string;
}

export interface ManifestFacts {
  readonly generator: Generator;
  readonly asOf: Instant | undefined;
  /** Set if the site was built with `--at`, and so must not be published. */
  readonly at?: Instant | undefined;
  /** The path of the site's address, which comes before every address in its pages. */
  readonly basePath: string;
  readonly reports: readonly Pick<SiteRow, 'derived' | 'original' | 'pending'>[];
  /** Old addresses and where a host may redirect them, all below the base path. */
  readonly redirects: Readonly<Record<string, string>>;
  readonly pages: number;
  /** The newest checkpoint over the site's ledger; undefined if there is none. */
  readonly checkpoint: string | undefined;
}

/** A file of the output as its manifest lists it. */
export interface Listed {
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
}

/**
 * Sizes in bytes: from which the list is split, and the limits for a part and for a list that stays whole.
 */
export interface Limits {
  readonly whole: number;
  readonly part: number;
  readonly short: number;
}

const KIB = 1_024;
const LIMITS: Limits = { whole: KIB * KIB, part: 256 * KIB, short: 4 * KIB };

/**
 * `build.json`: what made the site, when to build it again, the newest checkpoint, and every other file:
 * SHA-256, size, type, caching. A long list is split into parts, which come first. Their names contain the
 * hash of their bytes, so that an older `build.json` still finds its own while a newer one arrives. Each file
 * is made when it is asked for, since all parts of a large site together take much memory.
 */
export function* manifestFiles(
  files: readonly Listed[],
  { generator, asOf, at, basePath, reports, redirects, pages, checkpoint }: ManifestFacts,
  limits = LIMITS,
): Iterable<OutputFile> {
  const pending = new Set(reports.flatMap((report) => report.pending));
  const textOf = (file: Listed) => rowText(file, pending.has(file.path));
  const { listed, stretches } = split(
    files.map((file) => rowOf(file, textOf)),
    limits,
  );
  const parts: Part[] = [];
  for (const { begins, items } of stretches) {
    const { part, body } = partOf(begins, items, textOf);
    parts.push(part);
    yield { path: fixedPath(part.path), body };
  }
  const head = {
    generator,
    as_of: asOf ?? null,
    ...(at === undefined ? {} : { as_it_stood: at }),
    next_build_at: nextBuildAt(reports, asOf) ?? null,
    base_path: basePath,
    checkpoint: checkpoint ?? null,
    redirects,
    counts: { reports: reports.length, pages, files: files.length },
    files: JSON.parse(listOf(listed, textOf)) as unknown,
    parts,
  };
  yield { path: fixedPath(MANIFEST), body: sealJson(head) };
}

/** A file that will be a line of the list. */
interface Row {
  readonly path: string;
  readonly file: Listed;
  /** Bytes of the line. */
  readonly size: number;
}

type TextOf = (file: Listed) => string;

function rowText({ path, sha256: hash, size }: Listed, isPending: boolean): string {
  const { cache, type } = servingOf(path);
  const entry = { cache, pending: isPending ? true : undefined, sha256: hash, size, type };
  return `${JSON.stringify(path)}:${JSON.stringify(entry)}`;
}

function rowOf(file: Listed, textOf: TextOf): Row {
  return { path: file.path, file, size: Buffer.byteLength(textOf(file)) + 1 };
}

function listOf(rows: readonly Row[], textOf: TextOf): string {
  return `{${rows.map(({ file }) => textOf(file)).join(',')}}`;
}

/**
 * The files listed in `build.json` itself, and those of each part. The same set of files always gives the
 * same result.
 */
function split(
  rows: readonly Row[],
  { whole, part, short }: Limits,
): {
  readonly listed: readonly Row[];
  readonly stretches: readonly Stretch<Row>[];
} {
  const sorted = rows.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  if (sizeOf(sorted) <= whole) return { listed: sorted, stretches: [] };
  const listed: Row[] = [];
  const stretches: Stretch<Row>[] = [];
  let room = part;
  for (const stretch of splitByPath(sorted, part)) {
    const size = sizeOf(stretch.items);
    // A request for every few files would cost more than it saves.
    if (size <= short && size <= room) {
      listed.push(...stretch.items);
      room -= size;
    } else stretches.push(stretch);
  }
  return { listed, stretches };
}

function partOf(begins: string, rows: readonly Row[], textOf: TextOf) {
  const body = `${listOf(rows, textOf)}\n`;
  const hash = sha256(body);
  const path = `assets/build.${hash.slice(0, 12)}.json`;
  const part: Part = { begins, path, sha256: hash, size: Buffer.byteLength(body), files: rows.length };
  return { part, body };
}

function sizeOf(rows: readonly Row[]): number {
  return rows.reduce((sum, { size }) => sum + size, 0);
}

/**
 * The next time after `asOf` at which a report's standing changes by itself: until then, or until the day
 * is over, another build of the same content changes nothing.
 */
export function nextBuildAt(
  reports: readonly Pick<SiteRow, 'derived' | 'original'>[],
  asOf: Instant | undefined,
): Instant | undefined {
  return reports
    .filter((report) => !isSettled(report, asOf))
    .flatMap((report) => turnsOf(report, asOf))
    .filter((instant) => asOf === undefined || instant > asOf)
    .toSorted()[0];
}
