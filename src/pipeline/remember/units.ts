import type { SiteFile } from '../../model/seen-file.ts';
import { readFile } from '../../model/seen-file.ts';
import type { Report } from '../../model/report.ts';
import { folderOf } from '../../source/locate.ts';
import { findUnit, makeUnit } from '../unit.ts';
import type { MadeUnit, Unit, UnitSettings } from '../unit.ts';
import type { ParseEditions } from '../parse/read-reports.ts';
import { isOfTheMoment } from './memory.ts';
import type { KeptUnit, Memory } from './memory.ts';
import { hashOf, keyOf, named } from './named.ts';
import type { Named } from './named.ts';

/** The files of one unit. */
export interface UnitFiles {
  readonly name: string;
  /** Sorted by path. */
  readonly files: readonly SiteFile[];
  /** Live files to be left aside because of their errors. */
  readonly without: readonly string[];
  /** How the files look, all together; undefined where a look at one of them proves nothing. */
  readonly look: string | undefined;
  /** True if there is a folder of that name in `incidents/`. */
  readonly isFolder: boolean;
}

/** The files of one unit, with how they look. */
export function unitFiles(
  name: string,
  files: readonly SiteFile[],
  without: readonly string[] = [],
): UnitFiles {
  const lines = files.map((file) =>
    'stamp' in file && file.stamp !== undefined ? `${file.path} ${file.stamp}\n` : undefined,
  );
  const look = lines.includes(undefined) ? undefined : hashOf(`${without.join()}\n${lines.join('')}`);
  const isFolder = files.some(({ path }) => folderOf(path) === name);
  return { name, files, without, look, isFolder };
}

/** Units, made or kept. */
export interface Units {
  readonly kept: ReadonlyMap<string, KeptUnit>;
  /** The report of a unit, read or made when a page asks for it. */
  readonly reportOf: (name: string) => Named<Report>;
  readonly work: () => { readonly read: number; readonly parsed: number; readonly units: number };
}

/** What decides whether a unit is made again. */
export interface UnitRules {
  readonly unitKey: (files: UnitFiles, settingsKey: string) => string;
  readonly settingsKey: (settings: UnitSettings) => string;
}

/** Units that are read and parsed together: enough to keep all workers busy, few enough to be held. */
const TOGETHER = 256;

/** Makes the units whose files or settings have changed, and takes the others from the builds before. */
export async function makeUnits(
  all: ReadonlyMap<string, UnitFiles>,
  settings: UnitSettings,
  before: Pick<Memory, 'units' | 'reports'>,
  parse: ParseEditions,
  rules: UnitRules,
): Promise<Units> {
  const maker = unitMaker(settings, parse);
  const settingsKey = rules.settingsKey(settings);
  const kept = new Map<string, KeptUnit>();
  let changed: Changed[] = [];
  let making = Promise.resolve();
  let [read, isMade] = [0, false];
  const make = async (some: readonly Changed[]) => {
    const made = await maker.make(some.map(({ files }) => files));
    for (const [at, each] of some.entries()) keep(each, made[at] as MadeUnit, kept, before.reports);
  };
  for (const files of all.values()) {
    const found = findChanged(files, settingsKey, before.units.get(files.name), rules);
    read += found.read;
    if ('kept' in found) kept.set(files.name, found.kept);
    else changed.push(found);
    isMade ||= changed.length > 0;
    if (changed.length < TOGETHER) continue;
    // While some are parsed elsewhere the next are read here, and no more.
    await making;
    making = make(changed);
    changed = [];
  }
  await making;
  await make(changed);
  return {
    // In the one order, whatever was made.
    kept: isMade ? new Map(inOrder(all, kept)) : kept,
    reportOf: reportFinder(all, kept, before.reports, maker),
    work: () => ({ read, ...maker.work }),
  };
}

function* inOrder(
  all: ReadonlyMap<string, UnitFiles>,
  kept: ReadonlyMap<string, KeptUnit>,
): Generator<[string, KeptUnit]> {
  for (const name of all.keys()) yield [name, kept.get(name) as KeptUnit];
}

function keep(
  { files, look, settings, key: plain }: Changed,
  { unit, report }: MadeUnit,
  kept: Map<string, KeptUnit>,
  reports: Memory['reports'],
): void {
  const key = momentKey(plain, unit);
  if (report) reports.put(key, report);
  kept.set(files.name, { look, settings, key, unit });
}

