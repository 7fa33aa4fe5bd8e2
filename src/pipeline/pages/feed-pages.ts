import type { Language } from '../../model/language.ts';
import type { OutputFile } from '../../model/file.ts';
import type { Report } from '../../model/report.ts';
import type { PublicationRow, PresentRow } from '../../model/row.ts';
import type { PageSettings } from '../../site/page-settings.ts';
import { atomArchive, atomFeed } from '../../render/machines/atom.ts';
import { icalendar } from '../../render/machines/calendar.ts';
import { archivesOf, entryOf, FEED_ENTRIES, feedOf } from '../../render/machines/feed.ts';
import type { FeedSheet } from '../../render/machines/feed.ts';
import { jsonFeed } from '../../render/machines/json-feed.ts';
import { rssFeed } from '../../render/machines/rss.ts';
import { calendarUrl, feedArchiveUrl, feedHome, feedUrl } from '../../site/route.ts';
import { calendarEvents } from '../../site/machines/calendar-events.ts';
import type { CalendarEvent } from '../../site/machines/calendar-events.ts';
import { NO_LINES } from '../../site/ledger-lines.ts';
import type { LedgerLines } from '../../site/ledger-lines.ts';
import { inOrderOfFeeds, publicationsOfReport } from '../../site/publications.ts';
import { descriptionIn, siteName } from '../../site/site-texts.ts';
import { isMade } from '../../site/pages/section.ts';
import { absoluteUrl, fixedPath, outputPath } from '../../site/route.ts';
import { page } from '../remember/pages.ts';
import type { Made, Page } from '../remember/pages.ts';
import type { Named } from '../remember/named.ts';
import type { CommonInputs, LinesOf, Texts } from './common.ts';

/** What is needed to plan feeds and calendars. */
export interface FeedsPlan {
  readonly common: CommonInputs;
  readonly settings: PageSettings;
  readonly rows: readonly PresentRow[];
  readonly reportOf: (reference: string) => Named<Report>;
  readonly linesOf: LinesOf;
  /** The newest checkpoint, which only current feeds carry, not archives. */
  readonly checkpoint: string | undefined;
}

/**
 * The calendar and the feeds of a language, each in three formats. Services have feeds if they have pages,
 * and feeds have archives if there is an archive of reports.
 */
export function feedPages(plan: FeedsPlan, language: Language): Page[] {
  const publications = inOrderOfFeeds(plan.rows, language);
  // Entries are in the language of their texts, which may be the original's.
  const spoken = plan.rows.flatMap((row) => [...row.existing, row.original.language]);
  const texts = plan.common.textsOf([language, ...spoken]);
  const services = isMade(plan.settings, 'services') ? plan.settings.services : [];
  return [
    calendarPage(plan, language),
    ...pagesOf({ ...plan, texts }, language, publications, undefined),
    ...services.flatMap(({ id }) =>
      pagesOf(
        { ...plan, texts },
        language,
        publications.filter((each) => each.services.includes(id)),
        id,
      ),
    ),
  ];
}

interface CalendarInputs {
  readonly site: PageSettings;
  readonly texts: Texts;
  readonly language: Language;
  readonly events: readonly CalendarEvent[];
}

function calendarPage({ common, settings, rows }: FeedsPlan, language: Language): Page {
  return page<CalendarInputs>({
    name: outputPath(calendarUrl(language)),
    inputs: {
      site: common.site,
      texts: common.textsOf([language]),
      language,
      events: calendarEvents(settings, rows, language),
    },
    make: makeCalendar,
  });
}

function makeCalendar({ site, texts, language, events }: CalendarInputs): Made {
  const url = calendarUrl(language);
  const calendar = {
    name: siteName(site, language).value,
    description: descriptionIn(site, language, site.defaultLanguage)?.value,
    language,
    url: absoluteUrl(site, url),
    events,
  };
  const body = icalendar(calendar, (key, args) => texts.t(language, key, args));
  return { files: [{ path: outputPath(url), body }], diagnostics: [] };
}

interface FeedInputs extends ToldReports {
  readonly site: PageSettings;
  readonly texts: Texts;
  readonly language: Language;
  readonly service: string | undefined;
  /** The sheet itself; undefined for the current feed. */
  readonly sheet: FeedSheet | undefined;
  /** The sheet with the next older entries. */
  readonly before: FeedSheet | undefined;
  /** Oldest first. */
  readonly publications: readonly PublicationRow[];
  readonly checkpoint: string | undefined;
}

