import type { Instant } from '../../model/instant.ts';
import type { Count, OpenAction, Percentiles, StatisticsPage, Teaser } from '../../model/page.ts';
import type { Derived } from '../../model/report.ts';
import type { LocalRow } from '../../model/row.ts';
import { actionView, serviceName } from './article-view.ts';
import { sectionUrl, serviceUrl } from '../route.ts';
import { isMade } from './section.ts';
import type { Past, Section } from './section.ts';
import { uptimeOf } from './service.ts';
import { servicesAt } from '../figures/services.ts';
import { counts, countReports, lastMonths, percentiles, sumCounts } from '../figures/statistics.ts';

/** How many months tables and plots go back. */
const MONTHS = 12;
/** Months of the table of availability: as many as fit next to the names. */
const AVAILABILITY_MONTHS = 6;
/** How many open actions are listed; the total is shown as well. */
const LISTED_ACTIONS = 50;

const TIMES = ['detect', 'acknowledge', 'mitigate', 'resolve'] as const;

/** The page of numbers, if the site has one. */
export function statisticsPages(section: Section): StatisticsPage[] {
  if (!isMade(section.site, 'statistics')) return [];
  const { rows, teasers, language } = section;
  const figures = rows.map(({ locals, derived }, place) =>
    figuresOf(locals[language] as LocalRow, teasers[place] as Teaser, derived),
  );
  return [pageOf(figures, section)];
}

/** The parts of a report that the page uses. */
interface Figures {
  readonly month: string;
  readonly start: Instant;
  readonly isCounted: boolean;
  readonly sort: Count;
  readonly times: Pick<Derived, (typeof TIMES)[number]>;
  readonly actions: readonly Omit<OpenAction, 'isOverdue'>[];
}

function figuresOf({ actions }: LocalRow, teaser: Teaser, derived: Derived): Figures {
  const isCounted = counts(teaser);
  return {
    month: teaser.start.slice(0, 7),
    start: teaser.start,
    isCounted,
    sort: countReports([teaser]),
    times: derived,
    actions: isCounted ? openActions(actions, teaser) : [],
  };
}

function openActions(actions: LocalRow['actions'], { url, title }: Teaser): Figures['actions'] {
  return actions.map((action) => ({ action: actionView(action), report: { url, title } }));
}

function pageOf(figures: readonly Figures[], { site, language, past, base, title }: Section): StatisticsPage {
  const months = past ? lastMonths(past.asOf, MONTHS, past.first) : [];
  const actions = overdueFirst(figures, past);
  const shownMonths = months.slice(-AVAILABILITY_MONTHS).toReversed();
  return {
    ...base((each) => sectionUrl(each, 'statistics'), title('statistics.title')),
    kind: 'statistics',
    asOf: past?.given,
    reports: months.toReversed().map((month) => ({
      month,
      counts: sumCounts(figures.filter((each) => each.month === month).map(({ sort }) => sort)),
    })),
    times: TIMES.map((key) => {
      const of = (since: string): Percentiles | undefined =>
        percentiles(
          figures
            .filter(({ isCounted, start }) => isCounted && start >= since)
            .flatMap(({ times }) => times[key] ?? []),
        );
      const [recent, all] = [of(months[0] ?? ''), of('')];
      return { key, recent, all };
    }),
    months: shownMonths,
    services: past
      ? servicesAt(site.services, past.asOf).map(({ id }) => ({
          name: serviceName(id, site.services, language),
          url: isMade(site, 'services') ? serviceUrl(language, id) : undefined,
          values: shownMonths.map((month) => uptimeOf(month, past, id)),
        }))
      : [],
    actions: actions.slice(0, LISTED_ACTIONS),
    openActions: actions.length,
  };
}

/** Open actions by due date; those without a date come last, in the order of the reports. */
function overdueFirst(figures: readonly Figures[], past: Past | undefined): OpenAction[] {
  const today = past?.asOf.slice(0, 10) ?? '';
  return figures
    .flatMap(({ actions }) =>
      actions.map((each): OpenAction => {
        const { due } = each.action;
        return { ...each, isOverdue: due !== undefined && due < today };
      }),
    )
    .toSorted((a, b) => compareDates(a.action.due, b.action.due));
}

function compareDates(a = '9999', b = '9999'): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
