import { HARMS } from '../../model/harm.ts';
import type { Teaser } from '../../model/page.ts';

type Weighed = Pick<Teaser, 'harm' | 'phase'> & { readonly latest: Pick<Teaser['latest'], 'at'> };

/** The order of open reports: what is only planned last, else by harm, then by newest entry. */
export function gravestFirst(a: Weighed, b: Weighed): number {
  return (
    Number(a.phase === 'planned') - Number(b.phase === 'planned') ||
    HARMS.indexOf(a.harm) - HARMS.indexOf(b.harm) ||
    b.latest.at.localeCompare(a.latest.at)
  );
}
