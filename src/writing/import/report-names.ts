import type { Instant } from '../../model/instant.ts';
import { nameFromTitle } from '../name-report.ts';
import { parseReference } from '../../model/reference.ts';

/** A report that needs a name. */
export interface Nameless {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly start: Instant;
  /** The source's name for it, which is used if it is a valid reference. */
  readonly reference: string | undefined;
}

/**
 * The reference of each report by its id: the one it has on disk, else the day of its first entry and the
 * slug of its title. A second report of that day and title gets `-2`, in the order in which they began, and
 * keeps it: `known` has the reference of every report that was imported before.
 */
export function nameReports(
  reports: readonly Nameless[],
  known: ReadonlyMap<string, string>,
  others: Iterable<string>,
  language: string,
): ReadonlyMap<string, string> {
  const taken = new Set([...known.values(), ...others]);
  const names = new Map<string, string>();
  const inOrder = reports.toSorted((a, b) =>
    a.start === b.start ? compare(a.id, b.id) : compare(a.start, b.start),
  );
  for (const { id, title, kind, start, reference } of inOrder) {
    const date = start.slice(0, 'YYYY-MM-DD'.length);
    const own =
      reference !== undefined && parseReference(reference) && !taken.has(reference) ? reference : undefined;
    const { free } = nameFromTitle({ date, title, language, kind }, taken);
    const made = parseReference(free)
      ? free
      : nameFromTitle({ date, title: kind, language, kind }, taken).free;
    const name = known.get(id) ?? own ?? made;
    taken.add(name);
    names.set(id, name);
  }
  return names;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
