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
 * hash of their bytes, so that an older `build.json` still finds its own while a newer one arrives.
 */
export function manifestFiles(
  files: readonly Listed[],
  { generator, asOf, at, basePath, reports, redirects, pages, checkpoint }: ManifestFacts,
  limits = LIMITS,
): OutputFile[] {
  const pending = new Set(reports.flatMap((report) => report.pending));
  const { listed, parts } = split(
    files.map((file) => rowOf(file, pending.has(file.path))),
    limits,
  );
  const head = {
    generator,
    as_of: asOf ?? null,
    ...(at === undefined ? {} : { as_it_stood: at }),
    next_build_at: nextBuildAt(reports, asOf) ?? null,
    base_path: basePath,
    checkpoint: checkpoint ?? null,
    redirects,
    counts: { reports: reports.length, pages, files: files.length },
    files: JSON.parse(listOf(listed)) as unknown,
    parts: parts.map(({ part }) => part),
  };
  return [
    ...parts.map(({ part, body }) => ({ path: fixedPath(part.path), body })),
    { path: fixedPath(MANIFEST), body: sealJson(head) },
  ];
}

/** A file as a line of the list. */
interface Row {
  readonly path: string;
  readonly text: string;
  readonly size: number;
}

function rowOf({ path, sha256: hash, size }: Listed, isPending: boolean): Row {
  const { cache, type } = servingOf(path);
  const entry = { cache, pending: isPending ? true : undefined, sha256: hash, size, type };
  const text = `${JSON.stringify(path)}:${JSON.stringify(entry)}`;
  return { path, text, size: Buffer.byteLength(text) + 1 };
}

function listOf(rows: readonly Row[]): string {
  return `{${rows.map(({ text }) => text).join(',')}}`;
}

/**
 * The files listed in `build.json` itself, and the parts. The same set of files always gives the same result.
 */
function split(
  rows: readonly Row[],
  { whole, part, short }: Limits,
): {
  readonly listed: readonly Row[];
  readonly parts: readonly { readonly part: Part; readonly body: string }[];
} {
  const sorted = rows.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  if (sizeOf(sorted) <= whole) return { listed: sorted, parts: [] };
  const listed: Row[] = [];
  const parts: { part: Part; body: string }[] = [];
  let room = part;
  for (const { begins, items } of splitByPath(sorted, part)) {
    const size = sizeOf(items);
    // A request for every few files would cost more than it saves.
    if (size <= short && size <= room) {
      listed.push(...items);
      room -= size;
    } else parts.push(partOf(begins, items));
  }
  return { listed, parts };
}

function partOf(begins: string, rows: readonly Row[]): { readonly part: Part; readonly body: string } {
  const body = `${listOf(rows)}\n`;
  const hash = sha256(body);
  const path = `assets/build.${hash.slice(0, 12)}.json`;
  return { part: { begins, path, sha256: hash, size: Buffer.byteLength(body), files: rows.length }, body };
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
