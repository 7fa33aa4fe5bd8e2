import { formatMonth } from '../languages/format.ts';
import type { Language } from '../model/language.ts';
import type {
  ArchiveMonthPage,
  ArchivePage,
  ArchiveYearPage,
  CalendarMonth,
  Count,
  MonthOfReports,
  Teaser,
  YearLink,
} from '../model/page.ts';
import type { Report } from '../model/report.ts';
import type { Site } from '../model/site.ts';
import { archiveUrl } from './route.ts';
import { isMade } from './section.ts';
import type { Section } from './section.ts';
import { countReports } from './statistics.ts';

/** A year with more reports than this lists its months only. */
const LISTED_IN_A_YEAR = 100;
/** A month with more reports than this is cut into sheets. */
const LISTED_IN_A_MONTH = 100;

/** All years, each year, each month: every report is on exactly one sheet of one month. */
export function archivePages(section: Section): (ArchivePage | ArchiveYearPage | ArchiveMonthPage)[] {
  const { site, language, base, title } = section;
  if (!isMade(site, 'archive')) return [];
  const months = groupByMonth(section);
  const years = yearLinks(site, section.teasers, language);
  return [
    {
      ...base((each) => archiveUrl(each), title('archive.title')),
      kind: 'archive',
      years: years.map((link) => ({
        ...link,
        counts: countReports(months.filter(isOf(link.year)).flatMap(({ reports }) => reports)),
      })),
      total: section.reports.length,
    },
    ...years.map((link, index) => yearPage(section, months.filter(isOf(link.year)), years, index)),
    ...months.flatMap((month, index) => monthPages(section, month, months, index, years)),
  ];
}

/** Links to the years in which reports started, newest first; none where the site has no archive. */
export function yearLinks(site: Site, teasers: readonly Teaser[], language: Language): YearLink[] {
  if (!isMade(site, 'archive')) return [];
  const totals = new Map<string, number>();
  for (const { start } of teasers) {
    const year = start.slice(0, 4);
    totals.set(year, (totals.get(year) ?? 0) + 1);
  }
  return [...totals]
    .toSorted(([a], [b]) => (a < b ? 1 : -1))
    .map(([year, total]) => ({ year, total, url: archiveUrl(language, year) }));
}

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

/** A month with all its reports, newest first. */
interface Month {
  readonly month: string;
  readonly reports: readonly Report[];
  readonly teasers: readonly Teaser[];
}

function groupByMonth({ site, reports, teasers, language }: Section): Month[] {
  const byReference = new Map(reports.map((report) => [report.reference, report]));
  return teasersByMonth(site, teasers, language)
    .toSorted((a, b) => (a.month < b.month ? 1 : -1))
    .map((each) => ({
      month: each.month,
      teasers: each.reports,
      reports: each.reports.flatMap(({ reference }) => byReference.get(reference) ?? []),
    }));
}

function isOf(year: string): (month: { readonly month: string }) => boolean {
  return ({ month }) => month.startsWith(`${year}-`);
}

function yearPage(
  { site, language, base, title }: Section,
  months: readonly Month[],
  years: readonly YearLink[],
  index: number,
): ArchiveYearPage {
  const [newer, link, older] = [years[index - 1], years[index], years[index + 1]];
  const { year = '', total = 0 } = link ?? {};
  const listed = total > LISTED_IN_A_YEAR ? [] : months.flatMap(({ teasers }) => teasers);
  return {
    ...base((each) => archiveUrl(each, year), `${title('archive.title')} ${year}`),
    kind: 'archive-year',
    year,
    total,
    calendar: months.map((month) => calendarMonth(month, language)).toReversed(),
    months: teasersByMonth(site, listed, language),
    ...(newer && { newer }),
    ...(older && { older }),
  };
}

function monthPages(
  { language, base, title }: Section,
  month: Month,
  months: readonly Month[],
  index: number,
  years: readonly YearLink[],
): ArchiveMonthPage[] {
  const year = years.find((link) => month.month.startsWith(link.year));
  if (!year) return [];
  const count = Math.ceil(month.teasers.length / LISTED_IN_A_MONTH);
  const sheets = Array.from({ length: count }, (_, at) => ({
    number: at + 1,
    url: archiveUrl(language, month.month, at + 1),
  }));
  const link = (other: Month | undefined) =>
    other && { month: other.month, url: archiveUrl(language, other.month) };
  const [newer, older] = [link(months[index - 1]), link(months[index + 1])];
  const name = `${title('archive.title')}, ${formatMonth(month.month, language)}`;
  return sheets.map(({ number }): ArchiveMonthPage => ({
    ...base(
      (each) => archiveUrl(each, month.month, number),
      number > 1 ? `${name} (${number}/${count})` : name,
    ),
    kind: 'archive-month',
    year,
    calendar: calendarMonth(month, language),
    reports: month.teasers.slice((number - 1) * LISTED_IN_A_MONTH, number * LISTED_IN_A_MONTH),
    total: month.teasers.length,
    sheet: number,
    sheets,
    ...(newer && { newer }),
    ...(older && { older }),
  }));
}

/** What weighs most first. */
const SORTS: readonly (keyof Count)[] = ['critical', 'major', 'minor', 'maintenance', 'other'];

function calendarMonth({ month, reports, teasers }: Month, language: Language): CalendarMonth {
  const days = new Map<number, Report[]>();
  for (const report of reports) {
    const day = Number(report.derived.start.slice(8, 10));
    days.set(day, [...(days.get(day) ?? []), report]);
  }
  const [year = 0, number = 0] = month.split('-').map(Number);
  return {
    month,
    url: archiveUrl(language, month),
    total: teasers.length,
    counts: countReports(reports),
    days: [...days]
      .toSorted(([a], [b]) => a - b)
      .map(([day, on]) => {
        const counts = countReports(on);
        return { day, total: on.length, sort: SORTS.find((sort) => counts[sort] > 0) ?? 'uncounted' };
      }),
    length: new Date(Date.UTC(year, number, 0)).getUTCDate(),
  };
}
