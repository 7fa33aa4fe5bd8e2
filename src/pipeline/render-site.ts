import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { OutputFile, OutputPath, SourceFile } from '../model/file.ts';
import type { Instant } from '../model/instant.ts';
import type { PageUrl } from '../model/page.ts';
import { recall } from '../model/recall.ts';
import { joined, recallParts } from '../model/recall-rows.ts';
import type { Report } from '../model/report.ts';
import type { Compression, Site } from '../source/site-schema.ts';
import type { RenderContext } from '../render/pages/context.ts';
import { checkAliases } from '../site/checks/aliases.ts';
import { plan } from '../site/plan.ts';
import type { SharedAssets, Titles } from '../site/pages/base.ts';
import type { Plan, PlannedPage } from '../site/plan.ts';
import { assetUrl, checkpointUrl, fixedPath, notFoundUrl, outputPath } from '../site/route.ts';
import { sharedAssets } from './assets.ts';
import { CHECKPOINT } from '../versions/paths.ts';
import { picturesOf } from '../versions/published.ts';
import type { Keeper, Recorded, Rules } from './remember/keeper.ts';
import { machineFiles } from './machine-files.ts';
import { lazyFile } from '../publish/lazy-file.ts';
import { listedFile, manifestFiles } from '../publish/manifest.ts';
import { MANIFEST } from '../publish/read-manifest.ts';
import type { ManifestFacts } from '../publish/manifest.ts';
import { hostingFiles } from '../publish/hosting.ts';
import { settingsFiles } from './settings-files.ts';
import type { ShareImages } from './share-images.ts';
import { renderPages } from './render-pages.ts';
import type { RenderedPages } from './render-pages.ts';
import { renderTextsOfEach, versionFilesOfEach } from './render-versions.ts';
import type { RenderedText } from './rendered-text.ts';
import type { Renderer } from './render-versions.ts';
import type { Generator } from '../publish/manifest.ts';

/** What rendering a whole site takes. */
export interface SiteToRender {
  readonly files: readonly SourceFile[];
  readonly theme: readonly SourceFile[];
  readonly generator: Generator;
  readonly options: {
    readonly drafts: boolean;
    readonly asOf?: Instant | undefined;
    readonly compress?: readonly Compression[] | undefined;
  };
  readonly site: Site;
  readonly context: RenderContext;
  readonly keeper: Keeper;
  readonly rules: Rules;
  /** That of the memory. */
  readonly line: object;
  readonly reports: readonly Report[];
  /** References of all reports there are, those with mistakes in them too. */
  readonly known: readonly string[];
  readonly pictures: ReadonlyMap<string, Uint8Array>;
  readonly images: ShareImages;
  /** Where the search index will be, if there is one. */
  readonly searchUrl?: PageUrl | undefined;
}

/** The files of a site, and the texts they tell with what freezing will write of them. */
export interface RenderedSite {
  /** What readers and programs ask for. */
  readonly served: readonly OutputFile[];
  /** These files, and whatever else was made to be served, with what tells hosts of them; manifest last. */
  readonly complete: (served: readonly OutputFile[]) => readonly OutputFile[];
  readonly texts: readonly RenderedText[];
  /** What the next build may be given. */
  readonly recorded: readonly Recorded<unknown>[];
}

/** Every file of the output, manifest last. A template that fails is one diagnostic, not one for each page. */
export function renderSite(input: SiteToRender): Outcome<RenderedSite> {
  const { site, context, keeper, reports } = input;
  const diagnostics = new Map<string, Diagnostic>();
  const keep = <T>(outcome: Outcome<T>): T => {
    for (const each of outcome.diagnostics) {
      // A part that pages of several kinds share fails once, whatever each of them has to offer instead.
      const key = JSON.stringify([each.code, each.place, each.message]);
      if (!diagnostics.has(key)) diagnostics.set(key, each);
    }
    return outcome.value;
  };
  const assets = sharedAssets(
    input.theme,
    settingsFiles(input.files, site.theme.logo),
    site,
    input.searchUrl,
  );
  keep({ value: undefined, diagnostics: assets.diagnostics });
  const addresses = sameAddresses(site, JSON.stringify(assets.addresses));
  const planned = plan(site, reports, addresses, titlesOf(context.messages), input.options.asOf);
  keep({ value: undefined, diagnostics: wrongAliases(input, planned) });
  const renderer: Renderer = [
    input.line,
    site,
    context,
    input.rules,
    `${input.generator.name} ${input.generator.version}, ICU ${input.generator.icu}`,
  ];
  const textsOfReports = renderTextsOfEach(renderer, [reports], keeper);
  const texts = joined(keep(gatherTexts(textsOfReports)));
  const renderedPages = renderPages(renderer, planned.pages, texts, input.images, keeper);
  const pages = withFresh(keep(gatherPages(renderedPages.rows)), renderedPages);
  const pictures = [...shownPictures(reports)].map((address) => ({
    path: outputPath(assetUrl(address)),
    body: input.pictures.get(address) ?? new Uint8Array(),
  }));
  const versions = site.outputs.includes('history')
    ? joined(versionFilesOfEach([site], [reports, textsOfReports]))
    : [];
  const served = [
    ...assets.files,
    ...pictures,
    ...pages,
    ...versions,
    ...rootNotFound(planned, pages, site),
    ...checkpointFile(input.files),
    ...input.images.files,
    ...machineFiles(site, reports, planned, context),
  ];
  const complete = (all: readonly OutputFile[]) => {
    const files = [...all, ...hostingFiles(all, site, input.options.compress)];
    const facts: ManifestFacts = {
      generator: input.generator,
      asOf: planned.asOf,
      basePath: site.basePath,
      reports,
      pages: pages.length,
    };
    const make = () => manifestFiles(files.map(listedFile), facts);
    // Where drafts are shown nothing is published, and hardly anybody asks for it.
    const manifest = () => make().at(-1)?.body ?? '';
    return input.options.drafts ? [...files, lazyFile(fixedPath(MANIFEST), manifest)] : [...files, ...make()];
  };
  const recorded = [...textsOfReports, ...renderedPages.rows];
  return { value: { served, complete, texts, recorded }, diagnostics: [...diagnostics.values()] };
}

