import type { Percentiles, OpenAction, StatisticsPage } from '../model/page.ts';
import { serviceName, textOf } from './article-view.ts';
import { sectionUrl, serviceUrl } from './route.ts';
import { isMade } from './section.ts';
import type { Section } from './section.ts';
import { uptimeOf } from './service-pages.ts';
import { counts, countReports, lastMonths, percentiles } from './statistics.ts';

/** Months that tables and plots reach back. */
const MONTHS = 12;
/** Months of the table of availability: as many as fit beside the names. */
const AVAILABILITY_MONTHS = 6;
/** Open actions that are listed; the number of all of them is given. */
const LISTED_ACTIONS = 50;

const TIMES = ['detect', 'acknowledge', 'mitigate', 'resolve'] as const;

/** The page of numbers, if the site has one. */
export function statisticsPages(section: Section): StatisticsPage[] {
  const { site, language, base, title, past, reports } = section;
  if (!isMade(site, 'statistics')) return [];
  const months = past ? lastMonths(past.asOf, MONTHS, past.first) : [];
  const actions = openActions(section);
  const shownMonths = months.slice(-AVAILABILITY_MONTHS);
  return [
    {
      ...base((each) => sectionUrl(each, 'statistics'), title('statistics.title')),
      kind: 'statistics',
      ...(past && { asOf: past.asOf }),
      reports: months.toReversed().map((month) => ({
        month,
        counts: countReports(reports.filter(({ derived }) => derived.start.startsWith(month))),
      })),
      times: TIMES.map((key) => {
        const of = (since: string): Percentiles | undefined =>
          percentiles(
            reports
              .filter((report) => counts(report) && report.derived.start >= since)
              .flatMap(({ derived }) => derived[key] ?? []),
          );
        const [recent, all] = [of(months[0] ?? ''), of('')];
        return { key, ...(recent && { recent }), ...(all && { all }) };
      }),
      months: shownMonths,
      services: past
        ? site.services.map(({ id }) => ({
            name: serviceName(id, site.services, language),
            ...(isMade(site, 'services') && { url: serviceUrl(language, id) }),
            values: shownMonths.map((month) => uptimeOf(month, past, id)),
          }))
        : [],
      actions: actions.slice(0, LISTED_ACTIONS),
      openActions: actions.length,
    },
  ];
}

/** What is not done, by the date it is due; what has no date last, in the order of the reports. */
function openActions({ locals, teasers, past }: Section): OpenAction[] {
  const today = past?.asOf.slice(0, 10) ?? '';
  return locals
    .flatMap((local, index): OpenAction[] => {
      const teaser = teasers[index];
      if (!teaser || !counts(local.report)) return [];
      return local.actions
        .filter(({ done }) => done === undefined)
        .map(({ language, text, ...rest }) => ({
          action: { ...rest, text: textOf({ value: text, language }) },
          report: { url: teaser.url, title: teaser.title },
          isOverdue: rest.due !== undefined && rest.due < today,
        }));
    })
    .toSorted((a, b) => compareDates(a.action.due, b.action.due));
}

function compareDates(a = '9999', b = '9999'): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
