import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { OutputFile, OutputPath, SourceFile } from '../model/file.ts';
import type { Instant } from '../model/instant.ts';
import type { Page, PageUrl } from '../model/page.ts';
import { recall } from '../model/recall.ts';
import type { Report } from '../model/report.ts';
import type { Compression, Site } from '../model/site.ts';
import type { RenderContext } from '../render/helpers.ts';
import { checkAliases } from '../site/check-aliases.ts';
import { plan } from '../site/plan.ts';
import type { PlannedArticle, PlannedHistory, PlannedPage, SharedAssets, Titles } from '../site/plan.ts';
import type { PlannedEdition } from '../site/edition-pages.ts';
import { assetUrl, notFoundUrl, outputPath } from '../site/route.ts';
import { sharedAssets } from './assets.ts';
import { sha256 } from '../source/content-hash.ts';
import { formatVersion } from '../model/version.ts';
import { picturesOf } from '../versions/published.ts';
import { historyFiles } from './history-json.ts';
import type { Keeper } from './keeper.ts';
import { machineFiles } from './machine-files.ts';
import { manifestFile } from './manifest.ts';
import type { ManifestFacts } from './manifest.ts';
import { hostingFiles } from './hosting.ts';
import { withShareImage } from './share-images.ts';
import type { ShareImages } from './share-images.ts';
import { differencesOf, historySteps, renderTexts, versionFiles } from './render-versions.ts';
import type { RenderedText } from './render-versions.ts';
import type { Generator } from './manifest.ts';

/** What rendering a whole site takes. */
export interface SiteToRender {
  readonly files: readonly SourceFile[];
  readonly theme: readonly SourceFile[];
  readonly generator: Generator;
  readonly options: { readonly asOf?: Instant; readonly compress?: readonly Compression[] };
  readonly site: Site;
  readonly context: RenderContext;
  readonly keeper: Keeper;
  readonly reports: readonly Report[];
  /** References of all reports there are, those with mistakes in them too. */
  readonly known: readonly string[];
  readonly pictures: ReadonlyMap<string, Uint8Array>;
  readonly images: ShareImages;
  /** Where the search index will be, if there is one. */
  readonly searchUrl?: PageUrl;
}

/** The files of a site, and the texts they tell with what freezing will write of them. */
export interface RenderedSite {
  /** What readers and programs ask for. */
  readonly served: readonly OutputFile[];
  /** These files, and whatever else was made to be served, with what tells hosts of them; manifest last. */
  readonly complete: (served: readonly OutputFile[]) => readonly OutputFile[];
  readonly texts: readonly RenderedText[];
}

/** Every file of the output, manifest last. A template that fails is one diagnostic, not one for each page. */
export function renderSite(input: SiteToRender): Outcome<RenderedSite> {
  const { site, context, keeper, reports } = input;
  const diagnostics = new Map<string, Diagnostic>();
  const keep = <T>(outcome: Outcome<T>): T => {
    for (const each of outcome.diagnostics) diagnostics.set(JSON.stringify(each), each);
    return outcome.value;
  };
  const assets = sharedAssets(input.theme, input.files, site, input.searchUrl);
  keep({ value: undefined, diagnostics: assets.diagnostics });
  const addresses = sameAddresses(site, JSON.stringify(assets.addresses));
  const planned = plan(site, reports, addresses, titlesOf(context.messages), input.options.asOf);
  const others = planned.pages.filter(({ kind }) => kind !== 'redirect').map(({ path }) => path as string);
  const references = new Set([...reports.map(({ reference }) => reference as string), ...input.known]);
  keep({ value: undefined, diagnostics: checkAliases(site, references, new Set(others)) });
  const renderer = `${input.generator.name} ${input.generator.version}`;
  const textsOf = reports.map((report) => renderTexts(report, site, keeper, renderer, keep));
  const texts = textsOf.flat();
  const finish = pageFinisher(texts, keeper, keep);
  const pages = planned.pages.map((page) =>
    keep(keeper.page(withShareImage(finish(page), site, input.images))),
  );
  const pictures = [...shownPictures(reports)].map((address) => ({
    path: outputPath(assetUrl(address)),
    body: input.pictures.get(address) ?? new Uint8Array(),
  }));
  const versions = site.outputs.includes('history')
    ? [
        ...texts.flatMap(versionFiles),
        ...reports.flatMap((report, index) => historyFiles(report, textsOf[index] ?? [], site)),
      ]
    : [];
  const served = [
    ...assets.files,
    ...pictures,
    ...pages,
    ...versions,
    ...rootNotFound(pages, site),
    ...input.images.files,
    ...machineFiles(site, reports, planned, context),
  ];
  const complete = (all: readonly OutputFile[]) => {
    const files = [...all, ...hostingFiles(all, site, input.options.compress)];
    const facts: ManifestFacts = {
      generator: input.generator,
      ...(planned.asOf !== undefined && { asOf: planned.asOf }),
      basePath: site.basePath,
      reports,
      pages: pages.length,
    };
    return [...files, manifestFile(files, facts)];
  };
  return { value: { served, complete, texts }, diagnostics: [...diagnostics.values()] };
}

