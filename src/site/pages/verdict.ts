import type { IndexPage, ServiceView, Teaser } from '../../model/page.ts';

/** Titles of open reports in the description of an index; a search result has room for no more. */
const NAMED = 3;

/** The first sentence of the index: how many incidents are open or, if none is, the state of the services. */
export function verdictOf({
  open,
  services,
}: {
  readonly open: readonly Teaser[];
  readonly services: readonly Pick<ServiceView, 'state'>[];
}): IndexPage['verdict'] {
  const count = open.filter(({ kind }) => kind === 'incident').length;
  const isAny = (states: readonly string[]) => services.some(({ state }) => states.includes(state));
  const isMaintained = open.some(({ kind }) => kind === 'maintenance') || isAny(['under_maintenance']);
  if (count > 0) return { condition: 'open', count };
  if (isAny(['degraded_performance', 'partial_outage', 'major_outage']))
    return { condition: 'degraded', count };
  if (isMaintained) return { condition: 'maintenance', count };
  return { condition: services.length > 0 ? 'calm' : 'quiet', count };
}

/**
 * The verdict and the reports it is about: the description of an index for shared links and search results.
 * `dot` separates the parts.
 */
export function describeVerdict(
  verdict: string,
  open: readonly Pick<Teaser, 'title'>[],
  description: string | undefined,
  dot: string,
): string {
  const titles = open.slice(0, NAMED).map(({ title }) => title.value);
  const about = titles.length > 0 ? titles : description === undefined ? [] : [description];
  return [verdict, ...about].join(dot);
}
