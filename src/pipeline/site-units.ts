import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { readFile } from '../model/seen-file.ts';
import type { SiteFile } from '../model/seen-file.ts';
import type { Site } from '../source/site-schema.ts';
import { checkMentions } from '../site/assemble.ts';
import { unprotected } from '../site/checks/published.ts';
import { folderOf, locate } from '../source/locate.ts';
import { collisions } from '../source/locate-problems.ts';
import { CHECKPOINT, SITE_LEDGER } from '../versions/paths.ts';
import { missingPictures, readPublishedFiles } from '../versions/published.ts';
import { checkSiteHistory, readSiteHistory } from '../versions/site-history.ts';
import type { KeptUnit } from './remember/memory.ts';
import type { UnitFiles } from './remember/units.ts';

/** The files of a site, sorted out. */
export interface SortedFiles {
  /** By the folder they are in, below `incidents/` and below `published/`; by name. */
  readonly units: readonly UnitFiles[];
  /** The site's own ledger and its checkpoint. */
  readonly history: readonly SiteFile[];
  /** Files in `incidents/` that are in none of its folders. */
  readonly strays: readonly SiteFile[];
  /** site.yaml, templates, .gitattributes, and the logo wherever it lies. */
  readonly settings: readonly SiteFile[];
}

/** Sorts the files of a site out by what they belong to. */
export function sortFiles(files: readonly SiteFile[]): SortedFiles {
  const units = new Map<string, SiteFile[]>();
  const history: SiteFile[] = [];
  const strays: SiteFile[] = [];
  const settings: SiteFile[] = [];
  for (const file of files) {
    const [top, name = '', ...rest] = file.path.split('/');
    if (file.path === 'published' || file.path === SITE_LEDGER || file.path === CHECKPOINT)
      history.push(file);
    else if (top !== 'incidents' && top !== 'published') settings.push(file);
    else if (top === 'incidents' && rest.length === 0) strays.push(file);
    else {
      const own = units.get(name);
      if (own) own.push(file);
      else units.set(name, [file]);
    }
  }
  return {
    units: [...units]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, own]) => ({ name, files: own, without: [] })),
    history,
    strays,
    settings,
  };
}

/** What is wrong between units, or in none of them: made each time, from what is known of all of them. */
export function checkUnits(
  { units, history, strays, settings }: SortedFiles,
  kept: ReadonlyMap<string, KeptUnit>,
  site: Site,
): Diagnostic[] {
  const all = [...kept.values()].map(({ unit }) => unit);
  const paths = units.flatMap(({ files }) => files.map(({ path }) => path));
  const names = new Set(paths.flatMap((path) => folderOf(path) ?? []));
  const known = new Set(
    [...kept].flatMap(([name, { unit }]) =>
      unit.isFound || unit.row || unit.ledgers.length > 0 ? [name] : [],
    ),
  );
  const shown = new Map(
    [...kept].flatMap(([name, { unit }]) => unit.shown.map((address) => [address, name] as const)),
  );
  return [
    ...locate(strays.map(readFile), site).diagnostics,
    ...readPublishedFiles(history.map(readFile)).diagnostics,
    ...collisions([...names]),
    ...checkSiteHistory(
      readSiteHistory(textAt(history, SITE_LEDGER), textAt(history, CHECKPOINT)),
      all.flatMap(({ ledgers }) => ledgers),
    ),
    ...missingPictures(shown, new Set(shown.size > 0 ? paths : [])),
    ...checkMentions(
      all.flatMap(({ mentions }) => mentions),
      known,
    ),
    ...(all.some(({ ledgers }) => ledgers.length > 0) ? unprotected(settings.map(readFile)) : []),
  ];
}

/** The text of a file that may not be there. */
function textAt(files: readonly SiteFile[], path: string): string {
  const file = files.find((each) => each.path === path);
  return new TextDecoder().decode(file && readFile(file).bytes);
}

/** The logo lies wherever site.yaml says: then it is a file of the settings too. */
export function settingsWith(
  files: readonly SiteFile[],
  { settings }: SortedFiles,
  logo?: string,
): SiteFile[] {
  const own = logo === undefined ? undefined : files.find(({ path }) => path === logo);
  return own && !settings.includes(own) ? [...settings, own] : [...settings];
}
