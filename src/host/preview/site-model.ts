import type { SeenFile, SiteFile } from '../../model/seen-file.ts';
import type { Pause } from '../../pipeline/pause.ts';
import { hashOf } from '../../pipeline/remember/named.ts';
import { fileAt, sortAgain, sortFiles, unitOf } from '../../pipeline/site-units.ts';
import type { SortedFiles } from '../../pipeline/site-units.ts';
import { lookOf } from '../files/looks.ts';
import { isForeign, seeSiteFiles, seeSitePath, SITE_PARTS } from '../files/site-files.ts';
import type { Keep } from '../files/site-files.ts';
import { searchSite } from './site-search.ts';

/** The files of a site in memory, kept in step with the disk. */
export interface SiteModel {
  /** An unchanged file is the same object as before, and so is an unchanged unit. */
  readonly files: () => SortedFiles;
  /**
   * Looks at these paths again and says whether that changed anything. `extra` are the files outside the
   * usual folders that belong to the site.
   */
  readonly refresh: (paths: readonly string[], extra: readonly string[]) => boolean;
  /** Looks at everything, and returns the paths that look different and have to be refreshed. */
  readonly search: (extra: readonly string[], pause: Pause) => Promise<readonly string[]>;
}

/** A file younger than this (milliseconds) may change again without its times showing it. */
const YOUNG = 2_000;

interface Known {
  readonly look: string;
  readonly hash: string | undefined;
  readonly file: SeenFile;
  readonly isYoung: boolean;
}

/**
 * Looks at a site, and from then on only at files that were touched. `buffers` are an editor's unsaved texts
 * by path, used in place of the files on disk; whoever changes one has to refresh its path.
 */
export function startSiteModel(
  root: string,
  firstExtra: readonly string[],
  buffers: ReadonlyMap<string, string> = new Map(),
): SiteModel {
  const known = new Map<string, Known>();
  const keep = rememberingFiles(known);
  let files = sortFiles(withBuffers(seeSiteFiles(root, firstExtra, keep), [...buffers.keys()], buffers));
  return {
    files: () => files,
    refresh: (paths, extra) => {
      const own = [...new Set(paths)].filter((path) => belongs(path, extra));
      const onDisk = own.flatMap((path) => seeSitePath(root, path, keep));
      const held = [...buffers.keys()].filter((path) => own.some((each) => isAtOrBelow(path, each)));
      const fresh = withBuffers(onDisk, held, buffers);
      const next = withFresh(files, own, fresh);
      for (const path of own) if (known.has(path) && !fileAt(next, path)) known.delete(path);
      const isChanged = next !== files;
      files = next;
      return isChanged;
    },
    search: async (extra, pause) => {
      const isKnown = (path: string, look: string) => {
        const before = known.get(path);
        return before !== undefined && !before.isYoung && before.look === look;
      };
      const { seen, other } = await searchSite(root, [...SITE_PARTS, ...extra], isKnown, pause);
      return [...other, ...(await gone(files, seen, pause))];
    },
  };
}

/** Keeps the same objects for files whose look is unchanged. */
function rememberingFiles(known: Map<string, Known>): Keep<SeenFile> {
  return (path, stat, read) => {
    const before = known.get(path);
    const look = lookOf(stat);
    if (before?.look === look && !before.isYoung) return before.file;
    const isYoung = Date.now() - stat.ctimeMs < YOUNG;
    // The times of a recently changed file prove nothing, so its bytes are compared.
    const hash = isYoung || before?.isYoung ? hashOf(read().bytes) : undefined;
    // A reader between two changes may have read something else, even if the file is now as before.
    const isSame = before !== undefined && before.look === look && before.hash === hash;
    const file: SeenFile = isSame
      ? before.file
      : { path, stamp: hash === undefined ? look : `${look} ${hash}`, read };
    known.set(path, { look, hash, file, isYoung });
    return file;
  };
}

