import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../diagnostics/diagnostic.ts';
import type { OutputFile, SourceFile } from '../model/file.ts';
import type { PresentRow } from '../model/row.ts';
import { readFile } from '../model/seen-file.ts';
import type { Alias, Site } from '../source/site-schema.ts';
import { withReportAliases } from '../site/report-aliases.ts';
import { presentAt } from '../site/figures/present.ts';
import type { Present } from '../site/figures/present.ts';
import { rowAt } from '../site/figures/standing.ts';
import type { Publication } from '../site/at-publication.ts';
import { checkpointUrl, outputPath } from '../site/route.ts';
import { parseSite } from '../source/site.ts';
import { sharedAssets } from './assets.ts';
import type { BuildInput, Extras } from './build-input.ts';
import { finishSite } from './finish-site.ts';
import type { FinishedSite } from './finish-site.ts';
import { isDamage } from './keep-going.ts';
import { proseLabels } from './labels.ts';
import { copyPage, filePage } from './pages/list-pages.ts';
import { planPages, wrongAliases } from './plan-pages.ts';
import type { Page } from './remember/pages.ts';
import type { ParseEditions } from './parse/read-reports.ts';
import { emptyMemory } from './remember/memory.ts';
import type { FileFacts, Memory, Rendered, Work } from './remember/memory.ts';
import { RULES } from './remember/rules.ts';
import { textsOf } from './render-versions.ts';
import type { RenderedText } from './rendered-text.ts';
import { startSaying } from './says.ts';
import type { Says } from './says.ts';
import { searchIndexUrl } from '../site/route.ts';
import { drawShareImages, NO_SHARE_IMAGES } from './share-images.ts';
import { settingsWith, sortFiles } from './site-units.ts';
import type { SortedFiles } from './site-units.ts';
import { readTheme } from './theme.ts';
import type { SiteTheme } from './theme.ts';
import { tellUnits } from './told-units.ts';
import type { ToldUnits } from './told-units.ts';
import type { UnitSettings } from './unit.ts';
import { CHECKPOINT } from '../versions/paths.ts';

export type { BuildInput, BuildOptions, Extras } from './build-input.ts';

export interface BuildResult {
  /** The files that were made, with their bytes unless a sink has taken them; none where errors stopped the build. */
  readonly files: readonly (OutputFile & FileFacts)[];
  /** The same without their bytes. */
  readonly made: readonly FileFacts[];
  /** The bytes of any file of the site. */
  readonly bodyOf: (path: string) => Promise<Uint8Array>;
  /** The files that are as an earlier build has made them. */
  readonly unchanged: readonly FileFacts[];
  /** Everything there is to say about all files, in the one order. */
  readonly diagnostics: readonly Diagnostic[];
  /** References of the reports with errors that are not shown at all, or not in all their languages. */
  readonly leftOut: readonly string[];
  /** References of the reports with errors that are shown as they were last published. */
  readonly kept: readonly string[];
  /** Files below `published/` that are not as they were published, or do not belong there. */
  readonly damaged: readonly string[];
  /**
   * Works out every text with its editions, and what freezing will write of them, at a publication where one is
   * given; none where errors stopped the build.
   */
  readonly texts: (publication?: Publication) => Promise<readonly RenderedText[]>;
  /** What the next build may be given, so that it does less and comes out the same. */
  readonly memory: Memory;
  /** How much of the work was not known from the builds before. */
  readonly work: Work;
  /** The pages that were made, and why. */
  readonly rendered: readonly Rendered[];
  /** Every old address and the report that is there now: those of site.yaml and of the reports. */
  readonly aliases: readonly Alias[];
  readonly counts: { readonly reports: number; readonly pages: number; readonly drafts: number };
}

/**
 * From the files of a site to the files of its output: units, rows, pages. Pure, as far as `extras` are. What
 * `before`, the memory of earlier builds by the same program, makes unnecessary is not done again; the output
 * is the same with and without it.
 */
export async function build(
  input: BuildInput,
  parse: ParseEditions,
  before: Memory = emptyMemory(),
  rules = RULES,
  extras: Extras = {},
): Promise<BuildResult> {
  const { options } = input;
  const says = startSaying(options.strict);
  const sorted = sortFiles(input.files);
  const own = sorted.settings.map(readFile);
  const site = says.keep(parseSite(own.find(({ path }) => path === 'site.yaml')));
  if (!site) return { ...NOTHING, memory: before, diagnostics: sortDiagnostics(says.said) };
  const theme = says.keep(readTheme(own, input.theme, site));
  const settings = unitSettings(site, theme, options.mode);
  const told = await tellUnits({ input, sorted, site, settings, before, rules, parse, says });
  const redirecting = withReportAliases(site, told.rows);
  const present = presentAt(told.rows, options.asOf);
  const rows = told.rows.map((row) => rowAt(row, present.at));
  const planning = { input, sorted, site: redirecting, theme, told, rows, present, extras, says };
  const { index, crew, ...more } = extras;
  const finished = await finishSite({
    pages: await planSite(planning),
    before,
    rules,
    templates: theme.templates,
    crew: theme.hasOwnTemplates ? crew?.(theme.files, site.limits.parseTime) : undefined,
    ...more,
    index: site.outputs.includes('search') ? index : undefined,
    site: redirecting,
    compress: options.compress ?? site.compress,
    facts: {
      generator: input.generator,
      asOf: present.at,
      basePath: site.basePath,
      reports: rows,
    },
    says,
    isStopped: () => isStopped(says, told),
  });
  const texts: BuildResult['texts'] = (publication) =>
    textsOf(told.rows, told.reportOf, { site, ...theme }, rendererOf(input), publication);
  const result = { ...resultOf(finished, told, says), aliases: redirecting.aliases };
  // Nothing was written: the output is still that of the build before. A check has none.
  const isOld = isStopped(says, told) && options.mode === 'build';
  const pages = isOld ? before.pages : finished.kept;
  return {
    ...result,
    memory: { units: told.lasting, pages, reports: before.reports },
    texts: isStopped(says, told) ? NOTHING.texts : texts,
  };
}

