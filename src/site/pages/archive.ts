import { formatMonth } from '../../languages/format.ts';
import type { Language } from '../../model/language.ts';
import type {
  ArchiveMonthPage,
  ArchivePage,
  ArchiveYearPage,
  CalendarMonth,
  Count,
  MonthOfReports,
  Teaser,
  YearLink,
} from '../../model/page.ts';
import { recall } from '../../model/recall.ts';
import { joined, recallRows } from '../../model/recall-rows.ts';
import type { Site } from '../../model/site.ts';
import { archiveUrl } from '../route.ts';
import { isMade } from './section.ts';
import type { Section } from './section.ts';
import { countReports, sumCounts } from '../figures/statistics.ts';

/** A year with more reports than this lists its months only. */
const LISTED_IN_A_YEAR = 100;
/** A month with more reports than this is cut into sheets. */
const LISTED_IN_A_MONTH = 100;

/** All years, each year, each month: every report is on exactly one sheet of one month. */
export function archivePages(section: Section): readonly AnyArchivePage[] {
  const { site, surroundings, teasers, language } = section;
  // A row of its own, which is made again only if a line of the archive has changed.
  return isMade(site, 'archive') ? joined(pagesOfEach([surroundings, language], [[teasers]], section)) : [];
}

type AnyArchivePage = ArchivePage | ArchiveYearPage | ArchiveMonthPage;

const pagesOfEach = recallRows(
  (_shared: readonly [object, Language], _row: readonly [readonly Teaser[]], section: Section) =>
    pagesOf(section),
);

function pagesOf(section: Section): readonly AnyArchivePage[] {
  const { site, surroundings, teasers, language, base, title } = section;
  const years = yearLinks(site, teasers, language);
  const months = teasersByMonth(site, teasers, language).toSorted((a, b) => (a.month < b.month ? 1 : -1));
  const names = months.map(({ month }) => month);
  const reports = months.map((month) => month.reports);
  const calendars = calendarEach([language], [names, reports]);
  const ofYear = (year: string) => [...names.keys()].filter((at) => names[at]?.startsWith(`${year}-`));
  const calendarsOfYears = years.map(({ year }) => ofYear(year).map((at) => calendars[at] as CalendarMonth));
  const listed = years.map(({ year, total }) =>
    total > LISTED_IN_A_YEAR ? [] : joined(ofYear(year).map((at) => reports[at] ?? [])),
  );
  const yearsOfMonths = names.map((name) => years.find(({ year }) => name.startsWith(year)) as YearLink);
  return [
    {
      ...base((each) => archiveUrl(each), title('archive.title')),
      kind: 'archive',
      years: years.map((link, index) => ({
        ...link,
        counts: sumCounts((calendarsOfYears[index] ?? []).map(({ counts }) => counts)),
      })),
      total: teasers.length,
    },
    ...yearPageEach(
      [surroundings, language],
      [years, [undefined, ...years], years.slice(1), listed, calendarsOfYears],
      section,
    ),
    ...joined(
      monthPagesEach(
        [surroundings, language],
        [calendars, reports, [undefined, ...names], names.slice(1), yearsOfMonths],
        section,
      ),
    ),
  ];
}

/**
 * Links to the years in which reports started, newest first; none where the site has no archive. `service`
 * tells the reports of one service from all.
 */
export function yearLinks(
  site: Site,
  teasers: readonly Teaser[],
  language: Language,
  service = '',
): readonly YearLink[] {
  if (!isMade(site, 'archive')) return [];
  const totals = totalsOfYears(teasers);
  const years = [...totals.keys()].toSorted().toReversed();
  return yearLinkEach([language, service], [years, years.map((year) => totals.get(year) ?? 0)]);
}

const totalsOfYears = recall((teasers: readonly Teaser[]): ReadonlyMap<string, number> => {
  const totals = new Map<string, number>();
  for (const { start } of teasers) {
    const year = start.slice(0, 4);
    totals.set(year, (totals.get(year) ?? 0) + 1);
  }
  return totals;
});

