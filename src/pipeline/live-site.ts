import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../diagnostics/diagnostic.ts';
import type { OutputFile } from '../model/file.ts';
import { crewOf, finishScanned } from './finish-scanned.ts';
import type { FinishedSite } from './finish-site.ts';
import { allPages, pagesNear } from './pages/page-groups.ts';
import { pageHolder } from './remember/held-pages.ts';
import type { HeldPage, HeldPages } from './remember/held-pages.ts';
import type { Memory, Work } from './remember/memory.ts';
import { scanSite } from './scan-site.ts';
import type { ScannedSite, Scanning } from './scan-site.ts';

/** A site whose pages are made when somebody asks for them. */
export interface LiveSite {
  /** What is wrong with it, apart from what making its pages would show. */
  readonly diagnostics: readonly Diagnostic[];
  /** The path of the site's address; undefined where site.yaml cannot be read. */
  readonly basePath: string | undefined;
  /**
   * The file at a path of the output; undefined where the site has none. With errors that stop a build it has
   * none.
   */
  readonly fileAt: (path: string) => Promise<LiveFile | undefined>;
  /** True where it has no files at all. */
  readonly isEmpty: boolean;
  readonly reports: number;
  readonly work: Omit<Work, 'pages'>;
  /** What the next state of it may be given. */
  readonly memory: Memory;
}

export interface LiveFile {
  readonly body: OutputFile['body'];
  /** What was wrong while its page was made. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Looks through a site, and makes no page of it. Pages that are in `held` and still as they were are taken
 * from there.
 */
export async function openLiveSite(scanning: Scanning, held: HeldPages): Promise<LiveSite> {
  const scanned = await scanSite(scanning);
  const diagnostics = sortDiagnostics(scanned.says.said);
  if (!('told' in scanned)) return { ...NOTHING, diagnostics, memory: scanning.before };
  const { site, told, values } = scanned;
  return {
    diagnostics,
    basePath: site.basePath,
    isEmpty: scanned.isStopped(),
    fileAt: scanned.isStopped() ? NOTHING.fileAt : fileFinder(scanned, scanning, held),
    reports: told.rows.length,
    work: told.work,
    memory: { ...scanning.before, units: told.lasting, values },
  };
}

const NOTHING: Omit<LiveSite, 'diagnostics' | 'memory'> = {
  basePath: undefined,
  fileAt: () => Promise.resolve(undefined),
  isEmpty: true,
  reports: 0,
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
    const making = { pages: allPages(plan), before: { pages: new Map() }, rules, pause };
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

/** True for what tells of all files of a site, and takes the making of all of them. */
function isMadeOfAll(path: string): boolean {
  return /^(?:build\.json|assets\/build\..*|_headers|_redirects)$/.test(path);
}
