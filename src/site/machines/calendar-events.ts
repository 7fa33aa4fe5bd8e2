import type { Instant } from '../../model/instant.ts';
import { latest } from '../../model/instant.ts';
import type { Language } from '../../model/language.ts';
import type { Teaser } from '../../model/page.ts';
import type { Outline, PresentRow } from '../../model/row.ts';
import type { Site } from '../../source/site-schema.ts';
import { teaserIn } from '../pages/teaser.ts';
import { authorityName } from '../identity.ts';
import { absoluteUrl, articleUrl } from '../route.ts';
import { newestReportFirst } from '../../model/newest-first.ts';

/** How many closed reports are in a calendar; open and planned ones always are. */
const CLOSED_EVENTS = 500;

/** One report as an event of a calendar. */
export interface CalendarEvent {
  readonly uid: string;
  readonly start: Instant;
  /** Undefined if no duration is known. */
  readonly end: Instant | undefined;
  readonly updated: Instant;
  readonly version: number;
  readonly isCancelled: boolean;
  readonly title: string;
  readonly titleLanguage: Language;
  readonly summary: string | undefined;
  /** Its status as of the present. */
  readonly word: Teaser['word'];
  readonly kind: Teaser['kind'];
  readonly services: readonly string[];
  readonly url: string;
}

/**
 * Incidents and maintenance as events, newest first. Near-misses and notices have no duration worth an event.
 */
export function calendarEvents(
  site: Pick<Site, 'url' | 'idAuthority'>,
  rows: readonly PresentRow[],
  language: Language,
): readonly CalendarEvent[] {
  const shown = rows
    .filter(({ original }) => original.version.number > 0)
    .filter(({ original }) => original.facts.kind === 'incident' || original.facts.kind === 'maintenance')
    .toSorted(newestReportFirst);
  const closed = new Set(shown.filter(({ derived }) => !derived.open).slice(0, CLOSED_EVENTS));
  return shown
    .filter((row) => row.derived.open || closed.has(row))
    .map((row) => eventOf(row, language, site));
}

function eventOf(
  row: PresentRow,
  language: Language,
  site: Pick<Site, 'url' | 'idAuthority'>,
): CalendarEvent {
  const { original, reference } = row;
  const { start, end } = timesOf(row);
  const { title, summary, state, word, kind, services } = teaserIn(row, language);
  return {
    uid: `${reference}@${authorityName(site)}`,
    start,
    end: end !== undefined && end > start ? end : undefined,
    updated: original.lastUpdate,
    version: original.version.number,
    isCancelled: state === 'withdrawn',
    title: title.value,
    titleLanguage: title.language,
    summary: summary?.value,
    word,
    kind,
    services: services.map(({ name }) => name),
    url: absoluteUrl(site, articleUrl(language, reference)),
  };
}

/**
 * A report that is over has its real times. Maintenance that is not over, or was called off, has its planned
 * times, at least up to its last update; an open incident has lasted until its last update.
 */
function timesOf({ original, derived }: Outline): {
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
