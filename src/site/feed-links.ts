import type { Language } from '../model/language.ts';
import type { FeedLink } from '../model/page.ts';
import type { Site } from '../model/site.ts';
import { serviceName } from './article-view.ts';
import { calendarUrl, feedUrl } from './machine-route.ts';

/** The feeds that the head of a page names: those of its language, or of the one service it is about. */
export function feedLinks(site: Site, language: Language, service?: string): FeedLink[] {
  if (!site.outputs.includes('feed')) return [];
  const name = service === undefined ? site.name : serviceName(service, site.services, language);
  return [
    { type: 'application/atom+xml', title: `${name} (Atom)`, url: feedUrl(language, 'atom', service) },
    { type: 'application/rss+xml', title: `${name} (RSS)`, url: feedUrl(language, 'rss', service) },
    { type: 'application/feed+json', title: `${name} (JSON Feed)`, url: feedUrl(language, 'json', service) },
    ...(service === undefined
      ? [{ type: 'text/calendar', title: `${name} (iCalendar)`, url: calendarUrl(language) }]
      : []),
  ];
}
