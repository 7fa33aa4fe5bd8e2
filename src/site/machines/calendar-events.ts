import type { Instant } from '../../model/instant.ts';
import { latest } from '../../model/instant.ts';
import type { Language } from '../../model/language.ts';
import type { LocalReport, Report } from '../../model/report.ts';
import type { Site } from '../../source/site-schema.ts';
import { serviceName } from '../pages/article-view.ts';
import { authorityName } from '../identity.ts';
import { localise } from '../localise.ts';
import { absoluteUrl, articleUrl } from '../route.ts';
import { newestReportFirst } from '../../model/newest-first.ts';

/** Closed reports in a calendar; whatever is open or planned is in it in any case. */
const CLOSED_EVENTS = 500;

/** One report as an event of a calendar. */
export interface CalendarEvent {
  readonly uid: string;
  readonly start: Instant;
  /** Undefined where nothing is known to have taken any time. */
  readonly end: Instant | undefined;
  readonly updated: Instant;
  readonly version: number;
  readonly isCancelled: boolean;
  readonly title: string;
  readonly titleLanguage: Language;
  readonly summary: string | undefined;
  readonly state: LocalReport['derived']['state'];
  readonly kind: Report['original']['facts']['kind'];
  readonly services: readonly string[];
  readonly url: string;
}

/** Incidents and maintenance as events, newest first. Near-misses and notices have no length worth a place. */
export function calendarEvents(
  site: Site,
  reports: readonly Report[],
  language: Language,
): readonly CalendarEvent[] {
  const shown = reports
    .filter(({ original }) => original.version.number > 0)
    .filter(({ original }) => original.facts.kind === 'incident' || original.facts.kind === 'maintenance')
    .toSorted(newestReportFirst);
  const closed = new Set(shown.filter(({ derived }) => !derived.open).slice(0, CLOSED_EVENTS));
  return shown
    .filter((report) => report.derived.open || closed.has(report))
    .map((report) => eventOf(localise(report, language), site));
}

function eventOf(local: LocalReport, site: Site): CalendarEvent {
  const { report, language } = local;
  const { original, derived } = report;
  const { start, end } = timesOf(report);
  return {
    uid: `${report.reference}@${authorityName(site)}`,
    start,
    end: end !== undefined && end > start ? end : undefined,
    updated: original.lastUpdate,
    version: original.version.number,
    isCancelled: derived.state === 'withdrawn',
    title: local.title.value,
    titleLanguage: local.title.language,
    summary: local.summary ? local.summary.value : undefined,
    state: derived.state,
    kind: original.facts.kind,
    services: original.facts.services.map(({ id }) => serviceName(id, site.services, language)),
    url: absoluteUrl(site, articleUrl(language, report.reference)),
  };
}

/**
 * What is over has its real times. Maintenance that is not, or was called off, has those it is or was
 * planned for, at least up to its last update; an open incident has lasted until its last update.
 */
function timesOf({ original, derived }: Report): {
  readonly start: Instant;
  readonly end: Instant | undefined;
} {
  const { planned } = original.facts;
  if (planned && derived.state === 'withdrawn') return { start: planned.start, end: planned.end };
  if (!derived.open) return { start: derived.start, end: derived.end };
  const end =
    planned && derived.state !== 'scheduled' ? latest(planned.end, original.lastUpdate) : planned?.end;
  return { start: derived.start, end: end ?? original.lastUpdate };
}
