import type { Language } from '../model/language.ts';
import type { IndexPage, Teaser } from '../model/page.ts';
import type { Report } from '../model/report.ts';
import type { Site } from '../model/site.ts';
import { teasersByMonth, yearLinks } from './archive.ts';
import type { Past } from './section.ts';
import { serviceView } from './service-pages.ts';

/** Closed reports on the index; the archive has them all. */
const LISTED = 60;

type IndexLists = Pick<
  IndexPage,
  'open' | 'maintenance' | 'services' | 'months' | 'total' | 'years' | 'asOf'
>;

/**
 * What the index lists: open reports, maintenance to come or under way, services, then the newest closed
 * reports by month, and the years of the archive. `reports` and `teasers` go together, newest first.
 */
export function indexLists(
  site: Site,
  reports: readonly Report[],
  teasers: readonly Teaser[],
  language: Language,
  past: Past | undefined,
): IndexLists {
  const isOpen = (teaser: Teaser) => teaser.end === undefined;
  const maintenance = teasers.filter((teaser) => isOpen(teaser) && teaser.kind === 'maintenance');
  return {
    ...(past && { asOf: past.asOf }),
    open: teasers.filter((teaser) => isOpen(teaser) && teaser.kind !== 'maintenance'),
    // Newest first everywhere else, but of what is to come the next one matters most.
    maintenance: maintenance.toReversed(),
    services: site.services.map((service) => serviceView(service, site, reports, past, language)),
    months: teasersByMonth(site, teasers.filter((teaser) => !isOpen(teaser)).slice(0, LISTED), language),
    years: yearLinks(site, teasers, language),
    total: reports.length,
  };
}
