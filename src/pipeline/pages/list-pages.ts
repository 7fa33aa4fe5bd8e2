import { diagnose } from '../../diagnostics/diagnose.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { fragmentFault } from '../../versions/fragment/fragment.ts';
import type { OutputFile, OutputPath } from '../../model/file.ts';
import type { OwnPageTexts } from '../../model/own-page.ts';
import type { Row } from '../../model/row.ts';
import type { PageSettings } from '../../site/page-settings.ts';
import { renderPage } from '../../render/pages/page.ts';
import { sitemapFiles } from '../../render/machines/sitemap.ts';
import type { Templates } from '../../render/pages/template.ts';
import type { SitemapEntry } from '../../site/machines/sitemap.ts';
import type { ListPage } from '../../site/plan.ts';
import { absoluteUrl, assetUrl, notFoundUrl, outputPath, fixedPath, rootFileUrl } from '../../site/route.ts';
import type { Inputs } from '../remember/named.ts';
import { hashOf, named } from '../remember/named.ts';
import { page } from '../remember/pages.ts';
import type { Made, Page } from '../remember/pages.ts';
import { contextOf } from './common.ts';
import type { CommonInputs, Texts } from './common.ts';

/**
 * A page that shows parts of many rows: each member of its view is a separate input. Static hosts look for
 * `/404.html`; readers get it in the default language.
 */
export function listPage(common: CommonInputs, view: ListPage, isDefault: boolean): Page {
  const isAtRoot = view.kind === 'not-found' && isDefault;
  return page<ListInputs>({
    name: view.path,
    beside: isAtRoot ? outputPath(notFoundUrl()) : undefined,
    inputs: listInputs(common, view, isAtRoot),
    make: makeList,
  });
}

/** The inputs of a page that `makeList` makes. */
export function listInputs(
  { site, textsOf }: CommonInputs,
  view: ListPage,
  isAtRoot: boolean,
): Inputs<ListInputs> {
  return { ...view, settings: site, texts: textsOf([view.language]), isAtRoot } as Inputs<ListInputs>;
}

export type ListInputs = ListPage & {
  readonly settings: PageSettings;
  readonly texts: Texts;
  readonly isAtRoot: boolean;
};

export function makeList({ settings, texts, isAtRoot, ...view }: ListInputs, templates: Templates): Made {
  const context = contextOf({ site: settings, texts }, templates);
  const { value, diagnostics: found } = renderPage(view as ListPage, context);
  const diagnostics = [...found, ...(settings.plugins.length > 0 ? unsafeText(view as ListPage) : [])];
  const root: OutputFile[] = isAtRoot ? [{ path: outputPath(notFoundUrl()), body: value.body }] : [];
  return { files: [value, ...root], diagnostics };
}

/** Reports what plugins must not put on one of the site's own pages. */
function unsafeText(view: ListPage): Diagnostic[] {
  if (view.kind !== 'own') return [];
  const fault = fragmentFault(`<article>${view.html}</article>`);
  if (fault === undefined) return [];
  return [diagnose('INC727', placeOf(view.file), `The text of this page may not be shown: ${fault}`)];
}

/** A site built with `--at` must not be found by search engines. */
const NO_ROBOTS = 'User-agent: *\nDisallow: /\n';

/** The sitemap, and robots.txt that names it. Hosts answer for robots.txt at their root only. */
export function searchEnginePages(
  entries: readonly SitemapEntry[],
  { url, basePath, asItStood }: Pick<PageSettings, 'url' | 'basePath' | 'asItStood'>,
): Page[] {
  if (asItStood !== undefined) return [filePage({ path: fixedPath('robots.txt'), body: NO_ROBOTS })];
  const robots = `User-agent: *\nAllow: /\nSitemap: ${absoluteUrl({ url }, rootFileUrl('sitemap.xml'))}\n`;
  return [
    page<SitemapInputs>({
      name: outputPath(rootFileUrl('sitemap.xml')),
      beside: 'sitemap',
      inputs: { entries, url },
      make: makeSitemap,
    }),
    ...(basePath === '/' ? [filePage({ path: fixedPath('robots.txt'), body: robots })] : []),
  ];
}

interface SitemapInputs {
  readonly entries: readonly SitemapEntry[];
  readonly url: string;
}

function makeSitemap({ entries, url }: SitemapInputs): Made {
  const files = sitemapFiles(entries, url).map(({ name, body }) => ({ path: fixedPath(name), body }));
  return { files, diagnostics: [] };
}

/** A file of the site that is copied. */
export function filePage(file: OutputFile): Page {
  return page<{ readonly file: OutputFile }>({
    name: file.path,
    inputs: { file: named(hashOf(file.body), () => file) },
    make: makeFile,
  });
}

/** Makes a page from an existing file, or one that is made on request. */
export function makeFile({ file }: { readonly file: OutputFile }): Made {
  return { files: [file], diagnostics: [] };
}

/** The file of a picture, by its content address. */
type PictureAt = (address: string) => (() => Uint8Array) | undefined;

/** The editions and pages that show pictures. */
interface ShownPictures {
  readonly rows: readonly Pick<Row, 'pictures'>[];
  readonly pictureAt: PictureAt;
  readonly own: { readonly pages: readonly OwnPageTexts[]; readonly pictureAt: PictureAt };
}

/**
 * Only pictures that some text shows are published; others may not be meant for readers. A picture that is
 * lost or damaged gets no file, since a file must match the hash in its name.
 */
export function picturePages({ rows, own, pictureAt }: ShownPictures): Page[] {
  const inPages = own.pages.flatMap(({ texts }) => texts.flatMap(({ body }) => body.pictures));
  const shown = [...new Set([...rows.flatMap(({ pictures }) => pictures), ...inPages])].toSorted();
  return shown.flatMap((address) => {
    const read = pictureAt(address) ?? own.pictureAt(address);
    return read ? [copyPage(outputPath(assetUrl(address)), address, read)] : [];
  });
}

/** A file that is copied unchanged: `key` identifies its bytes. */
function copyPage(path: OutputPath, key: string, read: () => OutputFile['body']): Page {
  return page<{ readonly file: OutputFile }>({
    name: path,
    inputs: { file: named(key, () => ({ path, body: read() })) },
    make: makeFile,
  });
}
