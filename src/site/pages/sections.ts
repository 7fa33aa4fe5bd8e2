import type {
  ArchiveMonthPage,
  ArchivePage,
  ArchiveYearPage,
  FollowPage,
  PostmortemsPage,
  SearchPage,
  ServicePage,
  StatisticsPage,
} from '../../model/page.ts';
import { archivePages, yearLinks } from './archive.ts';
import { serviceName } from './article-view.ts';
import { followPages } from './follow.ts';
import { sectionUrl, serviceUrl } from '../route.ts';
import { postmortemPages } from './postmortems.ts';
import { derivedOf, isMade } from './section.ts';
import type { Section } from './section.ts';
import { servicePages } from './service.ts';
import { statisticsPages } from './statistics.ts';

export type SectionPage =
  | ArchivePage
  | PostmortemsPage
  | ArchiveYearPage
  | ArchiveMonthPage
  | ServicePage
  | StatisticsPage
  | SearchPage
  | FollowPage;

/** Every page of a language besides the index, the reports and their versions. */
export function sectionPages(section: Section): SectionPage[] {
  return [
    ...archivePages(section),
    ...postmortemPages(section),
    ...servicePages(section),
    ...statisticsPages(section),
    ...searchPages(section),
    ...followPages(section),
  ];
}

function searchPages({ site, assets, language, base, title, rows }: Section): SearchPage[] {
  if (!isMade(site, 'search')) return [];
  return [
    {
      ...base((each) => sectionUrl(each, 'search'), title('search.title')),
      kind: 'search',
      bundle: assets.search?.bundle,
      script: assets.search?.script,
      scriptIntegrity: assets.search?.scriptIntegrity,
      years: yearLinks(site, derivedOf(rows), language),
      services: isMade(site, 'services')
        ? site.services.map(({ id }) => ({
            name: serviceName(id, site.services, language),
            url: serviceUrl(language, id),
          }))
        : [],
    },
  ];
}
