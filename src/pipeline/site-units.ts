import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { readFile } from '../model/seen-file.ts';
import type { Mention } from '../model/row.ts';
import type { SiteFile } from '../model/seen-file.ts';
import type { Site } from '../source/site-schema.ts';
import { checkMentions } from '../site/checks/mentions.ts';
import type { ReportAnchors } from '../site/checks/mentions.ts';
import { unprotected, unshownPictures } from '../site/checks/published.ts';
import { checkRenamed } from '../site/checks/renamed.ts';
import type { MarkedText } from '../site/checks/renamed.ts';
import { isOwnPageFile } from '../source/own-page/locate.ts';
import { isStatic } from '../site/static-files.ts';
import { locate } from '../source/locate/locate.ts';
import { collisions } from '../source/locate/problems.ts';
import { CHECKPOINT, SITE_LEDGER } from '../versions/paths.ts';
import { missingPictures, readPublishedFiles } from '../versions/published.ts';
import { checkSiteHistory, readSiteHistory } from '../versions/site-history.ts';
import type { HashesOfText } from '../versions/site-ledger.ts';
import { isDamage } from './keep-going.ts';
import type { KeptUnit } from './remember/memory.ts';
import { keyOf } from './remember/named.ts';
import { keysOf } from './remember/units.ts';
import type { Values } from './remember/values.ts';
import { unitFiles } from './unit.ts';
import type { UnitFiles } from './unit.ts';

/** The files of a site, grouped by what they belong to. */
export interface SortedFiles {
  /** By the folder they are in, below `incidents/` and below `published/`; sorted by name. */
  readonly units: ReadonlyMap<string, UnitFiles>;
  /** The site's own ledger and its checkpoint. */
  readonly history: readonly SiteFile[];
  /** Files in `incidents/` that are in none of its folders. */
  readonly strays: readonly SiteFile[];
  /** Files that are copied as they are. */
  readonly statics: readonly SiteFile[];
  /** The site's own pages, with their pictures. */
  readonly pages: readonly SiteFile[];
  /** site.yaml, templates, .gitattributes, and the logo wherever it is. */
  readonly settings: readonly SiteFile[];
}

/** Groups the files of a site by what they belong to. */
export function sortFiles(files: readonly SiteFile[]): SortedFiles {
  const units = new Map<string, SiteFile[]>();
  const others: SiteFile[] = [];
  for (const file of files) {
    const name = unitOf(file.path);
    const own = name === undefined ? others : units.get(name);
    if (own) own.push(file);
    else if (name !== undefined) units.set(name, [file]);
  }
  const named = [...units].map(([name, own]) => [name, unitFiles(name, own)] as const);
  return { units: new Map(named.toSorted(byName)), ...sortOthers(others) };
}

/**
 * The same files with some replaced: all files of the units in `fresh`, and all that belong to no unit if
 * `others` are given. Anything else stays the same object, so that it is not looked at again.
 */
export function sortAgain(
  before: SortedFiles,
  fresh: ReadonlyMap<string, readonly SiteFile[]>,
  others: readonly SiteFile[] | undefined,
): SortedFiles {
  const units = new Map(before.units);
  for (const [name, files] of fresh) {
    if (files.length === 0) units.delete(name);
    else units.set(name, unitFiles(name, files));
  }
  const isNew = [...fresh.keys()].some((name) => !before.units.has(name));
  return {
    ...before,
    units: isNew ? new Map([...units].toSorted(byName)) : units,
    ...(others && sortOthers(others)),
  };
}

/** The unit that a file belongs to, if it belongs to one. */
export function unitOf(path: string): string | undefined {
  const isIncident = path.startsWith('incidents/');
  if ((!isIncident && !path.startsWith('published/')) || isOfHistory(path)) return undefined;
  const from = path.indexOf('/') + 1;
  const to = path.indexOf('/', from);
  // A file directly in `incidents/` belongs to no unit.
  if (to < 0 && isIncident) return undefined;
  return path.slice(from, to < 0 ? undefined : to);
}

function isOfHistory(path: string): boolean {
  return path === 'published' || path === SITE_LEDGER || path === CHECKPOINT;
}

