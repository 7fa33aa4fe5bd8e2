import type { Instant } from '../model/instant.ts';
import type { Language } from '../model/language.ts';
import type { IndexPage, Teaser } from '../model/page.ts';
import type { Report } from '../model/report.ts';
import type { Site } from '../model/site.ts';
import { serviceName } from './article-view.ts';
import { serviceState } from './services.ts';

type IndexLists = Pick<IndexPage, 'open' | 'maintenance' | 'services' | 'months' | 'total' | 'asOf'>;

/**
 * What the index lists: open reports, maintenance to come or under way, services, then closed reports by
 * month. `reports` and `teasers` go together, newest first.
 */
export function indexLists(
  site: Site,
  reports: readonly Report[],
  teasers: readonly Teaser[],
  language: Language,
  asOf: Instant | undefined,
): IndexLists {
  const isOpen = (teaser: Teaser) => teaser.end === undefined;
  const maintenance = teasers.filter((teaser) => isOpen(teaser) && teaser.kind === 'maintenance');
  return {
    ...(asOf !== undefined && { asOf }),
    open: teasers.filter((teaser) => isOpen(teaser) && teaser.kind !== 'maintenance'),
    // Newest first everywhere else, but of what is to come the next one matters most.
    maintenance: maintenance.toReversed(),
    services: site.services.map((service) => ({
      id: service.id,
      name: serviceName(service.id, site.services, language),
      state: asOf === undefined ? (service.state ?? 'operational') : serviceState(service, reports, asOf),
      ...(service.description !== undefined && { description: service.description }),
    })),
    months: byMonth(teasers.filter((teaser) => !isOpen(teaser))),
    total: reports.length,
  };
}

function byMonth(teasers: readonly Teaser[]): IndexPage['months'] {
  const months = new Map<string, Teaser[]>();
  for (const teaser of teasers) {
    const month = teaser.start.slice(0, 7);
    const reports = months.get(month);
    if (reports) reports.push(teaser);
    else months.set(month, [teaser]);
  }
  return [...months].map(([month, reports]) => ({ month, reports }));
}
