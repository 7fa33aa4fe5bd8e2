import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SitePath, SourceFile } from '../model/file.ts';
import type { Instant } from '../model/instant.ts';
import type { PresentRow, Row } from '../model/row.ts';
import { readFile } from '../model/seen-file.ts';
import type { Site } from '../source/site-schema.ts';
import { checkOwnLinks } from '../site/checks/own-links.ts';
import { historyBy } from '../site/as-it-stood.ts';
import { presentAt } from '../site/figures/present.ts';
import type { Present } from '../site/figures/present.ts';
import { rowAt } from '../site/figures/standing.ts';
import { withReportAliases } from '../site/report-aliases.ts';
import { searchIndexUrl } from '../site/route.ts';
import { checkCopies } from '../writing/eject/check-copies.ts';
import { sharedAssets } from './assets.ts';
import type { BuildInput, Extras } from './build-input.ts';
import { wrongAliases } from './pages/alias-pages.ts';
import { readFooters } from './pages/footers.ts';
import type { Footers } from './pages/footers.ts';
import { readOwnPages } from './pages/own-pages.ts';
import type { OwnPages } from './pages/own-pages.ts';
import { proseLabels } from './labels.ts';
import { filePage } from './pages/list-pages.ts';
import type { Pause } from './pause.ts';
import { historyFiles, recordIn } from './pages/site-record.ts';
import type { Recorded } from './pages/site-record.ts';
import { planStatic } from './pages/static-pages.ts';
import { planPages, siteOverviewOf } from './pages/plan-pages.ts';
import type { SiteOverview } from './pages/plan-pages.ts';
import { below } from './pages/page-groups.ts';
import type { PagePlan } from './pages/page-groups.ts';
import { parsedSite } from './parse/parsed-site.ts';
import { pluginsOf } from './parse/site-plugins.ts';
import type { ParseEditions } from './parse/read-reports.ts';
import { hasNewLook } from './remember/look.ts';
import type { Memory } from './remember/memory.ts';
import { packedRowAt } from './packing/packed.ts';
import type { Rules } from './remember/rules.ts';
import { keysOf } from './remember/units.ts';
import { startValues } from './remember/values.ts';
import type { Values } from './remember/values.ts';
import { startSaying } from './says.ts';
import type { Says } from './says.ts';
import { NO_SHARE_IMAGES, shareImages } from './share-images.ts';
import { articleCards } from '../site/machines/share-cards.ts';
import { statusCards } from '../site/machines/status-cards.ts';
import type { ShownUnits } from './shown-units.ts';
import { settingsWith } from './site-units.ts';
import type { SortedFiles } from './site-units.ts';
import { readTheme } from './theme.ts';
import type { SiteTheme } from './theme.ts';
import { tellUnits } from './told-units.ts';
import type { ToldUnits } from './told-units.ts';
import type { UnitSettings } from './unit.ts';

/** What is needed to scan a site. */
export interface Scanning {
  readonly input: Omit<BuildInput, 'files'>;
  readonly sorted: SortedFiles;
  readonly before: Memory;
  readonly rules: Rules;
  readonly parse: ParseEditions;
  readonly extras: Extras;
  readonly pause: Pause;
  /** Problems with the articles of single reports, if every page is rendered next. */
  readonly articleFaults?:
    | ((
        around: { readonly site: Site; readonly theme: SiteTheme },
        shown: () => ShownUnits,
      ) => Promise<readonly Diagnostic[]>)
    | undefined;
}

/** A site about which everything is known except the bytes of its pages. */
export interface ScannedSite {
  /** With the old addresses that reports state. */
  readonly site: Site;
  readonly theme: SiteTheme;
  readonly told: ToldUnits;
  readonly rows: readonly PresentRow[];
  readonly present: Present;
  /** The newest one over the site's ledger. */
  readonly checkpoint: string | undefined;
  readonly own: OwnPages;
  readonly plan: PagePlan;
  /** Files of the site that are copied unchanged, in addition to those the plan makes. */
  readonly statics: readonly SitePath[];
  readonly says: Says;
  readonly values: Memory['values'];
  /** True if published articles have a different look from what today's templates would give them. */
  readonly isRelooked: boolean;
  /** Whether a build stops is only known at the end, so that all problems of all files come in one run. */
  readonly isStopped: () => boolean;
}

