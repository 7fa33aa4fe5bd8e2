import type { FollowPage } from '../../model/page.ts';
import { absoluteUrl, calendarUrl, followUrl, statusUrl, updatesUrl } from '../route.ts';
import { serviceName } from './article-view.ts';
import { isMade } from './section.ts';
import type { Section } from './section.ts';

/** The page that explains how to follow the site, if there is something to follow. */
export function followPages({ site, language, base, title }: Section): FollowPage[] {
  if (!isMade(site, 'feed')) return [];
  const page = base(followUrl, title('follow.title'));
  const others = page.languages.filter(({ current }) => !current);
  return [
    {
      ...page,
      kind: 'follow',
      description: title('follow.intro'),
      feed: absoluteUrl(site, updatesUrl(language, 'rss')),
      calendar: absoluteUrl(site, calendarUrl(language)),
      api: isMade(site, 'api') ? absoluteUrl(site, statusUrl(site, language, 'summary')) : undefined,
      services: isMade(site, 'services')
        ? site.services.map(({ id }) => ({
            name: serviceName(id, site.services, language),
            feed: absoluteUrl(site, updatesUrl(language, 'rss', id)),
          }))
        : [],
      others: others.map((other) => ({
        language: other.language,
        name: other.name,
        direction: other.direction,
        feed: absoluteUrl(site, updatesUrl(other.language, 'rss')),
      })),
    },
  ];
}
