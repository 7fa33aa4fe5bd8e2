import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { promoteWarnings, sortDiagnostics } from '../diagnostics/diagnostic.ts';
import type { OutputFile, SourceFile } from '../model/file.ts';
import type { Instant } from '../model/instant.ts';
import { recall } from '../model/recall.ts';
import { recallParts } from '../model/recall-rows.ts';
import type { Report } from '../model/report.ts';
import type { Compression } from '../source/site-schema.ts';
import { assemble } from '../site/assemble.ts';
import { configuredOnly } from '../site/configured.ts';
import { checkPublished } from '../site/checks/published.ts';
import { checkStale } from '../site/checks/stale.ts';
import { parseSite } from '../source/site.ts';
import { readPublished } from '../versions/published.ts';
import type { Published } from '../versions/published.ts';
import type { Mode } from '../versions/live-text.ts';
import { proseLabels } from './labels.ts';
import { RULES, startKeeper } from './remember/keeper.ts';
import type { Generator } from '../publish/manifest.ts';
import { NOTHING_KEPT } from './remember/memory.ts';
import type { Memory, Rendered, Work } from './remember/memory.ts';
import { rememberEditions } from './remember/remember-editions.ts';
import { readReports } from './read-reports.ts';
import type { ParseEditions, ReadReports } from './read-reports.ts';
import { renderContext } from './render-context.ts';
import { renderSite } from './render-site.ts';
import { withSearch } from './search.ts';
import { settingsFiles } from './settings-files.ts';
import type { IndexPages } from './search.ts';
import { drawShareImages, NO_SHARE_IMAGES } from './share-images.ts';
import type { CardDrawer } from './share-images.ts';
import type { RenderedText } from './rendered-text.ts';
import { searchIndexUrl } from '../site/route.ts';

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
  /** Replaces the newest time in the content for all that depends on the present. */
  readonly asOf?: Instant | undefined;
  /** The present, for `check --now` alone: what depends on it is never built. */
  readonly now?: Instant | undefined;
  /** Warnings count as errors. */
  readonly strict: boolean;
  /** Reports with errors are kept as they were last published, or left out, and the others are built. */
  readonly keepGoing: boolean;
  /** Drafts (version 000) are built, with a ribbon. */
  readonly drafts: boolean;
  /** Which compressed copies are made; what site.yaml says by default. */
  readonly compress?: readonly Compression[] | undefined;
  /** `check` reads every word again, and makes a forgotten version number an error. */
  readonly mode: Mode;
}

/** What optional packages do for a site; without it there is less of it. */
export interface Extras {
  /** Makes the search index. */
  readonly index?: IndexPages | undefined;
  /** Draws the pictures that are shown where articles are shared. */
  readonly draw?: CardDrawer | undefined;
}

export interface BuildResult {
  /** Empty where errors stopped the build. */
  readonly files: readonly OutputFile[];
  /** Everything there is to say about all files, in the one order. */
  readonly diagnostics: readonly Diagnostic[];
  /** References of the reports with errors that are not shown at all, or not in all their languages. */
  readonly leftOut: readonly string[];
  /** References of the reports with errors that are shown as they were last published. */
  readonly kept: readonly string[];
  /** Every text with its editions, and what freezing will write of them; empty where errors stopped the build. */
  readonly texts: readonly RenderedText[];
  /** What the next build may be given, so that it does less and comes out the same. */
  readonly memory: Memory;
  /** How much of the work was not known from the build before. */
  readonly work: Work;
  /** The pages that were rendered, and why. */
  readonly rendered: readonly Rendered[];
  readonly counts: { readonly reports: number; readonly pages: number; readonly drafts: number };
}

/**
 * From the files of a site to the files of its output: read, parse, assemble, plan, render. Pure, as far as
 * `extras` are. What `before`, the memory of an earlier build by the same program, makes unnecessary is not done again; the result is the
 * same with and without it.
 */