/** Scans a site: its settings, units and rows, and which pages there will be. */
export async function scanSite(scanning: Scanning): Promise<ScannedSite | { readonly says: Says }> {
  const { input } = scanning;
  const says = startSaying(input.options.strict);
  const values = startValues(scanning.before.values, scanning.rules);
  const read = values.of('settings', [input.theme, ...keysOf(scanning.sorted.settings)], () =>
    readSettings(scanning.sorted.settings.map(readFile), input.theme, values),
  );
  says.say(read.diagnostics);
  if (!read.value) return { says };
  const { site, theme } = read.value;
  const { at, mode } = input.options;
  if (mode === 'check') says.say(checkCopies(read.value.theme.files.own, input.theme));
  const sorted = sortedBy(scanning.sorted, at, site);
  const found = pluginsOf(site.plugins, scanning.sorted.settings, input.moduleUrl, values);
  says.say(found.diagnostics);
  const settings = { ...unitSettings(site, theme), at, plugins: found.plugins };
  const articleFaults = async (shown: () => ShownUnits) =>
    (await scanning.articleFaults?.({ site, theme }, shown)) ?? [];
  const told = await tellUnits({ ...scanning, sorted, site, settings, says, values, articleFaults });
  const redirecting = withReportAliases(site, told.rows);
  const present = presentAt(told.rows, input.options.asOf);
  const rows = rowsAt(told.rows, present, values);
  const own = await readOwnPages({ ...scanning, files: sorted.pages, settings, values });
  says.say(own.diagnostics);
  const foot = await readFooters(site, settings, values, scanning.parse);
  const texts = [...own.pages.flatMap((page) => page.texts), ...foot.texts];
  says.say([...foot.diagnostics, ...checkOwnLinks(texts, own.pages, told.known)]);
  await scanning.pause();
  const copied = planStatic(sorted.statics);
  says.say(copied.diagnostics);
  const overview = await overviewIn(values, present, told.rows, rows, scanning.pause);
  const scanned = { site: redirecting, theme, told, rows, present, own, says, statics: copied.paths };
  const recorded = recordIn(sorted, values);
  const planned = planSite({ ...scanning, ...scanned, overview, foot, sorted, values, recorded });
  const plan = [...planned, { mayMake: () => true, pages: () => copied.pages }];
  const { checkpoint } = recorded.record;
  const isStopped = () => says.said.some((each) => each.severity === 'error' && !told.isSpared(each));
  const isRelooked = hasNewLook(theme.look, told.rows, { before: scanning.before, values });
  return { ...scanned, checkpoint, plan, isRelooked, values: values.kept(), isStopped };
}

/** All reports at a glance, worked out again if one of them or the present has changed. */
function overviewIn(
  values: Values,
  { at }: Present,
  told: readonly Row[],
  rows: readonly PresentRow[],
  pause: Pause,
) {
  return values.of('overview', [at, ...told], () => siteOverviewOf(rows, pause));
}

/**
 * Every row as of the present; a row that is the same object under the same present is not worked out again.
 */
function rowsAt(rows: readonly Row[], { at }: Present, values: Values): readonly PresentRow[] {
  const known = values.of('rows', [at], () => new WeakMap<Row, PresentRow>());
  return rows.map((row) => {
    const old = known.get(row);
    const now = old ?? packedRowAt(row, at) ?? rowAt(row, at);
    if (!old) known.set(row, now);
    return now;
  });
}

/** site.yaml with templates and interface texts; nothing if it cannot be read. */
function readSettings(own: readonly SourceFile[], shipped: readonly SourceFile[], values: Values) {
  const site = parsedSite(
    own.find(({ path }) => path === 'site.yaml'),
    values,
  );
  if (!site.value) return { value: undefined, diagnostics: site.diagnostics };
  const theme = readTheme(own, shipped, site.value);
  return {
    value: { site: site.value, theme: theme.value },
    diagnostics: [...site.diagnostics, ...theme.diagnostics],
  };
}

/** Everything that reading a report depends on besides its files, independent of the present. */
function unitSettings(site: Site, { messages }: SiteTheme): UnitSettings {
  const { languages, defaultLanguage, services, limits, rulesOff } = site;
  return {
    site: { languages, defaultLanguage, services, limits, rulesOff },
    labels: proseLabels(site, messages),
  };
}

/** What is needed to plan the pages of a site. */
interface Planning extends Scanning {
  readonly site: Site;
  readonly theme: SiteTheme;
  readonly told: ToldUnits;
  readonly rows: readonly PresentRow[];
  readonly overview: SiteOverview;
  readonly present: Present;
  readonly recorded: Recorded;
  readonly own: OwnPages;
  readonly foot: Footers;
  readonly says: Says;
  readonly values: Values;
}

/** Every page of a site, with the files that it refers to. */
function planSite(planning: Planning): PagePlan {
  const { input, sorted, site, theme, told, rows, present, own: ownPages, recorded, extras, says } = planning;
  const { reportOf, pictureAt, known } = told;
  const hasSearch = extras.index !== undefined && site.outputs.includes('search');
  const own = settingsWith(sorted, site.theme.logo);
  const assets = planning.values.of('assets', [input.theme, hasSearch, ...keysOf(own)], () =>
    sharedAssets(input.theme, own.map(readFile), site, hasSearch ? searchIndexUrl : undefined),
  );
  says.say(assets.diagnostics);
  const images =
    extras.draw && site.outputs.includes('images')
      ? shareImages(
          [...statusCards(site, rows, present, theme.messages), ...articleCards(site, rows, theme.messages)],
          extras.draw,
        )
      : NO_SHARE_IMAGES;
  const planned = planPages({
    site,
    rows,
    overview: planning.overview,
    reportOf,
    pictureAt,
    messages: theme.messages,
    assets: assets.addresses,
    images,
    renderer: rendererOf(input),
    present,
    own: ownPages,
    footers: planning.foot.shown,
    ...recorded,
    at: input.options.at,
  });
  says.say(wrongAliases({ site, rows }, planned, known));
  return [
    { mayMake: below('assets/'), pages: () => assets.files.map(filePage) },
    ...planned,
    { mayMake: below('ledger', 'checkpoint'), pages: () => historyFiles(sorted) },
    { mayMake: below('assets/'), pages: () => images.pages, areDrawn: true },
  ];
}

/** The files of a site, with its history as it stood at a time, if one is given. */
function sortedBy(sorted: SortedFiles, at: Instant | undefined, { url }: Site): SortedFiles {
  return at === undefined ? sorted : { ...sorted, history: historyBy(sorted.history.map(readFile), at, url) };
}

/** The program and its ICU, as ledgers name them. */
export function rendererOf({ generator }: Pick<BuildInput, 'generator'>): string {
  return `${generator.name} ${generator.version}, ICU ${generator.icu}`;
}
