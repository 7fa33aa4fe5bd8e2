import type { Language } from '../model/language.ts';
import type { PageUrl } from '../model/page.ts';
import { indexUrl } from './route.ts';

export type FeedFormat = 'atom' | 'rss' | 'json';

/** `/en/feed.atom`, or `/en/services/<id>/feed.atom` of one service. */
export function feedUrl(language: Language, format: FeedFormat, service?: string): PageUrl {
  return `${feedHome(language, service)}feed.${format}` as PageUrl;
}

/** `/en/feed-2020-1.atom`: older entries of a feed (RFC 5005), counted from 1 within a year. */
export function feedArchiveUrl(language: Language, year: string, sheet: number, service?: string): PageUrl {
  return `${feedHome(language, service)}feed-${year}-${sheet}.atom` as PageUrl;
}

/** The page a feed goes with. */
export function feedHome(language: Language, service?: string): PageUrl {
  return service === undefined
    ? indexUrl(language)
    : (`${indexUrl(language)}services/${service}/` as PageUrl);
}

/** `/en/calendar.ics`. */
export function calendarUrl(language: Language): PageUrl {
  return `${indexUrl(language)}calendar.ics` as PageUrl;
}
