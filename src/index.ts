/**
 * The same core as the command line, for programs: reads a site, checks or builds it, and returns problems as
 * data. Nothing is printed.
 */
import { join, resolve } from 'node:path';
import { formatDiagnostics as format } from './diagnostics/formats/formats.ts';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { openExtras } from './host/extras.ts';
import { folderSite } from './host/files/built-site.ts';
import { fileExists, readSite, readSiteFile, sourceReader } from './host/files/site-files.ts';
import { halfChanged, hasOpenJournal } from './host/files/journal.ts';
import { siteFolder } from './host/library/site-folder.ts';
import { makeSite, settingsOf } from './host/make-site.ts';
import { freezeSite, publishedEdition } from './host/freeze/freeze-site.ts';
import { KEY_VARIABLE, signerOf } from './host/freeze/signer.ts';
import { remoteSite } from './host/network/remote-site.ts';
import { packageHome, packageInfo } from './host/package-info.ts';
import { startParsers } from './host/parsers.ts';
import { instantFrom, presentFrom } from './host/library/present.ts';
import { Refused } from './host/refused.ts';
import { reportsOf } from './host/site-reports.ts';
import { writeOutput } from './host/files/write-output.ts';
import type { Written } from './host/files/write-output.ts';
import type { ListedReport } from './model/listed-report.ts';
import type { PublishedEdition } from './model/published-edition.ts';
import { verifySite } from './pipeline/verify-site.ts';
import { reportRows } from './site/report-rows.ts';
import { frontMatterJsonSchema, siteJsonSchema } from './source/json-schema.ts';
import { parseSite } from './source/site.ts';
import { readPublished } from './versions/published.ts';

export { Refused } from './host/refused.ts';
export type { SitePlugin } from './model/plugins.ts';
export type { ListedReport } from './model/listed-report.ts';
export type { PublishedEdition } from './model/published-edition.ts';
export type { Diagnostic, Place, Related } from './diagnostics/diagnostic.ts';
export type { Written } from './host/files/write-output.ts';

interface SiteOptions {
  /** The folder that holds site.yaml. */
  readonly site: string;
  /** Warnings count as errors. */
  readonly strict?: boolean;
}

export interface CheckOptions extends SiteOptions {
  /**
   * The time taken as the present: a time, `now` (by default), or `none` to leave out checks that need one.
   */
  readonly asOf?: string;
}

export interface BuildOptions extends SiteOptions {
  /** The folder to write; `dist` in the folder of the site by default. */
  readonly out?: string;
  /**
   * The time taken as the present, such as `2020-09-15T11:45:00Z`; the newest time in the content by default.
   */
  readonly asOf?: string;
  /** Build although some reports have errors: those stay as last published, or are left out. */
  readonly keepGoing?: boolean;
}

export interface Built {
  readonly diagnostics: readonly Diagnostic[];
  /** What was written; undefined if errors stopped the build, which then changed nothing. */
  readonly written?: Written;
  /** References of the reports that were left out. */
  readonly leftOut: readonly string[];
  /** References of the reports that are shown as they were last published. */
  readonly kept: readonly string[];
  /** Files below `published/` that differ from what was published; their pages say so. */
  readonly damaged: readonly string[];
}

/**
 * Everything wrong with a site, drafts included. Writes nothing. Throws Refused (with a `hint`) for a folder
 * that is not a site, and RangeError for an `asOf` that is not a time.
 */
export async function check({
  site,
  strict = false,
  asOf = 'now',
}: CheckOptions): Promise<readonly Diagnostic[]> {
  const now = asOf === 'none' ? undefined : presentFrom(asOf);
  const options = { strict, keepGoing: false, drafts: true, mode: 'check', now } as const;
  return (await makeSite(siteFolder(site), options)).diagnostics;
}

/**
 * Builds a site into its output folder. Throws Refused (with a `hint`) for a folder that is not a site or
 * cannot be written, and RangeError for an `asOf` that is not a time.
 */
export async function build({
  site,
  out,
  asOf,
  strict = false,
  keepGoing = false,
}: BuildOptions): Promise<Built> {
  const root = siteFolder(site);
  const instant = asOf === undefined ? undefined : instantFrom(asOf);
  const options = { strict, keepGoing, drafts: false, mode: 'build', asOf: instant } as const;
  const folder = resolve(out ?? `${root}/dist`);
  const { extras, close } = await openExtras(root, settingsOf(root), { cache: undefined });
  const making = makeSite(root, options, { extras });
  const { files, diagnostics, leftOut, kept, damaged } = await making.finally(close);
  if (files.length === 0) return { diagnostics, leftOut, kept, damaged };
  return { diagnostics, leftOut, kept, damaged, written: await writeOutput(folder, files) };
}

export interface ReadOptions {
  /** The folder that holds site.yaml. */
  readonly site: string;
  /** The time taken as the present: a time, or `now` (by default). */
  readonly asOf?: string;
}