/** Files that belong to no unit. */
function sortOthers(files: readonly SiteFile[]): Omit<SortedFiles, 'units'> {
  const isHistory = ({ path }: SiteFile) => isOfHistory(path);
  const isStray = ({ path }: SiteFile) => path === 'incidents' || path.startsWith('incidents/');
  return {
    history: files.filter(isHistory),
    strays: files.filter(isStray),
    statics: files.filter(({ path }) => isStatic(path)),
    pages: files.filter(({ path }) => isOwnPageFile(path)),
    settings: files.filter(
      (file) => !isHistory(file) && !isStray(file) && !isStatic(file.path) && !isOwnPageFile(file.path),
    ),
  };
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

/** The file at a path. */
export function fileAt(
  { units, history, strays, statics, pages, settings }: SortedFiles,
  path: string,
): SiteFile | undefined {
  const name = unitOf(path);
  const own =
    name === undefined
      ? [...settings, ...history, ...strays, ...statics, ...pages]
      : (units.get(name)?.files ?? []);
  return own.find((file) => file.path === path);
}

/** Problems between units, or in none of them, found from what is known about all of them. */
export function checkUnits(
  sorted: SortedFiles,
  kept: ReadonlyMap<string, KeptUnit>,
  site: Site,
  values: Values,
  inBuild: boolean,
): Diagnostic[] {
  const { units, history, strays, settings } = sorted;
  const { shown, keys, mentions, gone, fresh } = gather(kept);
  const names: string[] = [];
  for (const { name, isFolder } of units.values()) if (isFolder) names.push(name);
  const ledgerKeys = keysOf(history);
  // Of thousands, nearly all are the same strings as last time.
  const keyFor = (name: string, all: readonly string[]) => values.of(`key of ${name}`, all, () => keyOf(all));
  const pictures = new Set(units.get(PICTURES)?.files.map(({ path }) => path));
  return [
    ...locate(strays.map(readFile), site).diagnostics,
    ...values.lasting('ledger', ledgerKeys, () => readPublishedFiles(history.map(readFile)).diagnostics),
    ...values.lasting('names', [keyFor('names', names)], () => collisions(names)),
    ...values.lasting('history', [...ledgerKeys, keyFor('ledgers', keys), inBuild], () =>
      checkHistory(history, ledgersOf(kept), inBuild),
    ),
    ...missingPictures(shown, pictures),
    ...checkMentions(mentions, anchorsIn(kept)),
    ...checkRenamed(gone, fresh),
    ...checkPictures(sorted, kept, shown),
    ...(keys.length > 0
      ? values.of('unprotected', keysOf(settings), () => unprotected(settings.map(readFile)))
      : []),
  ];
}

/** The folder of pictures is grouped like that of a report. */
const PICTURES = 'assets';

/** It is unknown which pictures a damaged version shows. */
function checkPictures(
  { units }: SortedFiles,
  kept: ReadonlyMap<string, KeptUnit>,
  shown: ReadonlyMap<string, string>,
): Diagnostic[] {
  const own = units.get(PICTURES)?.files ?? [];
  if (own.length === 0) return [];
  const live: string[] = [];
  for (const { unit } of kept.values()) {
    if (unit.diagnostics.some(isDamage)) return [];
    for (const [address] of unit.pictures) live.push(address);
  }
  return unshownPictures(
    own.map(({ path }) => path.slice(path.lastIndexOf('/') + 1)),
    new Set([...shown.keys(), ...live]),
  );
}

/**
 * What units say about each other, collected in one pass: it runs after every save, and there may be
 * thousands.
 */
function gather(kept: ReadonlyMap<string, KeptUnit>) {
  const shown = new Map<string, string>();
  /** Of the ledgers. */
  const keys: string[] = [];
  const mentions: Mention[] = [];
  const gone: MarkedText[] = [];
  const fresh: MarkedText[] = [];
  for (const [name, { unit }] of kept) {
    for (const address of unit.shown) shown.set(address, name);
    if (unit.ledgersKey !== '') keys.push(unit.ledgersKey);
    for (const each of unit.mentions) mentions.push(each);
    for (const each of unit.goneTexts) gone.push(each);
    for (const each of unit.newTexts) fresh.push(each);
  }
  return { shown, keys, mentions, gone, fresh };
}

function ledgersOf(kept: ReadonlyMap<string, KeptUnit>): HashesOfText[] {
  return [...kept.values()].flatMap(({ unit }) => unit.ledgers);
}

/** The anchors of all reports, readable or not, looked up when a text mentions one. */
function anchorsIn(kept: ReadonlyMap<string, KeptUnit>): ReportAnchors {
  const isReport = (unit: KeptUnit['unit'] | undefined) =>
    unit !== undefined && (unit.isFound || unit.row !== undefined || unit.ledgersKey !== '');
  return {
    get: (name) => {
      const unit = kept.get(name)?.unit;
      return isReport(unit) ? unit?.anchors : undefined;
    },
    keys: () => [...kept].filter(([, { unit }]) => isReport(unit)).map(([name]) => name),
  };
}

function checkHistory(
  history: readonly SiteFile[],
  ledgers: readonly HashesOfText[],
  inBuild: boolean,
): Diagnostic[] {
  return checkSiteHistory(
    readSiteHistory(textAt(history, SITE_LEDGER), textAt(history, CHECKPOINT)),
    ledgers,
    inBuild,
  );
}

/** The text of a file that may not exist. */
function textAt(files: readonly SiteFile[], path: string): string {
  const file = files.find((each) => each.path === path);
  return new TextDecoder().decode(file && readFile(file).bytes);
}

/** The logo is wherever site.yaml says: then it is a file of the settings too. */
export function settingsWith(sorted: SortedFiles, logo?: string): SiteFile[] {
  const own = logo === undefined ? undefined : fileAt(sorted, logo);
  return own && !sorted.settings.includes(own) ? [...sorted.settings, own] : [...sorted.settings];
}
