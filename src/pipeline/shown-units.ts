import type { Report } from '../model/report.ts';
import type { Row } from '../model/row.ts';
import { isDamage } from './keep-going.ts';
import { readFile } from '../model/seen-file.ts';
import { pictureFile } from '../versions/paths.ts';
import { fallbackName } from './keep-going.ts';
import type { KeptUnit } from './remember/memory.ts';
import type { Named } from './remember/named.ts';
import type { Units } from './remember/units.ts';
import { fileAt } from './site-units.ts';
import type { SortedFiles } from './site-units.ts';

/** The units that pages are made of. */
export interface ShownUnits {
  readonly rows: readonly Row[];
  readonly reportOf: (reference: string) => Named<Report>;
  /** The file of a picture, by its content address. */
  readonly pictureAt: (address: string) => (() => Uint8Array) | undefined;
}

/** Each unit, or its replacement if some of its files are broken. */
export function shownUnits(units: Units, fallbacks: Units, sorted: SortedFiles): ShownUnits {
  const nameOf = (name: string) => (fallbacks.kept.has(fallbackName(name)) ? fallbackName(name) : undefined);
  const shown: KeptUnit[] = [];
  const rows: Row[] = [];
  for (const [name, own] of units.kept) {
    const each = fallbacks.kept.size === 0 ? own : (fallbacks.kept.get(fallbackName(name)) ?? own);
    shown.push(each);
    if (each.unit.row) rows.push(each.unit.row);
  }
  return {
    rows,
    reportOf: (reference) => {
      const fallback = nameOf(reference);
      return fallback === undefined ? units.reportOf(reference) : fallbacks.reportOf(fallback);
    },
    pictureAt: pictureFinder(shown, sorted, damagedPictures(units)),
  };
}

/** Files in `published/assets/` that are not the pictures that were published. */
function damagedPictures({ kept }: Units): ReadonlySet<string> {
  return new Set(
    kept
      .get('assets')
      ?.unit.diagnostics.filter(isDamage)
      .map(({ place }) => place.file),
  );
}

/** Published pictures never change; pictures next to the texts are preferred. */
function pictureFinder(
  units: readonly KeptUnit[],
  sorted: SortedFiles,
  damaged: ReadonlySet<string>,
): ShownUnits['pictureAt'] {
  let live: ReadonlyMap<string, string> | undefined;
  return (address) => {
    live ??= new Map(units.flatMap(({ unit }) => unit.pictures));
    const path = live.get(address) ?? pictureFile(address);
    const file = damaged.has(path) ? undefined : fileAt(sorted, path);
    return file && (() => readFile(file).bytes);
  };
}
