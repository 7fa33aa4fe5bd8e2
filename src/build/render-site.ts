import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { OutputFile, SourceFile } from '../model/file.ts';
import type { Instant } from '../model/instant.ts';
import type { ArticlePage, Page } from '../model/page.ts';
import type { Report } from '../model/report.ts';
import type { Site } from '../model/site.ts';
import { renderArticle } from '../render/article.ts';
import type { RenderContext } from '../render/helpers.ts';
import { renderPage } from '../render/page.ts';
import { plan } from '../site/plan.ts';
import type { PlannedPage } from '../site/plan.ts';
import { assetUrl, notFoundUrl, outputPath } from '../site/route.ts';
import { sharedAssets } from './assets.ts';
import { manifestFile } from './manifest.ts';
import type { Generator } from './manifest.ts';

/** What rendering a whole site takes. */
export interface SiteToRender {
  readonly files: readonly SourceFile[];
  readonly theme: readonly SourceFile[];
  readonly generator: Generator;
  readonly options: { readonly asOf?: Instant };
  readonly site: Site;
  readonly context: RenderContext;
  readonly reports: readonly Report[];
  readonly pictures: ReadonlyMap<string, Uint8Array>;
}

/** Every file of the output, manifest last. A template that fails is one diagnostic, not one for each page. */
export function renderSite(input: SiteToRender): Outcome<readonly OutputFile[]> {
  const { site, context, reports } = input;
  const diagnostics = new Map<string, Diagnostic>();
  const keep = <T>(outcome: Outcome<T>): T => {
    for (const each of outcome.diagnostics) diagnostics.set(JSON.stringify(each), each);
    return outcome.value;
  };
  const assets = sharedAssets(input.theme, input.files, site);
  keep({ value: undefined, diagnostics: assets.diagnostics });
  const titles = (language: Parameters<typeof context.messages.t>[0], key: string) =>
    context.messages.t(language, key);
  const planned = plan(site, reports, assets.addresses, titles, input.options.asOf);
  const pages = planned.pages.map((page) => keep(renderPage(finished(page, context, keep), context)));
  const pictures = [...shownPictures(reports)].map((address) => ({
    path: outputPath(assetUrl(address)),
    body: input.pictures.get(address) ?? new Uint8Array(),
  }));
  const files = [...assets.files, ...pictures, ...pages, ...rootNotFound(pages, site)];
  const manifest = manifestFile(files, {
    generator: input.generator,
    ...(planned.asOf !== undefined && { asOf: planned.asOf }),
    reports,
    pages: pages.length,
  });
  return { value: [...files, manifest], diagnostics: [...diagnostics.values()] };
}

function finished(page: PlannedPage, context: RenderContext, keep: <T>(outcome: Outcome<T>) => T): Page {
  if (page.kind !== 'article') return page;
  return { ...page, html: keep(renderArticle(page.article, context)) } satisfies ArticlePage;
}

/** Only pictures that some text shows are published; the others may not be meant to be. */
function shownPictures(reports: readonly Report[]): ReadonlySet<string> {
  const shown = reports.flatMap(({ original, translations }) => [
    original.body,
    ...original.timeline.map(({ text }) => text),
    ...translations.flatMap(({ body, entries }) => [body, ...entries.map(({ text }) => text)]),
  ]);
  return new Set(shown.flatMap((prose) => prose?.pictures ?? []).toSorted());
}

/** Static hosts look for `/404.html`; readers get it in the default language. */
function rootNotFound(pages: readonly OutputFile[], site: Site): OutputFile[] {
  const own = pages.find(({ path }) => path === outputPath(notFoundUrl(site.defaultLanguage)));
  return own ? [{ path: outputPath(notFoundUrl()), body: own.body }] : [];
}