interface Changed {
  /** They are read. */
  readonly files: UnitFiles;
  readonly look: string | undefined;
  readonly settings: string;
  readonly key: string;
}

/** A unit as it was, or what it has to be made of; what looks as it did is not read. */
function findChanged(
  files: UnitFiles,
  settings: string,
  old: KeptUnit | undefined,
  rules: UnitRules,
): ({ readonly kept: KeptUnit } | Changed) & { readonly read: number } {
  const { look } = files;
  // Of thousands nearly all are the same strings, which takes no time to see.
  if (old && look !== undefined && look === old.look && settings === old.settings)
    return { kept: old, read: 0 };
  const there = { ...files, files: files.files.map(readFile) };
  const key = rules.unitKey(there, settings);
  const read = there.files.length;
  // What could be looked at and not read was on its way, and may come back looking the same.
  const sure = there.files.some(({ refused }) => refused) ? undefined : look;
  return old?.key === key
    ? { kept: { look: sure, settings, key, unit: old.unit }, read }
    : { files: there, look: sure, settings, key, read };
}

interface UnitMaker {
  readonly make: (some: readonly UnitFiles[]) => Promise<readonly MadeUnit[]>;
  readonly work: { readonly parsed: number; readonly units: number };
}

/** Makes units together, so that all that has to be parsed is parsed at once. */
function unitMaker(settings: UnitSettings, parse: ParseEditions): UnitMaker {
  const work = { parsed: 0, units: 0 };
  return {
    work,
    make: async (some) => {
      const found = await Promise.all(some.map(({ files }) => findUnit(files.map(readFile), settings)));
      const requests = found.flatMap((each) => each.found.requests);
      const outcomes = requests.length === 0 ? [] : await parse(requests);
      work.parsed += requests.length;
      work.units += some.length;
      let from = 0;
      return found.map((each, at) => {
        const own = outcomes.slice(from, (from += each.found.requests.length));
        return makeUnit(each, own, settings, some[at]?.without ?? []);
      });
    },
  };
}

/** Names reports. One that is kept nowhere is made again when a page asks for it. */
function reportFinder(
  all: ReadonlyMap<string, UnitFiles>,
  units: ReadonlyMap<string, KeptUnit>,
  reports: Memory['reports'],
  { make }: UnitMaker,
): Units['reportOf'] {
  return (name) => {
    const key = units.get(name)?.key ?? '';
    return named(key, async () => {
      const known = reports.get(key);
      if (known) return known;
      const [{ report }] = (await make([all.get(name) as UnitFiles])) as [MadeUnit];
      if (!report) throw new Error(`there is no report in ${name}, and a page asked for it`);
      reports.put(key, report);
      return report;
    });
  };
}

/** What is made with a unit of the moment must not be taken for what is made with the same files later. */
function momentKey(key: string, { diagnostics }: Unit): string {
  return diagnostics.some(isOfTheMoment) ? hashOf(`${key} ${JSON.stringify(diagnostics)}`) : key;
}

/** The units that may be kept: a problem of the moment may be none the next time. */
export function worthKeeping(units: ReadonlyMap<string, KeptUnit>): ReadonlyMap<string, KeptUnit> {
  const isLasting = ({ unit }: KeptUnit) => !unit.diagnostics.some(isOfTheMoment);
  if ([...units.values()].every(isLasting)) return units;
  return new Map([...units].filter(([, each]) => isLasting(each)));
}

/** Stands for the bytes of a file: its look where that proves something, else their hash. */
export function fileKey(file: SiteFile): string {
  if ('stamp' in file && file.stamp !== undefined) return `look ${file.stamp}`;
  const { bytes, refused } = readFile(file);
  return refused ? JSON.stringify(refused) : hashOf(bytes);
}

/** Everything that a unit is made of. */
export function unitKey({ files, without }: UnitFiles, settingsKey: string): string {
  const lines = files.map((file) => {
    const { path, bytes, refused } = readFile(file);
    return `${path} ${refused ? JSON.stringify(refused) : hashOf(bytes)}\n`;
  });
  return hashOf(`${settingsKey}\n${without.join()}\n${lines.join('')}`);
}

/** Everything else that a unit is made with. */
export function settingsKey(settings: UnitSettings): string {
  return keyOf(settings);
}
