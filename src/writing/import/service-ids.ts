import type { Service } from '../../source/site-schema.ts';
import { slugOf } from '../../source/slug.ts';
import type { ToldService } from './told.ts';

/** A service to be added to site.yaml. */
export interface NewService {
  readonly id: string;
  readonly name: string;
  readonly group: string | undefined;
  readonly description: string | undefined;
}

/** The id of each service of a source, by its key there, and those that site.yaml lacks. */
export interface ServiceIds {
  readonly idOf: (key: string) => string | undefined;
  readonly added: readonly NewService[];
}

/** The longest texts that site.yaml takes. */
const LONGEST = { name: 60, description: 200 };

/**
 * Finds each service of a source among those of the site, by its name or else by the id its name gives, and
 * names the others. Two services with the same name are one.
 */
export function serviceIds(told: readonly ToldService[], own: readonly Service[]): ServiceIds {
  const ids = new Map<string, string>();
  const byName = new Map(own.map(({ name, id }) => [name.toLowerCase(), id]));
  const taken = new Set(own.map(({ id }) => id));
  const added: NewService[] = [];
  for (const { key, name, group, description } of told) {
    if (ids.has(key)) continue;
    const known = byName.get(name.toLowerCase());
    const id =
      known ?? (own.some((service) => service.id === slugOf(name, 'en')) ? slugOf(name, 'en') : undefined);
    if (id !== undefined) {
      ids.set(key, id);
      continue;
    }
    const fresh = freeId(name, key, taken);
    taken.add(fresh);
    byName.set(name.toLowerCase(), fresh);
    ids.set(key, fresh);
    added.push({
      id: fresh,
      name: cut(name, LONGEST.name),
      group: group === undefined ? undefined : cut(group, LONGEST.name),
      description: description === undefined ? undefined : cut(description, LONGEST.description),
    });
  }
  return { idOf: (key) => ids.get(key), added };
}

/** An unused id: from the name, or from the key if no letter of the name can be in an id. */
function freeId(name: string, key: string, taken: ReadonlySet<string>): string {
  const first = slugOf(name, 'en') || slugOf(key, 'en') || 'service';
  if (!taken.has(first)) return first;
  let number = 2;
  while (taken.has(`${first}-${number}`)) number += 1;
  return `${first}-${number}`;
}

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).trimEnd()}…`;
}
