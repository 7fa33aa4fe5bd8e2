import type { Outcome } from '../../diagnostics/diagnostic.ts';
import type { Edition } from '../../model/edition.ts';
import { readFile } from '../../model/seen-file.ts';
import type { ParseEditions } from './read-reports.ts';
import type { Pause } from '../pause.ts';
import { findUnit, makeUnit } from '../unit.ts';
import type { FoundUnit, MadeUnit, UnitFiles, UnitSettings } from '../unit.ts';

/** What is needed to parse the texts of units, and to make these. */
export interface UnitParsing {
  readonly settings: UnitSettings;
  /** Reads all texts, including those unchanged since publication. */
  readonly isReview: boolean;
  readonly parse: ParseEditions;
  /** Called after each unit that was found or made: other threads wait for their next texts to be sent. */
  readonly pause: Pause;
}

/** Units whose texts are parsed. */
interface ParsedUnits {
  readonly make: (place: number) => MadeUnit;
}

/**
 * Works on units in batches, and gives each to `put` when its texts are parsed, in order. While one batch is
 * put, the next is parsed, so that other threads never wait; a third one is only collected.
 */
export function startBatches<T extends { readonly files: UnitFiles }>(
  parsing: UnitParsing,
  put: (unit: T, made: MadeUnit) => void,
) {
  let parsed: Promise<unknown> = Promise.resolve();
  let [last, beforeLast] = [Promise.resolve(), Promise.resolve()];
  const putAll = async (some: readonly T[], own: Promise<ParsedUnits>, before: Promise<void>) => {
    const { make } = await own;
    await before;
    for (const [place, each] of some.entries()) {
      put(each, make(place));
      await parsing.pause();
    }
  };
  return {
    start: async (some: readonly T[]): Promise<void> => {
      await parsed;
      await beforeLast;
      const own = parseUnits(
        some.map(({ files }) => files),
        parsing,
      );
      parsed = own;
      [last, beforeLast] = [putAll(some, own, last), last];
      // Whatever fails is thrown to those who wait for it.
      last.catch(() => undefined);
    },
    end: (): Promise<void> => last,
  };
}

/** Parses the texts of units together, so that everything is parsed at once. */
export async function parseUnits(
  units: readonly UnitFiles[],
  { settings, isReview, parse, pause }: UnitParsing,
): Promise<ParsedUnits> {
  const found: FoundUnit[] = [];
  for (const { files } of units) {
    found.push(await findUnit(files.map(readFile), settings, isReview));
    await pause();
  }
  const requests = found.flatMap((each) => each.found.requests);
  const outcomes = requests.length === 0 ? [] : await parse(requests);
  let end = 0;
  const ends = found.map((each) => (end += each.found.requests.length));
  return {
    make: (place) => {
      const own: readonly Outcome<Edition | undefined>[] = outcomes.slice(ends[place - 1] ?? 0, ends[place]);
      return makeUnit(found[place] as FoundUnit, own, settings, units[place]?.without ?? []);
    },
  };
}
