import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { promoteWarnings, sortDiagnostics } from '../diagnostics/diagnostic.ts';
import { loadMessages } from '../languages/messages.ts';
import type { Edition } from '../model/edition.ts';
import type { OutputFile, SourceFile } from '../model/file.ts';
import type { Instant } from '../model/instant.ts';
import type { Report } from '../model/report.ts';
import type { Site } from '../model/site.ts';
import type { RenderContext } from '../render/helpers.ts';
import { createTemplates } from '../render/template.ts';
import { assemble } from '../site/assemble.ts';
import { parseSite } from '../source/site.ts';
import { proseLabels } from './labels.ts';
import type { Generator } from './manifest.ts';
import { readReports } from './read-reports.ts';
import type { ParseEditions } from './read-reports.ts';
import { renderSite } from './render-site.ts';

/** Everything a build depends on. The same input gives the same output, byte for byte. */
export interface BuildInput {
  /** The site: site.yaml, incidents, templates and what else was read, sorted by path. */
  readonly files: readonly SourceFile[];
  /** The templates that come with the program. */
  readonly theme: readonly SourceFile[];
  readonly generator: Generator;
  readonly options: BuildOptions;
}

export interface BuildOptions {
  /** Replaces the newest instant in the content for all that depends on the present. */
  readonly asOf?: Instant;
  /** Warnings count as errors. */
  readonly strict: boolean;
  /** Reports with errors are left out, and the others are built. */
  readonly keepGoing: boolean;
  /** Drafts (version 000) are built, with a ribbon. */
  readonly drafts: boolean;
}

export interface BuildResult {
  /** Empty where errors stopped the build. */
  readonly files: readonly OutputFile[];
  /** Everything there is to say about all files, in the one order. */
  readonly diagnostics: readonly Diagnostic[];
  /** References of the reports that were left out because of errors in them. */
  readonly leftOut: readonly string[];
  readonly counts: { readonly reports: number; readonly pages: number; readonly drafts: number };
}

/** From the files of a site to the files of its output: read, parse, assemble, plan, render. Pure. */
export async function build(input: BuildInput, parse: ParseEditions): Promise<BuildResult> {
  const said: Diagnostic[] = [];
  const keep = <T>(outcome: Outcome<T>): T => {
    said.push(...(input.options.strict ? promoteWarnings(outcome.diagnostics) : outcome.diagnostics));
    return outcome.value;
  };
  const site = keep(parseSite(input.files.find(({ path }) => path === 'site.yaml')));
  if (!site) return { ...NOTHING, diagnostics: sortDiagnostics(said) };
  const context = keep(renderContext(input, site));
  const read = keep(await readReports(input.files, site, proseLabels(site, context.messages), parse));
  const assembled = keep(assemble(read.editions, read.references));
  const broken = brokenFiles(said);
  const leftOut = input.options.keepGoing ? [...new Set([...broken].map(referenceOf))].toSorted() : [];
  const sound = leftOut.length > 0 ? soundReports(read.editions, read.references, broken) : assembled;
  const reports = sound.filter(({ original }) => input.options.drafts || original.version.number > 0);
  const files = keep(renderSite({ ...input, site, context, reports, pictures: read.pictures }));
  // What stops a build is only known at its end, so that all problems of all files come in one run.
  const isStopped = said.some(
    (each) => each.severity === 'error' && !(leftOut.length > 0 && broken.has(each.place.file)),
  );
  return {
    files: isStopped ? [] : files,
    diagnostics: sortDiagnostics(said),
    leftOut,
    counts: {
      reports: reports.length,
      pages: files.filter(({ path }) => path.endsWith('.html')).length,
      drafts: sound.length - reports.length,
    },
  };
}

const NOTHING: Omit<BuildResult, 'diagnostics'> = {
  files: [],
  leftOut: [],
  counts: { reports: 0, pages: 0, drafts: 0 },
};

function renderContext(input: BuildInput, site: Site): Outcome<RenderContext> {
  const own = input.files.filter(({ path }) => path.startsWith('templates/'));
  const messages = loadMessages([...input.theme, ...own], site.languages);
  const templates = createTemplates(input.theme, own, { strict: true });
  return {
    value: { messages: messages.value, templates: templates.value, site },
    diagnostics: [...messages.diagnostics, ...templates.diagnostics],
  };
}

/** Files of reports in which something is wrong. */
function brokenFiles(diagnostics: readonly Diagnostic[]): Set<string> {
  return new Set(
    diagnostics
      .filter(({ severity, place }) => severity === 'error' && place.file.startsWith('incidents/'))
      .map(({ place }) => place.file),
  );
}

function referenceOf(file: string): string {
  return file.split('/')[1] ?? file;
}

/** The reports that can be told without the broken files: a translation alone does not take its original along. */
function soundReports(
  editions: readonly Edition[],
  references: readonly string[],
  broken: ReadonlySet<string>,
): readonly Report[] {
  return assemble(
    editions.filter(({ file }) => !broken.has(file)),
    references,
  ).value;
}