/** What stops a build is only known at its end, so that all problems of all files come in one run. */
function isStopped({ said }: Says, { isSpared }: ToldUnits): boolean {
  return said.some((each) => each.severity === 'error' && !isSpared(each));
}

const NOTHING: Omit<BuildResult, 'diagnostics' | 'memory'> = {
  files: [],
  made: [],
  unchanged: [],
  bodyOf: () => Promise.reject(new Error('there is no site')),
  texts: () => Promise.resolve([]),
  leftOut: [],
  kept: [],
  damaged: [],
  work: { read: 0, parsed: 0, units: 0, pages: 0 },
  rendered: [],
  aliases: [],
  counts: { reports: 0, pages: 0, drafts: 0 },
};

/** All that reading one report depends on beside its files, and nothing that depends on the present. */
function unitSettings(site: Site, { messages }: SiteTheme, mode: UnitSettings['mode']): UnitSettings {
  const { languages, defaultLanguage, services, limits, rulesOff } = site;
  return {
    site: { languages, defaultLanguage, services, limits, rulesOff },
    labels: proseLabels(site, messages),
    reread: mode === 'check',
    mode,
  };
}

/** What planning the pages of a site takes. */
interface Planning {
  readonly input: BuildInput;
  readonly sorted: SortedFiles;
  readonly site: Site;
  readonly theme: SiteTheme;
  readonly told: ToldUnits;
  readonly rows: readonly PresentRow[];
  readonly present: Present;
  readonly extras: Extras;
  readonly says: Says;
}

/** Every page of a site, with the files that it refers to. */
async function planSite(planning: Planning): Promise<readonly Page[]> {
  const { input, sorted, site, theme, told, rows, present, extras, says } = planning;
  const { reportOf, pictureAt, known } = told;
  const hasSearch = extras.index !== undefined && site.outputs.includes('search');
  const own: readonly SourceFile[] = settingsWith(input.files, sorted, site.theme.logo).map(readFile);
  const assets = sharedAssets(input.theme, own, site, hasSearch ? searchIndexUrl : undefined);
  says.say(assets.diagnostics);
  const images =
    extras.draw && site.outputs.includes('images')
      ? await drawShareImages(site, rows, theme.messages, extras.draw)
      : NO_SHARE_IMAGES;
  const planned = planPages({
    site,
    rows,
    reportOf,
    pictureAt,
    messages: theme.messages,
    assets: assets.addresses,
    images,
    renderer: rendererOf(input),
    present,
  });
  says.say(wrongAliases({ site, rows }, planned, known));
  const checkpoint = sorted.history
    .filter(({ path }) => path === CHECKPOINT)
    .map(readFile)
    .filter(({ refused }) => !refused);
  const drawn = images.files.map((file) => copyPage(file.path, file.path, () => file.body));
  return [
    ...assets.files.map(filePage),
    ...planned,
    ...checkpoint.map(({ bytes }) => filePage({ path: outputPath(checkpointUrl()), body: bytes })),
    ...drawn,
  ];
}

/** The program and its ICU, as ledgers name them. */
function rendererOf({ generator }: BuildInput): string {
  return `${generator.name} ${generator.version}, ICU ${generator.icu}`;
}

function resultOf(
  finished: FinishedSite,
  told: ToldUnits,
  says: Says,
): Omit<BuildResult, 'memory' | 'texts' | 'aliases'> {
  const { rows, sound, left, work } = told;
  const { pages, rendered, bodyOf } = finished;
  const { files, made, unchanged } = isStopped(says, told) ? NOTHING : finished;
  return {
    files,
    made,
    unchanged,
    bodyOf,
    ...left,
    damaged: [...new Set(says.said.filter(isDamage).map(({ place }) => place.file))].toSorted(),
    diagnostics: sortDiagnostics(says.said),
    work: { ...work, pages: rendered.length },
    rendered,
    counts: { reports: rows.length, pages, drafts: sound.length - rows.length },
  };
}
