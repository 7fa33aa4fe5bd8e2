import { startInCommon } from '../diagnostics/in-common.ts';

/** Things whose paths begin alike. */
export interface Stretch<T> {
  readonly begins: string;
  readonly items: readonly T[];
}

interface Sized {
  readonly path: string;
  readonly size: number;
}

/**
 * Cuts a list, sorted by path, into stretches of at most `limit` together, by what the paths begin with.
 * Where one is too long it is cut behind what all its paths begin with and the next character:
 *
 * en/2020/a  en/2020/b  en/2021/a  fr/a    too long e: en/2020/a  en/2020/b  en/2021/a       too long     f:
 * fr/a en/2020: en/2020/a  en/2020/b            en/2021: en/2021/a
 *
 * So a change inside a stretch changes no other one. A single thing above the limit stays alone.
 */
export function splitByPath<T extends Sized>(sorted: readonly T[], limit: number, begins = ''): Stretch<T>[] {
  const size = sorted.reduce((sum, item) => sum + item.size, 0);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last) return [];
  if (size <= limit || first.path === last.path) return [{ begins, items: sorted }];
  const length = startInCommon(first.path, last.path) + 1;
  return runsOf(sorted, (item) => item.path.slice(0, length)).flatMap(([prefix, items]) =>
    splitByPath(items, limit, prefix),
  );
}

function runsOf<T>(sorted: readonly T[], keyOf: (item: T) => string): [key: string, items: T[]][] {
  const runs = new Map<string, T[]>();
  for (const item of sorted) {
    const run = runs.get(keyOf(item));
    if (run) run.push(item);
    else runs.set(keyOf(item), [item]);
  }
  return [...runs];
}