export interface Reading {
  /** Newest first; a report with errors in it is left out. */
  readonly reports: readonly ListedReport[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The reports of a site as data, in the form of `list --json`. Throws Refused for a folder that is not a
 * site, and RangeError for an `asOf` that is not a time.
 */
export async function readReports({ site, asOf = 'now' }: ReadOptions): Promise<Reading> {
  const now = presentFrom(asOf);
  const root = siteFolder(site);
  const files = readSite(root);
  const { value, diagnostics } = parseSite(files.find(({ path }) => path === 'site.yaml'));
  if (!value) return { reports: [], diagnostics };
  const parsers = startParsers({});
  try {
    const read = await reportsOf(root, files, value, parsers.parse).read();
    return { reports: reportRows(read.reports, now), diagnostics: [...diagnostics, ...read.diagnostics] };
  } finally {
    await parsers.close();
  }
}

export interface FreezeOptions {
  /** The folder that holds site.yaml. */
  readonly site: string;
  /** When it is published, such as `2020-09-15T11:45:00Z`; now by default. */
  readonly at?: string;
  /** What new versions change, for texts that do not say so. */
  readonly changes?: string;
  /** Does everything except write. */
  readonly dryRun?: boolean;
  /**
   * The private key that signs the checkpoint, as made by `incident-press key`; without one, it is not
   * signed.
   */
  readonly key?: string;
}

export interface Frozen {
  /** All problems; a text with errors is not published, the others are. */
  readonly diagnostics: readonly Diagnostic[];
  /** The versions that were published; with `dryRun`, those that would be. */
  readonly published: readonly PublishedEdition[];
}

/**
 * Publishes what is new in the reports of a site into its folder `published/`, for good. Throws Refused for a
 * folder that is not a site, a time in the future or before an earlier publication, a key for another site,
 * and while another command is changing the site.
 */
export async function freeze({ site, at, changes, dryRun = false, key }: FreezeOptions): Promise<Frozen> {
  const { diagnostics, refused, published } = await freezeSite(siteFolder(site), {
    at,
    changes: changes?.replaceAll(/\s+/g, ' ').trim() || undefined,
    isDry: dryRun,
    signerFor: (files) => signerOf(files, { environment: { [KEY_VARIABLE]: key } }),
  });
  return { diagnostics: [...diagnostics, ...refused], published: published.flatMap(publishedEdition) };
}

export interface VerifyOptions {
  /** The folder of a built site, or the address of a served one. */
  readonly target: string;
  /** The folder that holds site.yaml, to compare with what is published there. */
  readonly site?: string;
}

export interface Verified {
  /** What differs from what was published, by its path. */
  readonly findings: readonly { readonly path: string; readonly message: string }[];
  /** How many published editions were proved. */
  readonly editions: number;
  /** How many files were compared. */
  readonly files: number;
  /** Editions that are built but not published yet, which nothing can prove. */
  readonly pending: readonly string[];
  /** Files that a host does not serve, so that nobody can check them from outside. */
  readonly unchecked: readonly string[];
}

/** Proves that a site shows what was published. Throws Refused for a target that is not a built site. */
export async function verify({ target, site }: VerifyOptions): Promise<Verified> {
  const held = site === undefined ? undefined : readPublished(readSite(siteFolder(site))).value;
  if (/^https?:\/\//i.test(target)) return verifySite(remoteSite(target), held);
  const folder = resolve(target);
  if (hasOpenJournal(folder)) throw halfChanged(target);
  if (fileExists(join(folder, 'build.json'))) return verifySite(folderSite(folder), held);
  throw new Refused(
    'usage',
    `${target} does not contain a built site`,
    'Name the folder that `build` wrote.',
  );
}

export interface FormatOptions {
  /** `pretty` (by default) is for people, the others for programs. */
  readonly format?: 'pretty' | 'json' | 'github' | 'gitlab' | 'sarif';
  /** The folder that holds site.yaml: `pretty` shows the lines of source. */
  readonly site?: string;
  readonly colour?: boolean;
}

/** Diagnostics as the command line prints them. */
export function formatDiagnostics(
  diagnostics: readonly Diagnostic[],
  { format: kind = 'pretty', site, colour = false }: FormatOptions = {},
): string {
  const files = site === undefined ? [] : filesOf(resolve(site), diagnostics);
  const program = { version: packageInfo().version, ...packageHome() };
  return format(kind, diagnostics, { colour, readSource: sourceReader(files), program });
}

function filesOf(root: string, diagnostics: readonly Diagnostic[]) {
  return [...new Set(diagnostics.map(({ place }) => place.file))].flatMap(
    (path) => readSiteFile(root, path) ?? [],
  );
}

/** The JSON Schema (draft 7) of the front matter; `services` are the ids that may be named. */
export function frontMatterSchema(services: readonly string[] = []): Readonly<Record<string, unknown>> {
  return frontMatterJsonSchema({ serviceIds: services });
}

/** The JSON Schema (draft 7) of site.yaml. */
export function siteSchema(): Readonly<Record<string, unknown>> {
  return siteJsonSchema();
}