const yearLinkEach = recallRows(
  ([language]: readonly [Language, service: string], [year, total]: readonly [string, number]): YearLink => ({
    year,
    total,
    url: archiveUrl(language, year),
  }),
);

/** Reports as they come, by the month they started in; a month links to its page in the archive. */
export function teasersByMonth(
  site: Site,
  teasers: readonly Teaser[],
  language: Language,
): readonly MonthOfReports[] {
  const months = new Map<string, Teaser[]>();
  for (const teaser of teasers) {
    const month = teaser.start.slice(0, 7);
    const reports = months.get(month);
    if (reports) reports.push(teaser);
    else months.set(month, [teaser]);
  }
  return [...months].map(([month, reports]) => ({
    month,
    reports,
    ...(isMade(site, 'archive') && { url: archiveUrl(language, month) }),
  }));
}

const yearPageEach = recallRows(
  (
    [, language]: readonly [object, Language],
    [{ year, total }, newer, older, listed, calendars]: readonly [
      YearLink,
      YearLink | undefined,
      YearLink | undefined,
      readonly Teaser[],
      readonly CalendarMonth[],
    ],
    { site, base, title }: Section,
  ): ArchiveYearPage => ({
    ...base((each) => archiveUrl(each, year), `${title('archive.title')} ${year}`),
    kind: 'archive-year',
    year,
    total,
    calendar: calendars.toReversed(),
    months: teasersByMonth(site, listed, language),
    ...(newer && { newer }),
    ...(older && { older }),
  }),
);

const monthPagesEach = recallRows(
  (
    [, language]: readonly [object, Language],
    [calendar, teasers, newer, older, year]: readonly [
      CalendarMonth,
      readonly Teaser[],
      string | undefined,
      string | undefined,
      YearLink,
    ],
    { base, title }: Section,
  ): readonly ArchiveMonthPage[] => {
    const { month } = calendar;
    const count = Math.ceil(teasers.length / LISTED_IN_A_MONTH);
    const sheets = Array.from({ length: count }, (_, at) => ({
      number: at + 1,
      url: archiveUrl(language, month, at + 1),
    }));
    const link = (other: string) => ({ month: other, url: archiveUrl(language, other) });
    const name = `${title('archive.title')}, ${formatMonth(month, language)}`;
    return sheets.map(({ number }): ArchiveMonthPage => ({
      ...base((each) => archiveUrl(each, month, number), number > 1 ? `${name} (${number}/${count})` : name),
      kind: 'archive-month',
      year,
      calendar,
      reports: teasers.slice((number - 1) * LISTED_IN_A_MONTH, number * LISTED_IN_A_MONTH),
      total: teasers.length,
      sheet: number,
      sheets,
      ...(newer !== undefined && { newer: link(newer) }),
      ...(older !== undefined && { older: link(older) }),
    }));
  },
);

/** What weighs most first. */
const SORTS: readonly (keyof Count)[] = ['critical', 'major', 'minor', 'maintenance', 'other'];

const calendarEach = recallRows(
  (
    [language]: readonly [Language],
    [month, reports]: readonly [string, readonly Teaser[]],
  ): CalendarMonth => {
    const days = new Map<number, Teaser[]>();
    for (const report of reports) {
      const day = Number(report.start.slice(8, 10));
      days.set(day, [...(days.get(day) ?? []), report]);
    }
    const [year = 0, number = 0] = month.split('-').map(Number);
    return {
      month,
      url: archiveUrl(language, month),
      total: reports.length,
      counts: countReports(reports),
      days: [...days]
        .toSorted(([a], [b]) => a - b)
        .map(([day, on]) => {
          const counts = countReports(on);
          return { day, total: on.length, sort: SORTS.find((sort) => counts[sort] > 0) ?? 'uncounted' };
        }),
      length: new Date(Date.UTC(year, number, 0)).getUTCDate(),
    };
  },
);
