import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../diagnostics/diagnostic.ts';
import type { Messages } from '../languages/messages.ts';
import type { OutputFile } from '../model/file.ts';
import type { PresentRow } from '../model/row.ts';
import type { Site } from '../source/site-schema.ts';
import { crewOf, finishScanned } from './finish-scanned.ts';
import type { FinishedSite } from './finish-site.ts';
import { pagesNear } from './pages/page-groups.ts';
import type { Pause } from './pause.ts';
import { pageHolder } from './remember/held-pages.ts';
import type { HeldPage, HeldPages } from './remember/held-pages.ts';
import type { Memory } from './remember/memory.ts';
import type { Work } from './work.ts';
import { scanSite } from './scan-site.ts';
import type { ScannedSite, Scanning } from './scan-site.ts';

/** A site whose pages are rendered on request. */
export interface LiveSite {
  /** Its problems, except those that only show when its pages are rendered. */
  readonly diagnostics: readonly Diagnostic[];
  /**
   * The file at a path of the output; undefined if the site has none. With errors that stop a build, there
   * are no files.
   */
  readonly fileAt: (path: string) => Promise<LiveFile | undefined>;
  /** True if it has no files at all. */
  readonly isEmpty: boolean;
  /** True if templates or texts of articles have changed; published articles keep their look. */
  readonly isRelooked: boolean;
  readonly reports: number;
  /** What the pages are made from; undefined if site.yaml cannot be read. */
  readonly known: KnownSite | undefined;
  /**
   * Renders every page that is not kept in its current form, which reveals problems of pages and of all files
   * together; includes `diagnostics`.
   */
  readonly finish: (kept: KeptPages, pause: Pause) => Promise<FinishedPages>;
  readonly work: Omit<Work, 'pages'>;
  /** State for the next version of the site. */
  readonly memory: Memory;
}

/** What is known about a site before its pages are rendered. */
export interface KnownSite {
  readonly site: Site;
  readonly rows: readonly PresentRow[];
  readonly messages: Messages;
  /** Ids of the headings and entries of a report that links can lead to, in a language. */
  readonly anchorsOf: (reference: string, language: string) => readonly string[];
}

type KeptPages = Pick<Memory['pages'], 'get'>;

export interface FinishedPages {
  readonly diagnostics: readonly Diagnostic[];
  readonly kept: Memory['pages'];
}

export interface LiveFile {
  readonly body: OutputFile['body'];
  /** The problems found while the page was rendered. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Scans a site without rendering any page. Pages in `held` that are still up to date are reused. */
export async function openLiveSite(scanning: Scanning, held: HeldPages): Promise<LiveSite> {
  const scanned = await scanSite(scanning);
  const diagnostics = sortDiagnostics(scanned.says.said);
  if (!('told' in scanned)) {
    const finish = () => Promise.resolve({ diagnostics, kept: new Map() });
    return { ...NOTHING, diagnostics, finish, memory: scanning.before };
  }
  const { site, theme, rows, told, values } = scanned;
  return {
    diagnostics,
    isEmpty: scanned.isStopped(),
    isRelooked: scanned.isRelooked,
    fileAt: scanned.isStopped() ? NOTHING.fileAt : fileFinder(scanned, scanning, held),
    reports: told.rows.length,
    known: {
      site,
      rows,
      messages: theme.messages,
      anchorsOf: (reference, language) => anchorsIn(told, reference, language),
    },
    finish: async (kept, pause) => {
      const { input, rules, extras } = scanning;
      const making = { before: { pages: kept }, rules, pause };
      const finished = await finishScanned(scanned, input, { ...extras, sink: () => undefined }, making);
      return { diagnostics: sortDiagnostics(scanned.says.said), kept: finished.kept };
    },
    work: told.work,
    memory: { ...scanning.before, units: told.lasting, values },
  };
}

/** For a language without a text, those of the original. */
function anchorsIn({ lasting }: ScannedSite['told'], reference: string, language: string): readonly string[] {
  const anchors = lasting.get(reference)?.unit.anchors ?? [];
  const own = anchors.find((each) => each.language === language) ?? anchors[0];
  return own ? own.ids.split(' ') : [];
}

const NOTHING: Omit<LiveSite, 'diagnostics' | 'finish' | 'memory'> = {
  fileAt: () => Promise.resolve(undefined),
  isEmpty: true,
  isRelooked: false,
  reports: 0,
  known: undefined,
  work: { read: 0, parsed: 0, units: 0 },
};

function fileFinder(scanned: ScannedSite, scanning: Scanning, held: HeldPages): LiveSite['fileAt'] {
  const { site, theme, plan } = scanned;
  const crew = crewOf(theme, site, scanning.extras.crew);
  const hold = pageHolder(held, { templates: theme.templates, crew, rules: scanning.rules });
  let finished: Promise<FinishedSite> | undefined;
  return async (path) => {
    for (const page of pagesNear(plan, path)) {
      const each = await hold(page);
      const file = fileIn(each, path);
      if (file) return file;
    }
    if (!isMadeOfAll(path)) return undefined;
    const { rules, input, extras, pause } = scanning;
    const making = { before: { pages: new Map() }, rules, pause };
    finished ??= finishScanned(scanned, input, { ...extras, sink: () => undefined }, making);
    const { made, bodyOf } = await finished;
    return made.some((file) => file.path === path)
      ? { body: await bodyOf(path), diagnostics: [] }
      : undefined;
  };
}

function fileIn({ bodies, diagnostics }: HeldPage, path: string): LiveFile | undefined {
  const body = bodies.get(path);
  return body === undefined ? undefined : { body, diagnostics };
}

/** True for a file about all files of a site, which can only be made after all others. */
function isMadeOfAll(path: string): boolean {
  return /^(?:build\.json|assets\/build\..*|_headers|_redirects)$/.test(path);
}
