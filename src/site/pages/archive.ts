import { HARMS } from '../../model/harm.ts';
import type { Language } from '../../model/language.ts';
import type {
  ArchiveMonthPage,
  ArchivePage,
  ArchiveYearPage,
  CalendarMonth,
  MonthOfReports,
  Teaser,
  YearLink,
} from '../../model/page.ts';
import type { PageSettings } from '../page-settings.ts';
import { archiveUrl } from '../route.ts';
import { isMade } from './section.ts';
import type { Section } from './section.ts';
import { countReports, sumCounts } from '../figures/statistics.ts';

/** A year with more reports than this only lists its months. */
const LISTED_IN_A_YEAR = 100;
/** A month with more reports than this is cut into sheets. */
const LISTED_IN_A_MONTH = 100;

/** All years, each year, each month: every report is on exactly one sheet of one month. */
export function archivePages(section: Section): readonly AnyArchivePage[] {
  return isMade(section.site, 'archive') ? pagesOf(section) : [];
}

type AnyArchivePage = ArchivePage | ArchiveYearPage | ArchiveMonthPage;

function pagesOf(section: Section): readonly AnyArchivePage[] {
  const { site, teasers, language, base, title } = section;
  const years = yearLinks(site, teasers, language);
  const months = teasersByMonth(site, teasers, language).toSorted((a, b) => (a.month < b.month ? 1 : -1));
  const calendars = months.map(({ month, reports }) => calendarOf(month, reports, language));
  const calendarsOf = (year: string) => calendars.filter(({ month }) => month.startsWith(`${year}-`));
  const listedIn = ({ year, total }: YearLink) =>
    total > LISTED_IN_A_YEAR
      ? []
      : months.filter(({ month }) => month.startsWith(`${year}-`)).flatMap(({ reports }) => reports);
  const monthAt = (place: number) => months[place]?.month;
  return [
    {
      ...base((each) => archiveUrl(each), title('archive.title')),
      kind: 'archive',
      years: years.map((link) => ({
        ...link,
        counts: sumCounts(calendarsOf(link.year).map(({ counts }) => counts)),
      })),
      total: teasers.length,
    },
    ...years.map((year, place) =>
      yearPage(
        year,
        { newer: years[place - 1], older: years[place + 1] },
        { listed: listedIn(year), calendars: calendarsOf(year.year) },
        section,
      ),
    ),
    ...months.flatMap(({ month, reports }, place) =>
      monthPages(
        calendars[place] as CalendarMonth,
        reports,
        { newer: monthAt(place - 1), older: monthAt(place + 1) },
        years.find(({ year }) => month.startsWith(year)) as YearLink,
        section,
      ),
    ),
  ];
}

/** Links to the years in which reports started, newest first; none if the site has no archive. */
export function yearLinks(
  site: PageSettings,
  reports: Iterable<Pick<Teaser, 'start'>>,
  language: Language,
): readonly YearLink[] {
  if (!isMade(site, 'archive')) return [];
  const totals = new Map<string, number>();
  for (const { start } of reports) {
    const year = start.slice(0, 4);
    totals.set(year, (totals.get(year) ?? 0) + 1);
  }
  return [...totals]
    .toSorted(([a], [b]) => (a < b ? 1 : -1))
    .map(([year, total]) => ({ year, total, url: archiveUrl(language, year) }));
}

/**
 * Reports in the given order, grouped by the month they started in; a month links to its page in the archive.
 */
export function teasersByMonth(
  site: PageSettings,
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
    url: isMade(site, 'archive') ? archiveUrl(language, month) : undefined,
  }));
}

/** The ones before and after it in the archive. */
interface Around<T> {
  readonly newer: T | undefined;
  readonly older: T | undefined;
}

function yearPage(
  { year, total }: YearLink,
  { newer, older }: Around<YearLink>,
  { listed, calendars }: { readonly listed: readonly Teaser[]; readonly calendars: readonly CalendarMonth[] },
  { site, language, base, title }: Section,
): ArchiveYearPage {
  return {
    ...base((each) => archiveUrl(each, year), `${title('archive.title')} ${year}`),
    kind: 'archive-year',
    year,
    total,
    calendar: calendars.toReversed(),
    months: teasersByMonth(site, listed, language),
    newer,
    older,
  };
}

function monthPages(
  calendar: CalendarMonth,
  teasers: readonly Teaser[],
  { newer, older }: Around<string>,
  year: YearLink,
  { language, base, title, dates }: Section,
): readonly ArchiveMonthPage[] {
  const { month } = calendar;
  const count = Math.ceil(teasers.length / LISTED_IN_A_MONTH);
  const sheets = Array.from({ length: count }, (_, at) => ({
    number: at + 1,
    url: archiveUrl(language, month, at + 1),
  }));
  const link = (other: string) => ({ month: other, url: archiveUrl(language, other) });
  const name = `${title('archive.title')}, ${dates.month(month)}`;
  return sheets.map(({ number }): ArchiveMonthPage => ({
    ...base((each) => archiveUrl(each, month, number), number > 1 ? `${name} (${number}/${count})` : name),
    kind: 'archive-month',
    year,
    calendar,
    reports: teasers.slice((number - 1) * LISTED_IN_A_MONTH, number * LISTED_IN_A_MONTH),
    total: teasers.length,
    sheet: number,
    sheets,
    newer: newer === undefined ? undefined : link(newer),
    older: older === undefined ? undefined : link(older),
  }));
}

function calendarOf(month: string, reports: readonly Teaser[], language: Language): CalendarMonth {
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
        return { day, total: on.length, harm: HARMS.find((harm) => counts[harm] > 0) ?? 'uncounted' };
      }),
    length: new Date(Date.UTC(year, number, 0)).getUTCDate(),
  };
}
