import type { Language } from '../../model/language.ts';
import type { IndexPage, Teaser } from '../../model/page.ts';
import type { PageSettings } from '../page-settings.ts';
import { servicesAt } from '../figures/services.ts';
import { teasersByMonth, yearLinks } from './archive.ts';
import { gravestFirst } from './gravest-first.ts';
import type { Past } from './section.ts';
import { serviceView, teasersByReference } from './service.ts';

/** Closed reports on the index; the archive has them all. */
const LISTED = 60;

/** Spells of days with trouble listed for each service; its own page has them all. */
const SPELLS = 3;

type IndexLists = Pick<
  IndexPage,
  'open' | 'maintenance' | 'services' | 'months' | 'total' | 'years' | 'asOf'
>;

/**
 * What the index lists: open reports with running maintenance among them, services, maintenance to come, then
 * the newest closed reports by month, and the years of the archive. `teasers` are newest first.
 */
export function indexLists(
  site: PageSettings,
  teasers: readonly Teaser[],
  language: Language,
  past: Past | undefined,
): IndexLists {
  const listed = { site, past, language, byReference: teasersByReference(teasers), room: SPELLS };
  return {
    asOf: past ? past.given : undefined,
    ...listsOf(site, teasers, language),
    services: servicesAt(site.services, past?.asOf).map((service) => serviceView(service, listed)),
  };
}

function listsOf(
  site: PageSettings,
  teasers: readonly Teaser[],
  language: Language,
): Omit<IndexLists, 'services' | 'asOf'> {
  return {
    open: underWay(teasers),
    // Everything else is newest first, but of future maintenance the next one matters most.
    maintenance: teasers.filter(isToCome).toReversed(),
    months: teasersByMonth(site, teasers.filter((teaser) => !isOpen(teaser)).slice(0, LISTED), language),
    years: yearLinks(site, teasers, language),
    total: teasers.length,
  };
}

/** Open reports that have begun: the gravest first, then the one with the newest entry. */
export function underWay(teasers: readonly Teaser[]): readonly Teaser[] {
  return teasers.filter((teaser) => isOpen(teaser) && !isToCome(teaser)).toSorted(gravestFirst);
}

function isOpen({ end }: Teaser): boolean {
  return end === undefined;
}

function isToCome(teaser: Teaser): boolean {
  return isOpen(teaser) && teaser.phase === 'planned';
}
