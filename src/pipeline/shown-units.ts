import type { Report } from '../model/report.ts';
import type { Row } from '../model/row.ts';
import { readFile } from '../model/seen-file.ts';
import type { SiteFile } from '../model/seen-file.ts';
import { pictureFile } from '../versions/paths.ts';
import { fallbackName } from './keep-going.ts';
import type { KeptUnit } from './remember/memory.ts';
import type { Named } from './remember/named.ts';
import type { Units } from './remember/units.ts';

/** The units that pages are made of. */
export interface ShownUnits {
  readonly rows: readonly Row[];
  readonly reportOf: (reference: string) => Named<Report>;
  /** Where the bytes of a picture are, by its content address. */
  readonly pictureAt: (address: string) => (() => Uint8Array) | undefined;
}

/** Each unit, or what stands in for it where some of its files are broken. */
export function shownUnits(units: Units, fallbacks: Units, files: readonly SiteFile[]): ShownUnits {
  const nameOf = (name: string) => (fallbacks.kept.has(fallbackName(name)) ? fallbackName(name) : undefined);
  const shown = [...units.kept].map(([name, own]): KeptUnit => fallbacks.kept.get(fallbackName(name)) ?? own);
  return {
    rows: shown.flatMap(({ unit }) => (unit.row ? [unit.row] : [])),
    reportOf: (reference) => {
      const fallback = nameOf(reference);
      return fallback === undefined ? units.reportOf(reference) : fallbacks.reportOf(fallback);
    },
    pictureAt: pictureFinder(shown, files),
  };
}

/** What was published stays what it was; what lies beside the texts comes first. */
function pictureFinder(units: readonly KeptUnit[], files: readonly SiteFile[]): ShownUnits['pictureAt'] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const live = new Map(units.flatMap(({ unit }) => unit.pictures));
  return (address) => {
    const file = byPath.get(live.get(address) ?? pictureFile(address));
    return file && (() => readFile(file).bytes);
  };
}
