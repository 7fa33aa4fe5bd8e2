import { readFile } from '../../model/seen-file.ts';
import type { SiteFile } from '../../model/seen-file.ts';
import type { Report } from '../../model/report.ts';
import { isOfTheMoment } from '../unit.ts';
import type { MadeUnit, Unit, UnitFiles, UnitSettings } from '../unit.ts';
import { parseUnits, startBatches } from '../parse/unit-batches.ts';
import type { UnitParsing } from '../parse/unit-batches.ts';
import type { ParseEditions } from '../parse/read-reports.ts';
import type { KeptUnit, Memory } from './memory.ts';
import type { Work } from '../work.ts';
import { hashOf, named } from './named.ts';
import type { Named } from './named.ts';
import { unitPacker } from '../packing/packed.ts';

/** What is needed to make units. */
export interface UnitMaking extends UnitParsing {
  readonly before: Pick<Memory, 'units' | 'reports'>;
  readonly rules: UnitRules;
  /** So many units are kept as objects; all others are packed. */
  readonly unpacked?: number | undefined;
  readonly onUnit?: ((done: number, all: number) => void) | undefined;
}

/** Decides whether a unit is made again. */
export interface UnitRules {
  readonly unitKey: (files: UnitFiles, settingsKey: string) => string;
  readonly settingsKey: (settings: UnitSettings) => string;
}

/** Units, made or kept. */
export interface Units {
  readonly kept: ReadonlyMap<string, KeptUnit>;
  /** The report of a unit, read or parsed when a page asks for it. */
  readonly reportOf: (name: string) => Named<Report>;
  readonly work: () => Omit<Work, 'pages'>;
}

/** Units that are read and parsed together: enough to keep all workers busy, few enough to stay in memory. */
const TOGETHER = 256;

/** Makes the units whose files or settings have changed, and takes the others from the builds before. */
export async function makeUnits(all: ReadonlyMap<string, UnitFiles>, making: UnitMaking): Promise<Units> {
  const { reports } = making.before;
  const work = { read: 0, parsed: 0, units: 0 };
  const settings = making.rules.settingsKey(making.settings);
  const pack = unitPacker(making.unpacked);
  let done = 0;
  // All names are set at the start, so that their order is fixed, whatever is made.
  const kept = new Map<string, KeptUnit | undefined>();
  const put = ({ files, look, key: plain }: Changed, { unit, report }: MadeUnit) => {
    work.units += 1;
    making.onUnit?.((done += 1), all.size);
    // A result with a temporary problem must not be reused for the same files later.
    const said = [...unit.diagnostics, ...(unit.review?.diagnostics ?? [])];
    const isLasting = !said.some(isOfTheMoment);
    const key = isLasting ? plain : hashOf(`${plain} ${JSON.stringify(said)}`);
    if (report) reports.put(key, report);
    const lasting = { look: isLasting ? look : undefined, settings, key };
    kept.set(files.name, pack({ ...lasting, unit: onItsOwn(unit) }));
  };
  const batches = startBatches(counting(making, work), put);
  let changed: Changed[] = [];
  for (const files of all.values()) {
    const found = findChanged(files, settings, making);
    if (found.isRead) work.read += files.files.length;
    kept.set(files.name, found.kept);
    if (found.changed) changed.push(found.changed);
    else done += 1;
    const wait = making.pause();
    if (wait) await wait;
    if (changed.length < TOGETHER) continue;
    await batches.start(changed);
    changed = [];
  }
  await batches.start(changed);
  await batches.end();
  const units = kept as ReadonlyMap<string, KeptUnit>;
  return { kept: units, reportOf: reportFinder(all, units, making, work), work: () => work };
}

/**
 * The same unit, with equal strings stored once. As it is made, its strings are pieces of the text of its
 * file, and each would hold that as a whole.
 */
function onItsOwn(unit: Unit): Unit {
  const own = JSON.parse(JSON.stringify(unit)) as Unit;
  shareStrings(own, new Map());
  return own;
}

/** Puts one string in place of all equal ones. A reviver of `JSON.parse` does the same at twice the cost. */
function shareStrings(value: object, known: Map<string, string>): void {
  const members = value as Record<string, unknown>;
  for (const name of Object.keys(members)) {
    const member = members[name];
    if (typeof member === 'object' && member !== null) shareStrings(member, known);
    else if (typeof member === 'string') {
      const first = known.get(member);
      if (first === undefined) known.set(member, member);
      else members[name] = first;
    }
  }
}

interface Changed {
  /** They are read. */
  readonly files: UnitFiles;
  readonly look: string | undefined;
  readonly key: string;
}

/** An unchanged unit, or what is needed to make it again; files that look unchanged are not read. */
function findChanged(files: UnitFiles, settings: string, { isReview, before, rules }: UnitMaking) {
  const { look } = files;
  const known = before.units.get(files.name);
  const old = isReview && known?.unit.review === undefined ? undefined : known;
  // Nearly all of thousands are the same string objects, so this comparison is quick.
  if (old && look !== undefined && look === old.look && settings === old.settings)
    return { kept: old, isRead: false };
  const there = { ...files, files: files.files.map(readFile) };
  const key = rules.unitKey(there, settings);
  // A file that was seen but not readable may come back with the same look.
  const sure = there.files.some(({ refused }) => refused) ? undefined : look;
  return old?.key === key
    ? { kept: { look: sure, settings, key, unit: old.unit }, isRead: true }
    : { kept: undefined, changed: { files: there, look: sure, key }, isRead: true };
}

type Counted = { -readonly [K in keyof Omit<Work, 'pages'>]: number };

/** The same, where texts that are parsed are counted. */
function counting(making: UnitMaking, work: Counted): UnitMaking {
  const parse: ParseEditions = (requests) => {
    work.parsed += requests.length;
    return making.parse(requests);
  };
  return { ...making, parse };
}

/** Makes named reports. One that is not kept is parsed again when a page asks for it. */
function reportFinder(
  all: ReadonlyMap<string, UnitFiles>,
  units: ReadonlyMap<string, KeptUnit>,
  making: UnitMaking,
  work: Counted,
): Units['reportOf'] {
  const { reports } = making.before;
  return (name) => {
    const key = units.get(name)?.key ?? '';
    const load = async () => {
      const known = reports.get(key);
      if (known) return known;
      work.units += 1;
      const plain = { ...counting(making, work), isReview: false };
      const made = (await parseUnits([all.get(name) as UnitFiles], plain)).make(0);
      if (!made.report) throw new Error(`there is no report in ${name}, and a page asked for it`);
      reports.put(key, made.report);
      return made.report;
    };
    return { ...named(key, load), stored: () => reports.bytesOf?.(key) };
  };
}

/** Key of a file's bytes: its look if that is reliable, else their hash. */
export function fileKey(file: SiteFile): string {
  return 'stamp' in file && file.stamp !== undefined ? `look ${file.stamp}` : bytesKey(file);
}

/** The same for files, each with its path. */
export function keysOf(files: readonly SiteFile[]): string[] {
  return files.map((file) => `${file.path} ${fileKey(file)}`);
}

function bytesKey(file: SiteFile): string {
  const { bytes, refused } = readFile(file);
  return refused ? JSON.stringify(refused) : hashOf(bytes);
}

/** Everything that a unit is made of. */
export function unitKey({ files, without }: UnitFiles, settingsKey: string): string {
  const lines = files.map((file) => `${file.path} ${bytesKey(file)}\n`);
  return hashOf(`${settingsKey}\n${without.join()}\n${lines.join('')}`);
}
