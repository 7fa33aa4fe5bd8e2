import type { Language } from '../../model/language.ts';
import type { FeedLink, PageUrl } from '../../model/page.ts';
import type { PageSettings } from '../page-settings.ts';
import { serviceName } from '../pages/article-view.ts';
import { calendarUrl, feedUrl } from '../route.ts';

/** The feeds and the calendar of a language, or the feeds of one service in it. */
export function feedLinks(site: PageSettings, language: Language, service?: string): FeedLink[] {
  if (!site.outputs.includes('feed')) return [];
  const name = service === undefined ? site.name : serviceName(service, site.services, language);
  const link = (type: string, format: string, url: PageUrl): FeedLink => ({
    type,
    format,
    title: `${name} (${format})`,
    url,
  });
  return [
    link('application/atom+xml', 'Atom', feedUrl(language, 'atom', service)),
    link('application/rss+xml', 'RSS', feedUrl(language, 'rss', service)),
    link('application/feed+json', 'JSON Feed', feedUrl(language, 'json', service)),
    ...(service === undefined ? [link('text/calendar', 'iCalendar', calendarUrl(language))] : []),
  ];
}
