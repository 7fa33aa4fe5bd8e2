import type { Instant } from '../model/instant.ts';
import type { OutputFile } from '../model/file.ts';
import type { Report } from '../model/report.ts';
import { writeJson } from '../render/json.ts';
import { editionUrl, fixedPath } from '../site/route.ts';
import { sha256 } from '../source/content-hash.ts';
import { lazyFile } from './lazy-file.ts';
import { servingOf } from './serving.ts';

/** What made a site; part of its manifest, since another ICU may write dates differently. */
export interface Generator {
  readonly name: 'incident-press';
  readonly version: string;
  readonly node: string;
  readonly icu: string;
}

export interface ManifestFacts {
  readonly generator: Generator;
  readonly asOf: Instant | undefined;
  /** The path the site lives under, which stands before every address in its pages. */
  readonly basePath: string;
  readonly reports: readonly Report[];
  readonly pages: number;
}

/** `build.json`: what made the site, when to build it again, and every other file: SHA-256, size, type, caching. */
export function manifestFile(files: readonly OutputFile[], facts: ManifestFacts): OutputFile {
  const { generator, asOf, basePath, reports, pages } = facts;
  const manifest = () => ({
    generator,
    as_of: asOf ?? null,
    next_build_at: nextBuildAt(reports, asOf) ?? null,
    base_path: basePath,
    counts: { reports: reports.length, pages, files: files.length },
    pending: pendingEditions(reports),
    files: Object.fromEntries(
      files.toSorted((a, b) => (a.path < b.path ? -1 : 1)).map((file) => [file.path, factsOf(file)]),
    ),
  });
  return lazyFile(fixedPath('build.json'), () => writeJson(manifest(), 1));
}

/** Folders of the editions that are shown and not frozen yet: no ledger speaks of them. */
function pendingEditions(reports: readonly Report[]): string[] {
  return reports
    .flatMap(({ history }) => history)
    .flatMap(({ isPending, editions, language, reference }) => {
      const version = isPending ? editions.at(-1)?.version : undefined;
      return version ? [editionUrl(language, reference, version).slice(1)] : [];
    })
    .toSorted();
}

/** Hash and size of a file's bytes, which are looked at only if they are not known already, and how it is served. */
function factsOf(file: OutputFile) {
  const serving = servingOf(file.path);
  if (file.sha256 !== undefined && file.size !== undefined) {
    return { sha256: file.sha256, size: file.size, ...serving };
  }
  const { body } = file;
  return { sha256: sha256(body), size: Buffer.byteLength(body), ...serving };
}

/** The next planned start or end after `asOf`: until then a build of the same content changes nothing. */
export function nextBuildAt(reports: readonly Report[], asOf: Instant | undefined): Instant | undefined {
  return reports
    .filter(({ derived }) => derived.open)
    .flatMap(
      ({ original }) => (original.facts.planned ? Object.values(original.facts.planned) : []) as Instant[],
    )
    .filter((instant) => asOf === undefined || instant > asOf)
    .toSorted()[0];
}