/** The editor's texts in place of the files on disk; links and devices are not replaced. */
function withBuffers(
  files: readonly SiteFile[],
  held: readonly string[],
  buffers: ReadonlyMap<string, string>,
): SiteFile[] {
  if (held.length === 0) return [...files];
  const refused = new Set(files.flatMap((file) => ('refused' in file && file.refused ? [file.path] : [])));
  const shown = new Set(held.filter((path) => !refused.has(path)));
  const texts = [...shown].map((path) => bufferFile(path, buffers.get(path) ?? ''));
  return [...files.filter(({ path }) => !shown.has(path)), ...texts].toSorted(byPath);
}

function bufferFile(path: string, text: string): SeenFile {
  const bytes = new TextEncoder().encode(text);
  return { path, stamp: `buffer ${hashOf(bytes)}`, read: () => ({ path, bytes }) };
}

function isAtOrBelow(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : 1;
}

/** Paths of known files that were not seen any more. */
async function gone(files: SortedFiles, seen: ReadonlySet<string>, pause: Pause): Promise<string[]> {
  const { units } = files;
  const paths: string[] = [];
  for (const own of [othersIn(files), ...[...units.values()].map((unit) => unit.files)]) {
    for (const { path } of own) if (!seen.has(path)) paths.push(path);
    const wait = pause();
    if (wait) await wait;
  }
  return paths;
}

/** The files after replacing those at some paths; the same object if nothing changed. */
function withFresh(files: SortedFiles, paths: readonly string[], fresh: readonly SiteFile[]): SortedFiles {
  if (paths.some((path) => path === 'incidents' || path === 'published'))
    return withFresh(
      files,
      [...paths.filter((path) => path.includes('/')), ...foldersIn(files, fresh)],
      fresh,
    );
  const touched = new Set(paths);
  const isTouched = (path: string): boolean =>
    touched.has(path) || (path.includes('/') && isTouched(path.slice(0, path.lastIndexOf('/'))));
  const replaced = (old: readonly SiteFile[], own: readonly SiteFile[]) => {
    const rest = old.filter(({ path }) => !isTouched(path));
    const all = new Map([...rest, ...own].map((file) => [file.path, file]));
    const now = [...all.values()].toSorted(byPath);
    return isSame(old, now) ? undefined : now;
  };
  const found = sortFiles(fresh);
  const units = new Map<string, readonly SiteFile[]>();
  for (const name of new Set(paths.flatMap(unitNames))) {
    const now = replaced(files.units.get(name)?.files ?? [], found.units.get(name)?.files ?? []);
    if (now) units.set(name, now);
  }
  const others = replaced(othersIn(files).toSorted(byPath), othersIn(found));
  return units.size === 0 && !others ? files : sortAgain(files, units, others);
}

function othersIn({ settings, history, strays, statics, pages }: SortedFiles): SiteFile[] {
  return [...settings, ...history, ...strays, ...statics, ...pages];
}

/** All folders of units, and of what was found. */
function foldersIn({ units }: SortedFiles, fresh: readonly SiteFile[]): string[] {
  const names = [...units.keys(), ...fresh.flatMap(({ path }) => unitOf(path) ?? [])];
  return [...new Set(names)].flatMap((name) => [`incidents/${name}`, `published/${name}`]);
}

/** The unit that a file or folder at a path can belong to. */
function unitNames(path: string): string[] {
  const [top, name] = path.split('/');
  return (top === 'incidents' || top === 'published') && name !== undefined ? [name] : [];
}

function isSame(before: readonly SiteFile[], now: readonly SiteFile[]): boolean {
  return before.length === now.length && before.every((file, at) => isSameFile(file, now[at]));
}

/** An unreadable file is checked again each time, and found unchanged. */
function isSameFile(before: SiteFile, now: SiteFile | undefined): boolean {
  if (before === now) return true;
  const refused = 'refused' in before ? before.refused : undefined;
  return (
    refused !== undefined &&
    now?.path === before.path &&
    'refused' in now &&
    JSON.stringify(now.refused) === JSON.stringify(refused)
  );
}

/** True for paths that a build of the site reads. */
export function belongs(path: string, extra: readonly string[]): boolean {
  const parts = path.split('/');
  if (parts.some(isForeign)) return false;
  return SITE_PARTS.includes(parts[0] ?? '') || extra.includes(path);
}
