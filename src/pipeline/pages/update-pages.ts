import type { Language } from '../../model/language.ts';
import type { Report } from '../../model/report.ts';
import type { PresentRow, UpdateRow } from '../../model/row.ts';
import { atomFeed } from '../../render/machines/atom.ts';
import { FEED_ENTRIES } from '../../render/machines/feed.ts';
import { rssFeed } from '../../render/machines/rss.ts';
import { updateEntries } from '../../render/machines/update-entry.ts';
import { updatesFeed } from '../../render/machines/updates-feed.ts';
import { servicesOf } from '../../site/figures/services.ts';
import type { LedgerLines } from '../../site/ledger-lines.ts';
import { isToldIn, newestUpdates, updatesOf } from '../../site/machines/updates.ts';
import type { UpdateOfReport } from '../../site/machines/updates.ts';
import type { PageSettings } from '../../site/page-settings.ts';
import { isMade } from '../../site/pages/section.ts';
import { outputPath, reportUpdatesUrl, updatesUrl } from '../../site/route.ts';
import { page } from '../remember/pages.ts';
import type { Made, Page } from '../remember/pages.ts';
import type { Texts } from './common.ts';
import { byReference, reportsIn } from './feed-pages.ts';
import type { FeedsPlan, ToldReports } from './feed-pages.ts';

/** The feeds with an item for each update, for a language and for each service in it. */
export function updatePages(plan: FeedsPlan, language: Language): Page[] {
  const { settings, rows } = plan;
  const services = isMade(settings, 'services') ? settings.services : [];
  const rowsOf = services.length === 0 ? new Map<string, PresentRow[]>() : rowsByService(rows);
  return [
    updatesPage(plan, language, rows, undefined),
    ...services.map(({ id }) => updatesPage(plan, language, rowsOf.get(id) ?? [], id)),
  ];
}

function rowsByService(rows: readonly PresentRow[]): ReadonlyMap<string, PresentRow[]> {
  const found = new Map<string, PresentRow[]>();
  for (const row of rows) {
    for (const id of servicesOf(row.original)) {
      const own = found.get(id);
      if (own) own.push(row);
      else found.set(id, [row]);
    }
  }
  return found;
}

interface UpdatesInputs extends ToldReports {
  readonly site: PageSettings;
  readonly texts: Texts;
  readonly language: Language;
  readonly service: string | undefined;
  /** Newest first. */
  readonly updates: readonly UpdateOfReport[];
  readonly checkpoint: string | undefined;
}

function updatesPage(
  plan: FeedsPlan,
  language: Language,
  rows: readonly PresentRow[],
  service: string | undefined,
): Page {
  const updates = newestUpdates(rows, language, FEED_ENTRIES);
  const told = new Set<string>(updates.map(({ reference }) => reference));
  // Items are in the language of their texts, which may be the original's.
  const spoken = rows
    .filter(({ reference }) => told.has(reference))
    .flatMap(({ locals, original }) => locals[language]?.textLanguage ?? original.language);
  return page<UpdatesInputs>({
    name: outputPath(updatesUrl(language, 'atom', service)),
    beside: outputPath(updatesUrl(language, 'rss', service)),
    inputs: {
      site: plan.common.site,
      texts: plan.common.textsOf([language, ...spoken]),
      language,
      service,
      updates,
      ...reportsIn(updates, plan),
      checkpoint: plan.checkpoint,
    },
    make: makeUpdates,
  });
}

function makeUpdates(inputs: UpdatesInputs): Made {
  const { site, texts, language, service, updates, checkpoint } = inputs;
  const makers = new Map(
    [...byReference(inputs)].map(
      ([reference, own]) => [reference, updateEntries(own, { site, language }, texts)] as const,
    ),
  );
  const entries = updates.flatMap(({ reference, ...update }) => makers.get(reference)?.(update) ?? []);
  const feed = updatesFeed({ site, language, service, report: undefined }, entries, checkpoint, texts);
  return {
    files: [
      { path: outputPath(updatesUrl(language, 'atom', service)), body: atomFeed(feed) },
      { path: outputPath(updatesUrl(language, 'rss', service)), body: rssFeed(feed) },
    ],
    diagnostics: [],
  };
}

interface ReportUpdatesInputs {
  readonly site: PageSettings;
  readonly texts: Texts;
  readonly language: Language;
  readonly report: Report;
  readonly lines: LedgerLines;
}

/** A feed for each report in each language that it has a text in, with all its updates. */
export function* reportUpdatePages(plan: FeedsPlan, language: Language, only?: string): Generator<Page> {
  const { common, rows, reportOf, linesOf } = plan;
  const texts = common.textsOf([language]);
  for (const row of rows) {
    const { reference, existing, updates } = row;
    if ((only !== undefined && reference !== only) || updates.length === 0 || !existing.includes(language))
      continue;
    const [report, lines] = [reportOf(reference), linesOf(reference)];
    yield page<ReportUpdatesInputs>({
      name: outputPath(reportUpdatesUrl(language, reference)),
      from: [common.site.key, texts.key, report.key, lines.key].join(' '),
      inputs: { site: common.site, texts, language, report, lines },
      make: makeReportUpdates,
    });
  }
}

function makeReportUpdates({ site, texts, language, report, lines }: ReportUpdatesInputs): Made {
  const updates: readonly UpdateRow[] = updatesOf(report).filter(isToldIn(language));
  const entries = updates.map(updateEntries({ report, lines }, { site, language }, texts));
  const feed = updatesFeed({ site, language, service: undefined, report }, entries, undefined, texts);
  const path = outputPath(reportUpdatesUrl(language, report.reference));
  return { files: [{ path, body: atomFeed(feed) }], diagnostics: [] };
}