/** What `freeze` wrote over all ledgers, for readers to keep. */
function checkpointFile(files: readonly SourceFile[]): OutputFile[] {
  const file = files.find(({ path }) => path === CHECKPOINT);
  return file && !file.refused ? [{ path: outputPath(checkpointUrl()), body: file.bytes }] : [];
}

function wrongAliases({ site, reports, known }: SiteToRender, { pages }: Plan): Diagnostic[] {
  if (site.aliases.length === 0) return [];
  const others = pages.filter(({ kind }) => kind !== 'redirect').map(({ path }) => path as string);
  const references = new Set([...reports.map(({ reference }) => reference as string), ...known]);
  return checkAliases(site, references, new Set(others));
}

/** As long as nothing about them changes, these are the same objects in every build. */
const sameAddresses = recall((_site: Site, addresses: string) => JSON.parse(addresses) as SharedAssets);

const titlesOf = recall(
  ({ t }: RenderContext['messages']): Titles =>
    (language, key) =>
      t(language, key),
);

const gatherTexts = gatherer<readonly RenderedText[]>();
const gatherPages = gatherer<OutputFile>();

/** Gives all values and all diagnostics of what was rendered. */
function gatherer<T>(): (rows: readonly Recorded<Outcome<T>>[]) => Outcome<T[]> {
  const partsOf = recallParts((rows: readonly Recorded<Outcome<T>>[]) => ({
    value: rows.map(({ value }) => value.value),
    diagnostics: rows.flatMap(({ value }) => value.diagnostics),
  }));
  return (rows) => {
    const parts = partsOf(rows);
    return {
      value: joined(parts.map(({ value }) => value)),
      diagnostics: parts.flatMap(({ diagnostics }) => diagnostics),
    };
  };
}

/** Files that were rendered just now, with their bytes, in the place of those that would render them once more. */
function withFresh(files: OutputFile[], { rows, fresh }: RenderedPages): OutputFile[] {
  if (fresh.size > EDITED) return rows.map((row) => fresh.get(row) ?? row.value.value);
  for (const [row, file] of fresh) files[rows.indexOf(row)] = file;
  return files;
}

/** So few are found faster by looking through all rows than by looking all rows up. */
const EDITED = 16;

/** Only pictures that some text shows are published; the others may not be meant to be. */
function shownPictures(reports: readonly Report[]): ReadonlySet<string> {
  return new Set(joined(picturesOfPart(reports)).toSorted());
}

const picturesOfPart = recallParts((reports: readonly Report[]) => reports.flatMap(picturesOfReport));

/** Pictures of all texts of a report, as they are and as they were published. */
function picturesOfReport({ original, translations, history }: Report): readonly string[] {
  const held = history.flatMap(({ editions }) =>
    editions.flatMap(({ edition }) => (edition ? [edition] : [])),
  );
  return [...new Set([original, ...translations, ...held].flatMap(picturesOf))];
}

/** The same bytes at another place; they are still made only if somebody asks for them. */
function sameFile(path: OutputPath, file: OutputFile): OutputFile {
  const { sha256, size } = file;
  return {
    path,
    sha256,
    size,
    get body() {
      return file.body;
    },
  };
}

/** Static hosts look for `/404.html`; readers get it in the default language. */
function rootNotFound({ pages }: Plan, files: readonly OutputFile[], site: Site): OutputFile[] {
  const own = joined(notFoundOfPart(pages)).find(({ language }) => language === site.defaultLanguage);
  const file = own && files[pages.indexOf(own)];
  return file ? [sameFile(outputPath(notFoundUrl()), file)] : [];
}

const notFoundOfPart = recallParts((pages: readonly PlannedPage[]) =>
  pages.filter(({ kind }) => kind === 'not-found'),
);
