import type { Diagnostic, Place } from '../diagnostics/diagnostic.ts';
import type { Report } from '../model/report.ts';
import type { Row } from '../model/row.ts';
import type { Site } from '../source/site-schema.ts';
import type { Instant } from '../model/instant.ts';
import { checkClock } from '../site/checks/clock.ts';
import { checkLate } from '../site/checks/late.ts';
import { areLessonsDue } from '../site/checks/lessons.ts';
import { checkStale } from '../site/checks/stale.ts';
import type { BuildInput, Extras } from './build-input.ts';
import { fallbacks, isBroken, isDamage, sortOut } from './keep-going.ts';
import type { Pause } from './pause.ts';
import type { ParseEditions } from './parse/read-reports.ts';
import type { KeptUnit, Memory } from './remember/memory.ts';
import type { Named } from './remember/named.ts';
import { makeUnits } from './remember/units.ts';
import type { UnitRules } from './remember/units.ts';
import type { Values } from './remember/values.ts';
import type { Says } from './says.ts';
import { shownUnits } from './shown-units.ts';
import type { ShownUnits } from './shown-units.ts';
import { checkUnits } from './site-units.ts';
import type { SortedFiles } from './site-units.ts';
import { reviewed } from './unit.ts';
import type { Unit, UnitFiles, UnitSettings } from './unit.ts';

/** What is needed to make the units of a site. */
export interface UnitsInput {
  readonly input: Pick<BuildInput, 'options'>;
  readonly extras: Pick<Extras, 'unpacked' | 'onUnit'>;
  readonly sorted: SortedFiles;
  readonly site: Site;
  readonly settings: UnitSettings;
  readonly before: Memory;
  readonly rules: UnitRules;
  readonly parse: ParseEditions;
  readonly says: Says;
  readonly pause: Pause;
  readonly values: Values;
  /** Problems with rendered articles that hold back only their own report. */
  readonly articleFaults: (shown: () => ShownUnits) => Promise<readonly Diagnostic[]>;
}

/** The reports that a site shows. */
export interface ToldUnits {
  /** All units that can be shown, drafts included. */
  readonly sound: readonly Row[];
  /** The rows of all units that are shown. */
  readonly rows: readonly Row[];
  readonly reportOf: (reference: string) => Named<Report>;
  readonly pictureAt: (address: string) => (() => Uint8Array) | undefined;
  /** References of faulty reports that readers get as last published, or not at all. */
  readonly left: { readonly kept: readonly string[]; readonly leftOut: readonly string[] };
  /** True for an error that does not stop the build. */
  readonly isSpared: (diagnostic: Diagnostic) => boolean;
  /** References of all reports, faulty ones included. */
  readonly known: readonly string[];
  /** State for the next build. */
  readonly lasting: ReadonlyMap<string, KeptUnit>;
  readonly work: { readonly read: number; readonly parsed: number; readonly units: number };
}

const NO_UNITS = {
  kept: new Map<string, KeptUnit>(),
  reportOf: () => {
    throw new Error('there is no unit');
  },
  work: () => ({ read: 0, parsed: 0, units: 0 }),
};

/** Makes the units of a site, reports what is wrong with them, and decides which are shown. */
export async function tellUnits(given: UnitsInput): Promise<ToldUnits> {
  const { input, sorted, site, says, pause, values } = given;
  const { options } = input;
  const isReview = options.mode === 'check';
  const making = { ...given, ...given.extras, isReview };
  const units = await makeUnits(sorted.units, making);
  const told = isReview ? reviewedAll(units.kept) : units.kept;
  for (const { unit } of told.values())
    if (unit.diagnostics.length > 0) says.say(toBeTold(unit, sorted, options.now));
  await pause();
  says.say(checkUnits(sorted, told, site, values, !isReview));
  await pause();
  if (options.now !== undefined) says.say(atPresent(told, site, options.now));
  if (options.keepGoing)
    says.say(await given.articleFaults(() => shownUnits({ ...units, kept: told }, NO_UNITS, sorted)));
  const broken = new Set(says.said.filter(isBroken).map(({ place }) => place.file));
  const left = options.keepGoing ? sortOut(broken, told) : { kept: [], leftOut: [] };
  const isLeft = left.kept.length + left.leftOut.length > 0;
  const others = isLeft ? fallbacks(sorted.units, broken) : new Map<string, UnitFiles>();
  const fallen = await makeUnits(others, { ...making, onUnit: undefined });
  const { rows, ...shown } = shownUnits({ ...units, kept: told }, fallen, sorted);
  const known = rows.map(({ reference }): string => reference);
  for (const [name, { unit }] of units.kept) if (unit.isFound) known.push(name);
  return {
    ...shown,
    sound: rows,
    rows: options.drafts ? rows : rows.filter(({ original }) => original.version.number > 0),
    left,
    isSpared: (each) => (isLeft && broken.has(each.place.file)) || isDamage(each),
    known,
    lasting: joined(units.kept, fallen.kept),
    work: added(units.work(), fallen.work()),
  };
}

/**
 * If `incidents/` or a folder in it is not one, or cannot be read, only that is reported, not that reports are
 * gone. Lessons are asked for some time after the end, and never without a present.
 */
function toBeTold(
  { diagnostics, row }: Unit,
  { strays }: SortedFiles,
  now: Instant | undefined,
): readonly Diagnostic[] {
  const isGone = ({ file }: Place) => !strays.some(({ path }) => file.startsWith(`${path}/`));
  const isDue = row !== undefined && now !== undefined && areLessonsDue(row, now);
  return diagnostics.filter(
    ({ code, place }) => (code !== 'INC515' || isGone(place)) && (code !== 'INC233' || isDue),
  );
}

function reviewedAll(units: ReadonlyMap<string, KeptUnit>): ReadonlyMap<string, KeptUnit> {
  return new Map([...units].map(([name, { unit, ...rest }]) => [name, { ...rest, unit: reviewed(unit) }]));
}

/** Problems that depend on the present, and so are not part of any unit. */
function atPresent(units: ReadonlyMap<string, KeptUnit>, site: Site, now: Instant): readonly Diagnostic[] {
  const told = [...units.values()].flatMap(({ unit }) =>
    unit.row ? [{ row: unit.row, dated: unit.dated }] : [],
  );
  const rows = told.map(({ row }) => row);
  return [
    ...checkStale(rows, site, now),
    ...checkLate(rows, site, now),
    ...told.flatMap(({ row, dated }) => checkClock(row, dated, now)),
  ];
}

function joined<T>(one: ReadonlyMap<string, T>, other: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  return other.size === 0 ? one : new Map([...one, ...other]);
}

function added(a: ToldUnits['work'], b: ToldUnits['work']): ToldUnits['work'] {
  return { read: a.read + b.read, parsed: a.parsed + b.parsed, units: a.units + b.units };
}
