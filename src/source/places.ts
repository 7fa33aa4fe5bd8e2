import type { Places } from '../model/edition.ts';
import type { Range } from '../model/range.ts';
import { WORD_FACTS } from '../model/edition.ts';
import type { Matter } from './matter.ts';
import type { FrontMatter } from './schema.ts';

const ENTRY_KEYS = ['at', 'title', 'state', 'precision', 'phase', 'services', 'next_update', 'text'] as const;

/** The places later stages point at; entries are counted in the order of time, as in the edition. */
export function placesOf(values: FrontMatter, matter: Matter, order: readonly number[]): Places {
  const places: Record<string, Range> = { ...matter.waiting };
  for (const key of [
    'title',
    'summary',
    'version',
    'changes',
    'last_update',
    ...WORD_FACTS.map(({ key }) => key),
    'planned.start',
    'planned.end',
    'services',
    'tags',
    'related',
    'actions',
  ]) {
    if (key.split('.')[0]! in values) places[key] = matter.place(key);
  }
  values.related?.forEach((_, index) => (places[`related.${index}`] = matter.place(`related.${index}`)));
  values.aliases?.forEach((_, index) => (places[`aliases.${index}`] = matter.place(`aliases.${index}`)));
  values.actions?.forEach((_, index) => (places[`actions.${index}`] = matter.place(`actions.${index}`)));
  order.forEach((from, to) => {
    const entry = values.timeline?.[from];
    for (const key of ENTRY_KEYS) {
      if (entry?.[key] !== undefined)
        places[`timeline.${to}.${key}`] = matter.place(`timeline.${from}.${key}`);
    }
  });
  return places;
}
