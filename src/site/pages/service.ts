import type { Availability, DayHistory, ServicePage, ServiceView, Teaser } from '../../model/page.ts';
import { secondsOf } from '../../model/instant.ts';
import type { Instant } from '../../model/instant.ts';
import type { Reference } from '../../model/reference.ts';
import type { Service } from '../../source/site-schema.ts';
import type { Conditions } from '../figures/conditions.ts';
import { yearLinks } from './archive.ts';
import { serviceName, textOf } from './article-view.ts';
import { feedLinks } from '../machines/feed-links.ts';
import { descriptionIn } from '../site-texts.ts';
import { serviceUrl } from '../route.ts';
import { gravestFirst } from './gravest-first.ts';
import { isMade } from './section.ts';
import type { Past, Section } from './section.ts';
import { dayStates, spellsOf } from '../figures/days.ts';
import { serviceState } from '../figures/services.ts';
import type { Period } from '../figures/statistics.ts';
import { availability, DAY, lastMonths, periodOf } from '../figures/statistics.ts';

/** Days of the bar next to each service. */
const BAR_DAYS = 90;
/** Months of the table of a service. */
const MONTHS = 12;
/** Closed reports a service page lists; the archive has the others. */
const LISTED = 40;

/** Reports named for one day; where a day has more, it says how many. */
const NAMED_A_DAY = 4;

/** In a very new site, one hour would be most of the record. */
const SHORTEST_RECORD = 7 * DAY;

/** One page for each service of site.yaml. */
export function servicePages(section: Section): ServicePage[] {
  const { site } = section;
  if (!isMade(site, 'services')) return [];
  const { teasers } = section;
  const byService = teasersByService(teasers);
  const byReference = new Map(teasers.map((teaser) => [teaser.reference, teaser]));
  const listed = { ...section, teaserOf: (reference: Reference) => byReference.get(reference) };
  return site.services.map((service) => pageOf(service, byService.get(service.id) ?? [], listed));
}

function teasersByService(teasers: readonly Teaser[]): ReadonlyMap<string, readonly Teaser[]> {
  const groups = new Map<string, Teaser[]>();
  for (const teaser of teasers) {
    for (const id of new Set(teaser.services.map((service) => service.id))) {
      const group = groups.get(id);
      if (group) group.push(teaser);
      else groups.set(id, [teaser]);
    }
  }
  return groups;
}

function pageOf(service: Service, own: readonly Teaser[], section: Section & Listed): ServicePage {
  const { site, language, past, base, title } = section;
  const closed = own.filter(({ end }) => end !== undefined);
  const conditions = past?.conditions.get(service.id);
  return {
    ...base((each) => serviceUrl(each, service.id), serviceName(service.id, site.services, language)),
    kind: 'service',
    image: undefined,
    service: serviceView(service, section),
    own: feedLinks(site, language, title('updates.title'), service.id),
    asOf: past?.given,
    uptime:
      past && conditions
        ? lastMonths(past.asOf, MONTHS, past.first)
            .toReversed()
            .map((month) => uptimeOf(month, past, service.id))
        : [],
    open: own.filter(({ end }) => end === undefined).toSorted(gravestFirst),
    reports: closed.slice(0, LISTED),
    total: own.length,
    years: closed.length > LISTED ? yearLinks(site, own, language) : [],
  };
}

/** What a service is shown with besides what site.yaml says of it. */
interface Listed extends Pick<Section, 'site' | 'past' | 'language'> {
  /** Where a list is not of this service alone: the number of spells that have room. */
  readonly room?: number;
  /** The line about a report that a day of the service names. */
  readonly teaserOf: (reference: Reference) => Teaser | undefined;
}

/** A service as the index and its own page show it. */
export function serviceView(service: Service, listed: Listed): ServiceView {
  const { site, past, language } = listed;
  const described = descriptionIn(service, language, site.defaultLanguage);
  return {
    id: service.id,
    name: serviceName(service.id, site.services, language),
    state: past ? serviceState(service, past.open, past.asOf) : (service.state ?? 'operational'),
    description: described && textOf(described),
    url: isMade(site, 'services') ? serviceUrl(language, service.id) : undefined,
    history: past && dayHistory(past.conditions.get(service.id), past, listed),
  };
}

/** The availability of a service in a month, counted from the first report on. */
export function uptimeOf(month: string, past: Past, id: string): ServicePage['uptime'][number] {
  const conditions = past.conditions.get(id);
  const value = knownAvailability(conditions, past.first, periodOf(month, past.asOf));
  return { month, availability: value };
}

/** Counts from the first report; undefined until the record is long enough for a share. */
function knownAvailability(
  conditions: Conditions | undefined,
  first: Instant,
  period: Period,
): Availability | undefined {
  const begin = secondsOf(first);
  if (!conditions || period.to - begin < SHORTEST_RECORD) return undefined;
  return availability(conditions, { ...period, from: Math.max(period.from, begin) });
}

function dayHistory(
  own: Conditions | undefined,
  { asOf, first }: Past,
  { teaserOf, room = BAR_DAYS }: Pick<Listed, 'teaserOf' | 'room'>,
): DayHistory {
  const today = startOfDay(asOf);
  const begin = today - (BAR_DAYS - 1) * DAY;
  const troubled = own ? dayStates(own, begin, BAR_DAYS) : [];
  const spells = own && troubled.length > 0 ? spellsOf(own, troubled, begin, BAR_DAYS) : [];
  return {
    days: BAR_DAYS,
    known: Math.min(BAR_DAYS, Math.floor((today - startOfDay(first)) / DAY) + 1),
    troubled,
    incidents: troubled.filter(({ state }) => state !== 'under_maintenance').length,
    spells: spells.slice(0, room).map(({ references, ...spell }) => ({
      ...spell,
      reports: references.slice(0, NAMED_A_DAY).flatMap((reference) => {
        const teaser = teaserOf(reference);
        return teaser ? [{ url: teaser.url, title: teaser.title }] : [];
      }),
      more: Math.max(0, references.length - NAMED_A_DAY),
    })),
    isCut: spells.length > room,
    availability: knownAvailability(own, first, { from: begin, to: secondsOf(asOf) }),
  };
}

function startOfDay(instant: Instant): number {
  return Math.floor(secondsOf(instant) / DAY) * DAY;
}
