import type { SiteFile } from '../../model/seen-file.ts';
import { readFile } from '../../model/seen-file.ts';
import type { Report } from '../../model/report.ts';
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
  all: readonly UnitFiles[],
  settings: UnitSettings,
  before: Pick<Memory, 'units' | 'reports'>,
  parse: ParseEditions,
  rules: UnitRules,
): Promise<Units> {
  const maker = unitMaker(settings, parse);
  const { kept, changed, read } = findChanged(all, rules.settingsKey(settings), before, rules);
  for (let from = 0; from < changed.length; from += TOGETHER) {
    const some = changed.slice(from, from + TOGETHER);
    const made = await maker.make(some.map(({ files }) => files));
    for (const [at, { files, look, key: plain }] of some.entries()) {
      const { unit, report } = made[at] as MadeUnit;
      const key = momentKey(plain, unit);
      if (report) before.reports.put(key, report);
      kept.set(files.name, { look, key, unit });
    }
  }
  return {
    // In the one order, whatever was made.
    kept: new Map(all.map(({ name }) => [name, kept.get(name) as KeptUnit])),
    reportOf: reportFinder(all, kept, before.reports, maker),
    work: () => ({ read, ...maker.work }),
  };
}

interface Changed {
  readonly files: UnitFiles;
  readonly look: string | undefined;
  readonly key: string;
}

/** Which units are as they were, and which have to be made; what looks as it did is not read. */
function findChanged(
  all: readonly UnitFiles[],
  settings: string,
  before: Pick<Memory, 'units'>,
  rules: UnitRules,
) {
  const kept = new Map<string, KeptUnit>();
  const changed: Changed[] = [];
  let read = 0;
  for (const files of all) {
    const old = before.units.get(files.name);
    const look = lookOf(files.files, settings, files.without);
    if (old && look !== undefined && look === old.look) {
      kept.set(files.name, old);
      continue;
    }
    read += files.files.length;
    const key = rules.unitKey({ ...files, files: files.files.map(readFile) }, settings);
    if (old?.key === key) kept.set(files.name, { ...old, look });
    else changed.push({ files, look, key });
  }
  return { kept, changed, read };
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
  all: readonly UnitFiles[],
  units: ReadonlyMap<string, KeptUnit>,
  reports: Memory['reports'],
  { make }: UnitMaker,
): Units['reportOf'] {
  const byName = new Map(all.map((files) => [files.name, files]));
  return (name) => {
    const key = units.get(name)?.key ?? '';
    return named(key, async () => {
      const known = reports.get(key);
      if (known) return known;
      const [{ report }] = (await make([byName.get(name) as UnitFiles])) as [MadeUnit];
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
  return new Map([...units].filter(([, each]) => isLasting(each)));
}

/** How the files of a unit look, all together; undefined where a look at one of them proves nothing. */
function lookOf(
  files: readonly SiteFile[],
  settingsKey: string,
  without: readonly string[],
): string | undefined {
  const lines = files.map((file) =>
    'stamp' in file && file.stamp !== undefined ? `${file.path} ${file.stamp}\n` : undefined,
  );
  if (lines.includes(undefined)) return undefined;
  return hashOf(`${settingsKey}\n${without.join()}\n${lines.join('')}`);
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