export async function build(
  input: BuildInput,
  parse: ParseEditions,
  before: Memory = NOTHING_KEPT,
  rules = RULES,
  { index, draw }: Extras = {},
): Promise<BuildResult> {
  const said: Diagnostic[] = [];
  const keep = <T>(outcome: Outcome<T>): T => {
    said.push(...(input.options.strict ? promoteWarnings(outcome.diagnostics) : outcome.diagnostics));
    return outcome.value;
  };
  const settings = settingsFiles(input.files);
  const site = keep(parseSite(settings.find(({ path }) => path === 'site.yaml')));
  if (!site) return { ...NOTHING, memory: before, diagnostics: sortDiagnostics(said) };
  const context = keep(renderContext(settings, input.theme, site));
  const keeper = startKeeper(context, before, rules);
  const line = before.line ?? {};
  const editions = rememberEditions(parse, before, rules.editionKey);
  const published = keep(readPublished(input.files));
  const labels = labelsOf(site, context.messages);
  const { mode, drafts } = input.options;
  const read = keep(
    await readReports(input.files, site, labels, published, editions.parse, mode === 'check'),
  );
  const parts = { live: read.live, published, known: read.references };
  const assembled = keep(assemble(parts, mode));
  keep({ value: undefined, diagnostics: checkPublished(published, input.files, assembled) });
  const { now } = input.options;
  if (now !== undefined) keep({ value: undefined, diagnostics: checkStale(assembled, site, now) });
  const broken = brokenFiles(said);
  const left = input.options.keepGoing ? sortOut(broken, published) : { kept: [], leftOut: [] };
  const isLeft = left.kept.length + left.leftOut.length > 0;
  const sound = isLeft ? soundReports(read, published, broken, mode) : assembled;
  const shown = drafts ? sound : sound.filter(({ original }) => original.version.number > 0);
  const reports = shown.map((report) => configuredOnly(site, report));
  const pictures = new Map([...published.pictures, ...read.pictures]);
  const hasSearch = index !== undefined && site.outputs.includes('search');
  const images =
    draw && site.outputs.includes('images')
      ? await drawShareImages(site, reports, context, draw)
      : NO_SHARE_IMAGES;
  const rendered = keep(
    renderSite({
      ...input,
      site,
      context,
      keeper,
      rules,
      line,
      reports,
      known: read.references,
      pictures,
      images,
      ...(hasSearch && { searchUrl: searchIndexUrl }),
    }),
  );
  // What stops a build is only known at its end, so that all problems of all files come in one run.
  const isStopped = said.some(
    (each) => each.severity === 'error' && !(isLeft && broken.has(each.place.file)),
  );
  const served = hasSearch && !isStopped ? await withSearch(rendered.served, index) : rendered.served;
  return {
    files: isStopped ? [] : rendered.complete(served),
    texts: isStopped ? [] : rendered.texts,
    diagnostics: sortDiagnostics(said),
    ...left,
    memory: keeper.kept(rendered.recorded, editions.kept(), line),
    work: { parsed: editions.parsed(), ...keeper.work() },
    rendered: keeper.rendered,
    counts: {
      reports: reports.length,
      pages: countPages(rendered.served),
      drafts: sound.length - reports.length,
    },
  };
}

const NOTHING: Omit<BuildResult, 'diagnostics' | 'memory'> = {
  files: [],
  texts: [],
  leftOut: [],
  kept: [],
  work: { parsed: 0, articles: 0, differences: 0, pages: 0 },
  rendered: [],
  counts: { reports: 0, pages: 0, drafts: 0 },
};

/** All that is HTML. */
function countPages(files: readonly OutputFile[]): number {
  return pagesOfPart(files).reduce((sum, count) => sum + count, 0);
}

const pagesOfPart = recallParts(
  (files: readonly OutputFile[]) => files.filter(({ path }) => path.endsWith('.html')).length,
);

const labelsOf = recall(proseLabels);

/** Files of reports in which something is wrong. */
function brokenFiles(diagnostics: readonly Diagnostic[]): Set<string> {
  return new Set(
    diagnostics
      .filter(({ severity, place }) => severity === 'error' && place.file.startsWith('incidents/'))
      .map(({ place }) => place.file),
  );
}

/** Which reports with errors readers still get as they were last published, and which they do not. */
function sortOut(
  broken: ReadonlySet<string>,
  published: Published,
): { readonly kept: readonly string[]; readonly leftOut: readonly string[] } {
  const isHeld = (file: string) =>
    published.texts.some(
      ({ reference, language, snapshots }) =>
        file === `incidents/${reference}/${language}.md` && snapshots.some(({ files }) => files),
    );
  const references = (files: readonly string[]) => [...new Set(files.map(referenceOf))].toSorted();
  const leftOut = references([...broken].filter((file) => !isHeld(file)));
  return { leftOut, kept: references([...broken].filter(isHeld)).filter((each) => !leftOut.includes(each)) };
}

function referenceOf(file: string): string {
  return file.split('/')[1] ?? file;
}

/** The reports that can be told without the broken files: a translation alone does not take its original along. */
function soundReports(
  { live, references }: ReadReports,
  published: Published,
  broken: ReadonlySet<string>,
  mode: Mode,
): readonly Report[] {
  const sound = live.filter(({ edition }) => !broken.has(edition.file));
  return assemble({ live: sound, published, known: references }, mode).value;
}
