import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Messages } from '../languages/messages.ts';
import type { Report } from '../model/report.ts';
import type { PresentRow } from '../model/row.ts';
import type { Present } from '../site/figures/present.ts';
import type { PageSettings } from '../site/page-settings.ts';
import type { Site } from '../source/site-schema.ts';
import { checkAliases } from '../site/checks/aliases.ts';
import { articleEntry, historyEntry, listEntry } from '../site/machines/sitemap.ts';
import type { SitemapEntry } from '../site/machines/sitemap.ts';
import type { SharedAssets } from '../site/pages/base.ts';
import { hasReportPages, plan } from '../site/plan.ts';
import type { Plan } from '../site/plan.ts';
import { aliasUrl, assetUrl, editionUrl, outputPath } from '../site/route.ts';
import { textsNamer } from './pages/common.ts';
import type { CommonInputs } from './pages/common.ts';
import { feedPages } from './pages/feed-pages.ts';
import { copyPage, listPage, searchEnginePages } from './pages/list-pages.ts';
import { articlePages, historyJsonPages, neutralPages, versionPages } from './pages/report-pages.ts';
import type { ReportPagesPlan } from './pages/report-pages.ts';
import { statusPages } from './pages/status-pages.ts';
import { here } from './remember/named.ts';
import type { Named } from './remember/named.ts';
import type { Page } from './remember/pages.ts';
import type { ShareImages } from './share-images.ts';

/** What the pages of a site are planned from. */
export interface PagesInput {
  readonly site: Site;
  readonly rows: readonly PresentRow[];
  readonly reportOf: (reference: string) => Named<Report>;
  readonly messages: Messages;
  readonly assets: SharedAssets;
  readonly images: ShareImages;
  readonly renderer: string;
  readonly present: Present;
  /** Where the bytes of a picture are, by its content address. */
  readonly pictureAt: (address: string) => (() => Uint8Array) | undefined;
}

/** Every page there is to be, in the order of the output. */
export function planPages(input: PagesInput): readonly Page[] {
  const { site, rows, reportOf, messages, assets } = input;
  const settings = pageSettings(site);
  const common: CommonInputs = {
    site: here(settings),
    assets: here(assets),
    textsOf: textsNamer(messages),
  };
  const surroundings = { site: settings, assets, titles: messages.t, formats: messages.formats };
  const planned = plan(surroundings, rows, site.aliases, input.present);
  const reports: ReportPagesPlan = {
    common,
    rows: planned.ordered,
    reportOf,
    imageOf: ({ reference }, language) => input.images.urlOf(reference, language),
    renderer: input.renderer,
  };
  const { outputs, languages, defaultLanguage } = settings;
  return [
    ...picturePages(rows, input.pictureAt),
    ...planned.lists.map((view) => listPage(common, view, view.language === defaultLanguage)),
    ...(hasReportPages(site) ? neutralPages(reports, defaultLanguage) : []),
    ...(outputs.includes('articles') ? languages.flatMap((language) => articlePages(reports, language)) : []),
    ...(outputs.includes('history')
      ? [...languages.flatMap((language) => versionPages(reports, language)), ...historyJsonPages(reports)]
      : []),
    ...(outputs.includes('feed')
      ? languages.flatMap((language) => feedPages({ common, settings, rows, reportOf }, language))
      : []),
    ...(outputs.includes('api') ? statusPages(common, settings, rows, reportOf, input.present.at) : []),
    ...searchEnginePages(sitemapEntries(planned, settings), settings),
  ];
}

function pageSettings(site: Site): PageSettings {
  const {
    limits: _limits,
    rulesOff: _rules,
    staleAfter: _stale,
    aliases: _aliases,
    headers: _headers,
    compress: _compress,
    ...settings
  } = site;
  return settings;
}

/** Only pictures that some text shows are published; the others may not be meant to be. */
function picturePages(rows: readonly PresentRow[], pictureAt: PagesInput['pictureAt']): Page[] {
  const shown = [...new Set(rows.flatMap(({ pictures }) => pictures))].toSorted();
  const none = () => new Uint8Array();
  return shown.map((address) => copyPage(outputPath(assetUrl(address)), address, pictureAt(address) ?? none));
}

function sitemapEntries({ lists, ordered, updated }: Plan, settings: PageSettings): SitemapEntry[] {
  const { outputs, languages } = settings;
  const ofReports = (output: 'articles' | 'history', entryOf: typeof articleEntry) =>
    outputs.includes(output)
      ? languages.flatMap((language) => ordered.flatMap((row) => entryOf(row, language, settings)))
      : [];
  return [
    ...lists.flatMap((view) => listEntry(view, settings, updated)),
    ...ofReports('articles', articleEntry),
    ...ofReports('history', historyEntry),
  ];
}

/** Aliases that lead nowhere, or lie where the site has a page of its own. */
export function wrongAliases(
  { site, rows }: Pick<PagesInput, 'site' | 'rows'>,
  pages: readonly Page[],
  known: readonly string[],
): Diagnostic[] {
  if (site.aliases.length === 0) return [];
  // Each alias has a page of its own; one more at the same place is something else.
  const left = site.aliases.map((alias): string => outputPath(aliasUrl(alias)));
  const own = pages.flatMap(({ name }) => {
    const at = left.indexOf(name);
    if (at >= 0) left.splice(at, 1);
    return at < 0 ? [name] : [];
  });
  const editions = site.outputs.includes('history')
    ? rows.flatMap(({ reference, locals }) =>
        Object.values(locals).flatMap(({ textLanguage, versions }) =>
          versions.map((version) => outputPath(editionUrl(textLanguage, reference, version))),
        ),
      )
    : [];
  return checkAliases(site, new Set(known), new Set<string>([...own, ...editions]));
}
