import type { Language } from '../../model/language.ts';
import type { IndexPage, Teaser } from '../../model/page.ts';
import type { Reference } from '../../model/reference.ts';
import type { PresentRow } from '../../model/row.ts';
import type { PageSettings } from '../page-settings.ts';
import { servicesAt } from '../figures/services.ts';
import { teasersByMonth, yearLinks } from './archive.ts';
import { gravestFirst } from './gravest-first.ts';
import { derivedOf } from './section.ts';
import type { Past } from './section.ts';
import { serviceView } from './service.ts';
import { teaserIn } from './teaser.ts';

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
 * the newest closed reports by month, and the years of the archive. `rows` are newest first; only for those
 * that are listed a line is made.
 */
export function indexLists(
  site: PageSettings,
  rows: readonly PresentRow[],
  language: Language,
  past: Past | undefined,
): IndexLists {
  let byReference: ReadonlyMap<Reference, PresentRow> | undefined;
  const teaserOf = (reference: Reference) => {
    byReference ??= new Map(rows.map((row) => [row.reference, row]));
    const row = byReference.get(reference);
    return row && teaserIn(row, language);
  };
  const listed = { site, past, language, teaserOf, room: SPELLS };
  return {
    asOf: past ? past.given : undefined,
    ...listsOf(site, rows, language),
    services: servicesAt(site.services, past?.asOf).map((service) => serviceView(service, listed)),
  };
}

function listsOf(
  site: PageSettings,
  rows: readonly PresentRow[],
  language: Language,
): Omit<IndexLists, 'services' | 'asOf'> {
  const teasers = (some: readonly PresentRow[]) => some.map((row) => teaserIn(row, language));
  const open = teasers(rows.filter(({ derived }) => derived.end === undefined));
  return {
    open: underWay(open),
    // Everything else is newest first, but of future maintenance the next one matters most.
    maintenance: open.filter(isToCome).toReversed(),
    months: teasersByMonth(site, teasers(newestClosed(rows)), language),
    years: yearLinks(site, derivedOf(rows), language),
    total: rows.length,
  };
}

function newestClosed(rows: readonly PresentRow[]): readonly PresentRow[] {
  const closed: PresentRow[] = [];
  for (const row of rows) {
    if (closed.length === LISTED) break;
    if (row.derived.end !== undefined) closed.push(row);
  }
  return closed;
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