function pagesOf(
  plan: Omit<FeedsPlan, 'rows'> & { readonly texts: Named<Texts> },
  language: Language,
  all: readonly PublicationRow[],
  service: string | undefined,
): Page[] {
  const { common, settings, texts } = plan;
  const archives = isMade(settings, 'archive') ? archivesOf(all) : [];
  const one = (publications: readonly PublicationRow[], at: number | undefined): Page => {
    const sheet = at === undefined ? undefined : archives[at];
    const before = at === undefined ? archives.at(-1) : archives[at - 1];
    return page<FeedInputs>({
      name: outputPath(
        sheet
          ? feedArchiveUrl(language, sheet.year, sheet.sheet, service)
          : feedUrl(language, 'atom', service),
      ),
      beside: sheet ? undefined : `${feedHome(language, service).slice(1)}feed.`,
      inputs: {
        site: common.site,
        texts,
        language,
        service,
        sheet: sheet && nameOf(sheet),
        before: before && nameOf(before),
        publications,
        ...reportsIn(publications, plan),
        checkpoint: sheet ? undefined : plan.checkpoint,
      },
      make: makeFeed,
    });
  };
  const newest = all.filter(({ isNewest }) => isNewest).slice(-FEED_ENTRIES);
  return [one(newest, undefined), ...archives.map(({ publications }, at) => one(publications, at))];
}

/** The reports that a feed's items are about, from which its entries are made. */
export interface ToldReports {
  /** In no order, each once. */
  readonly reports: readonly Report[];
  /** Of each of these reports, in the same order. */
  readonly lines: readonly LedgerLines[];
}

/** The reports that some items of a feed are about. */
export function reportsIn(
  items: readonly { readonly reference: string }[],
  { reportOf, linesOf }: Pick<FeedsPlan, 'reportOf' | 'linesOf'>,
) {
  const references = [...new Set(items.map(({ reference }) => reference))];
  return { reports: references.map(reportOf), lines: references.map(linesOf) };
}

/** These reports by their references. */
export function byReference({ reports, lines }: ToldReports) {
  return new Map(reports.map((report, at) => [report.reference, { report, lines: lines[at] ?? NO_LINES }]));
}

/**
 * The newest feed at the two addresses that pages of the Statuspage kind have, for existing subscribers.
 */
export function oldFeedPage(plan: FeedsPlan): Page {
  const { common, settings, rows, checkpoint } = plan;
  const language = settings.defaultLanguage;
  const all = inOrderOfFeeds(rows, language);
  const newest = all.filter(({ isNewest }) => isNewest).slice(-FEED_ENTRIES);
  return page<FeedInputs>({
    name: 'history.atom',
    beside: 'history.',
    inputs: {
      site: common.site,
      texts: common.textsOf([language, ...rows.flatMap((row) => [...row.existing, row.original.language])]),
      language,
      service: undefined,
      sheet: undefined,
      before: undefined,
      publications: newest,
      ...reportsIn(newest, plan),
      checkpoint,
    },
    make: makeOldFeed,
  });
}

function makeOldFeed(inputs: FeedInputs): Made {
  const { files, diagnostics } = makeFeed(inputs);
  const old = files.flatMap(({ path, body }) => {
    const format = /feed\.(atom|rss)$/.exec(path)?.[1];
    return format === undefined ? [] : [{ path: fixedPath(`history.${format}`), body }];
  });
  return { files: old, diagnostics };
}

function nameOf({ year, sheet }: FeedSheet): FeedSheet {
  return { year, sheet };
}

function makeFeed(inputs: FeedInputs): Made {
  const { site, texts, language, service, sheet, before, publications } = inputs;
  const subject = { site, language, service };
  const told = byReference(inputs);
  const entries = publications.flatMap(({ reference, number }) => {
    const { report, lines = NO_LINES } = told.get(reference) ?? {};
    const own = report && publicationsOfReport(report, language).find((each) => each.number === number);
    return own ? [entryOf(own, subject, lines, texts)] : [];
  });
  const feed = feedOf(subject, entries, before, inputs.checkpoint);
  const files: OutputFile[] = sheet
    ? [archiveFile(feedArchiveUrl(language, sheet.year, sheet.sheet, service))]
    : [
        { path: outputPath(feedUrl(language, 'atom', service)), body: atomFeed(feed) },
        { path: outputPath(feedUrl(language, 'rss', service)), body: rssFeed(feed) },
        { path: outputPath(feedUrl(language, 'json', service)), body: jsonFeed(feed) },
      ];
  return { files, diagnostics: [] };

  function archiveFile(url: Parameters<typeof outputPath>[0]): OutputFile {
    return { path: outputPath(url), body: atomArchive(feed, absoluteUrl(site, url)) };
  }
}
