import type { Language } from '../model/language.ts';
import type { Availability, DayHistory, ServicePage, ServiceView } from '../model/page.ts';
import { secondsOf } from '../model/instant.ts';
import type { Instant } from '../model/instant.ts';
import type { Report } from '../model/report.ts';
import type { Service, Site } from '../model/site.ts';
import { yearLinks } from './archive.ts';
import { serviceName } from './article-view.ts';
import { feedLinks } from './feed-links.ts';
import { serviceUrl } from './route.ts';
import { isMade } from './section.ts';
import type { Past, Section } from './section.ts';
import { serviceState } from './services.ts';
import type { Period } from './statistics.ts';
import { availability, DAY, dayStates, lastMonths, periodOf } from './statistics.ts';

/** Days of the bar beside each service. */
const BAR_DAYS = 90;
/** Months of the table of a service. */
const MONTHS = 12;
/** Closed reports a service page lists; the archive has the others. */
const LISTED = 40;

/** Of a site that has just begun, an hour would be the better part of the record. */
const SHORTEST_RECORD = 7 * DAY;

/** One page for each service of site.yaml. */
export function servicePages(section: Section): ServicePage[] {
  const { site, past, base, reports, teasers, language } = section;
  if (!isMade(site, 'services')) return [];
  return site.services.map((service): ServicePage => {
    const own = teasers.filter(({ services }) => services.some(({ id }) => id === service.id));
    const closed = own.filter(({ end }) => end !== undefined);
    const conditions = past?.conditions.get(service.id);
    return {
      ...base((each) => serviceUrl(each, service.id), serviceName(service.id, site.services, language)),
      kind: 'service',
      service: serviceView(service, site, reports, past, language),
      own: feedLinks(site, language, service.id),
      ...(past && { asOf: past.asOf }),
      uptime:
        past && conditions
          ? lastMonths(past.asOf, MONTHS, past.first)
              .toReversed()
              .map((month) => uptimeOf(month, past, service.id))
          : [],
      open: own.filter(({ end }) => end === undefined),
      reports: closed.slice(0, LISTED),
      total: own.length,
      years: closed.length > LISTED ? yearLinks(site, own, language) : [],
    };
  });
}

/** A service as the index and its own page show it. */
export function serviceView(
  service: Service,
  site: Site,
  reports: readonly Report[],
  past: Past | undefined,
  language: Language,
): ServiceView {
  return {
    id: service.id,
    name: serviceName(service.id, site.services, language),
    state: past ? serviceState(service, reports, past.asOf) : (service.state ?? 'operational'),
    ...(service.description !== undefined && { description: service.description }),
    ...(isMade(site, 'services') && { url: serviceUrl(language, service.id) }),
    ...(past && { history: dayHistory(service.id, past) }),
  };
}

/** The availability of a service in a month, as far as the time since the first report reaches into it. */
export function uptimeOf(month: string, past: Past, id: string): ServicePage['uptime'][number] {
  const value = knownAvailability(id, past, periodOf(month, past.asOf));
  return { month, ...(value && { availability: value }) };
}

/** Counts from the first report on; undefined until there is a record worth a share. */
function knownAvailability(id: string, past: Past, period: Period): Availability | undefined {
  const conditions = past.conditions.get(id);
  const first = secondsOf(past.first);
  if (!conditions || period.to - first < SHORTEST_RECORD) return undefined;
  return availability(conditions, { ...period, from: Math.max(period.from, first) });
}

function dayHistory(id: string, past: Past): DayHistory {
  const { asOf, first, conditions } = past;
  const today = startOfDay(asOf);
  const begin = today - (BAR_DAYS - 1) * DAY;
  const known = Math.min(BAR_DAYS, Math.floor((today - startOfDay(first)) / DAY) + 1);
  const own = conditions.get(id);
  const value = knownAvailability(id, past, { from: begin, to: secondsOf(asOf) });
  return {
    days: BAR_DAYS,
    known,
    troubled: own ? dayStates(own, begin, BAR_DAYS) : [],
    ...(value && { availability: value }),
  };
}

function startOfDay(instant: Instant): number {
  return Math.floor(secondsOf(instant) / DAY) * DAY;
}
