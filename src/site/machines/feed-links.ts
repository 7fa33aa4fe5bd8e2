import type { Language } from '../../model/language.ts';
import type { FeedLink, PageUrl } from '../../model/page.ts';
import type { PageSettings } from '../page-settings.ts';
import { serviceName } from '../pages/article-view.ts';
import type { LocalReport } from '../../model/report.ts';
import { siteName } from '../site-texts.ts';
import { calendarUrl, feedUrl, reportUpdatesUrl, updatesUrl } from '../route.ts';

/**
 * The feeds and the calendar of a language, or the feeds of one service in it. Those to follow come first:
 * programs that offer only one feed take that. `updates` is the title of a feed of updates.
 */
export function feedLinks(
  site: PageSettings,
  language: Language,
  updates: string,
  service?: string,
): FeedLink[] {
  if (!site.outputs.includes('feed')) return [];
  const name =
    service === undefined ? siteName(site, language).value : serviceName(service, site.services, language);
  const link = (what: FeedLink['what'], [format, type]: Format, url: PageUrl): FeedLink => {
    const title = what === 'updates' ? `${name} · ${updates} (${format})` : `${name} (${format})`;
    return { what, type, format, title, url };
  };
  return [
    link('updates', ATOM, updatesUrl(language, 'atom', service)),
    link('updates', RSS, updatesUrl(language, 'rss', service)),
    link('reports', ATOM, feedUrl(language, 'atom', service)),
    link('reports', RSS, feedUrl(language, 'rss', service)),
    link('reports', ['JSON Feed', 'application/feed+json'], feedUrl(language, 'json', service)),
    ...(service === undefined
      ? [link('calendar', ['iCalendar', 'text/calendar'], calendarUrl(language))]
      : []),
  ];
}

/** True if each report has a feed of its own, which is a file more for every report and language. */
export function hasReportFeeds({ outputs }: Pick<PageSettings, 'outputs'>): boolean {
  return outputs.includes('feed') && outputs.includes('updates');
}

/** The feed of one report, in the language of the text that readers get. */
export function reportFeedLinks(
  site: PageSettings,
  { report, title, textLanguage }: LocalReport,
  updates: string,
): FeedLink[] {
  const isThere = hasReportFeeds(site) && site.languages.includes(textLanguage);
  if (!isThere || report.original.version.number === 0) return [];
  const [format, type] = ATOM;
  const url = reportUpdatesUrl(textLanguage, report.reference);
  return [{ what: 'updates', type, format, title: `${title.value} · ${updates} (${format})`, url }];
}

type Format = readonly [name: string, type: string];

const ATOM: Format = ['Atom', 'application/atom+xml'];
const RSS: Format = ['RSS', 'application/rss+xml'];