/** Gives planned pages what only rendering knows: their articles, and the differences between them. */
function pageFinisher(
  texts: readonly RenderedText[],
  keeper: Keeper,
  keep: <T>(outcome: Outcome<T>) => T,
): (page: PlannedPage) => Page {
  const byHistory = new Map(texts.map((text) => [text.history, text]));
  return (planned) => {
    switch (planned.kind) {
      case 'article': {
        return finishArticle(planned, planned.frozen ?? keep(keeper.article(planned.article)));
      }
      case 'edition': {
        const { history, held } = planned;
        return finishEdition(
          planned,
          byHistory.get(history)?.articles.get(formatVersion(held.version)) ?? '',
        );
      }
      case 'history': {
        const text = byHistory.get(planned.history);
        return text
          ? finishHistory(planned, text.ledger, ...differencesOf(text, keeper))
          : finishHistory(planned, '');
      }
      default:
        return planned;
    }
  };
}

/** As long as nothing about them changes, these are the same objects in every build. */
const sameAddresses = recall((_site: Site, addresses: string) => JSON.parse(addresses) as SharedAssets);

const titlesOf = recall(
  ({ t }: RenderContext['messages']): Titles =>
    (language, key) =>
      t(language, key),
);

const finishArticle = recall(({ frozen: _frozen, ...page }: PlannedArticle, html: string): Page => ({
  ...page,
  html,
  ...(page.links && { hash: sha256(html) }),
}));

const finishEdition = recall(
  ({ history: _history, held: _held, local: _local, ...page }: PlannedEdition, html: string): Page => ({
    ...page,
    html,
    ...(html !== '' && { hash: sha256(html) }),
  }),
);

const finishHistory = recall(
  (
    { history, ...page }: PlannedHistory,
    ledger: string,
    ...differences: ReturnType<typeof differencesOf>
  ): Page => ({ ...page, steps: historySteps(history, ledger, differences) }),
);

/** Only pictures that some text shows are published; the others may not be meant to be. */
function shownPictures(reports: readonly Report[]): ReadonlySet<string> {
  return new Set(reports.flatMap((report) => picturesOfReport(report)).toSorted());
}

/** Pictures of all texts of a report, as they are and as they were published. */
const picturesOfReport = recall(({ original, translations, history }: Report): readonly string[] => {
  const held = history.flatMap(({ editions }) =>
    editions.flatMap(({ edition }) => (edition ? [edition] : [])),
  );
  return [...new Set([original, ...translations, ...held].flatMap(picturesOf))];
});

/** The same bytes at another place; they are still made only if somebody asks for them. */
function sameFile(path: OutputPath, file: OutputFile): OutputFile {
  const { sha256, size } = file;
  return {
    path,
    ...(sha256 !== undefined && { sha256 }),
    ...(size !== undefined && { size }),
    get body() {
      return file.body;
    },
  };
}

/** Static hosts look for `/404.html`; readers get it in the default language. */
function rootNotFound(pages: readonly OutputFile[], site: Site): OutputFile[] {
  const own = pages.find(({ path }) => path === outputPath(notFoundUrl(site.defaultLanguage)));
  return own ? [sameFile(outputPath(notFoundUrl()), own)] : [];
}
