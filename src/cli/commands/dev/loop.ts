import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { formatPretty } from '../../../diagnostics/formats/pretty.ts';
import { stopwatch } from '../../../host/clock.ts';
import type { Hint } from '../../../host/preview/site-watch.ts';
import type { Preview } from '../../../host/preview/server.ts';
import { startPausing } from '../../../host/pause.ts';
import type { LiveSite } from '../../../pipeline/live-site.ts';
import type { Pause } from '../../../pipeline/pause.ts';
import { headersOf } from '../../../publish/headers.ts';
import type { Site } from '../../../source/site-schema.ts';
import { printDiagnostics } from '../../terminal/diagnostics.ts';
import { KEPT_LOOK } from '../../terminal/kept-look.ts';
import { startProgress } from '../../terminal/progress.ts';
import type { World } from '../../world.ts';
import { startLiveStates } from '../../../host/preview/live-states.ts';
import type { LiveStates } from '../../../host/preview/live-states.ts';
import { startShowing } from './preview-state.ts';

/** Drafts are shown, and one faulty report does not hold up the others. */
const OPTIONS = { strict: false, keepGoing: true, drafts: true, mode: 'build', compress: [] } as const;

/** A site in memory that is scanned again whenever its files change. */
export interface DevLoop {
  readonly open: () => Promise<Preview>;
  /** Scans what a hint names, and shows the result; hints that arrive meanwhile are dealt with next. */
  readonly hint: (hint: Hint) => void;
  /** Files outside the usual folders that belong to the site. */
  readonly extra: () => readonly string[];
}

interface Asked {
  readonly quiet: boolean;
  readonly colour: boolean;
}

/** Reads the site below `root`. `show` is given every state of it after the first. */
export function startDevLoop(
  root: string,
  asked: Asked,
  world: World,
  show: (preview: Preview) => void,
): DevLoop {
  const progress = startProgress(world, 'parsing', asked.quiet);
  const states = startLiveStates(root, { options: () => OPTIONS, progress });
  if (states.note !== undefined && !asked.quiet) world.stderr.write(`${states.note}\n`);
  const previews = startPreviews(states, asked, world, show);
  const work = startWork(async (paths) => {
    if (await states.refresh(paths)) show(await previews.next());
  }, previews.fail);
  const search = startSearch(async () => work.add(await states.search(work.pause())), previews.fail);
  return {
    open: previews.next,
    hint: (hint) => (hint === 'all' || hint.some(isWide) ? search() : work.add(hint)),
    extra: states.extra,
  };
}

/** How many reports of a large site are scanned in one go. */
function isWide(path: string): boolean {
  return path === 'incidents' || path === 'published' || path === 'templates';
}

/** Every state, as served and reported. */
function startPreviews(
  states: LiveStates,
  { quiet, colour }: Asked,
  world: World,
  show: (preview: Preview) => void,
) {
  // Distinguishes states from those of an earlier run, whose pages may still be open.
  const run = Math.round(performance.timeOrigin);
  let served = servedAs(undefined);
  let count = 0;
  let hadProblems = false;
  const shown = startShowing(() => show(told()));
  const preview = (problems: Problems): Preview => {
    return { files: shown.files, ...served, version: `${run}-${count}`, ...problems };
  };
  const told = () => {
    printDiagnostics(shown.diagnostics(), states.readSource, world, { format: 'pretty', colour });
    return preview(problemsOf(shown.diagnostics(), states.readSource));
  };
  return {
    next: async () => {
      const seconds = stopwatch();
      const live = await states.open();
      shown.show(live);
      count += 1;
      if (live.known) served = servedAs(live.known.site);
      const next = told();
      if (!quiet) world.stdout.write(summary(live, seconds(), hadProblems));
      hadProblems = live.diagnostics.length > 0;
      return next;
    },
    // A bug in the program must not take the preview away from a writer in mid-sentence.
    fail: (error: unknown) => {
      const problems = bugText(error);
      world.stderr.write(`${problems}\n`);
      count += 1;
      show(preview({ problems, errors: 1, warnings: 0 }));
    },
  };
}

/** Where a site is served, and with which headers. */
function servedAs(site: Site | undefined): Pick<Preview, 'basePath' | 'headersOf'> {
  return { basePath: site?.basePath ?? '/', headersOf: (path) => headersOf(site, path) };
}

function bugText(error: unknown): string {
  return `This is a bug in incident-press: ${error instanceof Error ? error.stack : String(error)}`;
}

type Problems = Pick<Preview, 'problems' | 'errors' | 'warnings'>;

function problemsOf(
  diagnostics: readonly Diagnostic[],
  readSource: (path: string) => string | undefined,
): Problems {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const problems = formatPretty(diagnostics, readSource, { colour: false });
  return { problems, errors, warnings: diagnostics.length - errors };
}

/**
 * Runs one piece of work after another; whatever arrives meanwhile is one piece, however many saves it was.
 * `pause` lets long work give way to the rest.
 */
function startWork(each: (paths: readonly string[]) => Promise<void>, fail: (error: unknown) => void) {
  let last = Promise.resolve();
  let waiting = new Set<string>();
  const takeAll = () => {
    const paths = [...waiting];
    waiting = new Set();
    return each(paths);
  };
  return {
    add: (paths: readonly string[]) => {
      const isFirst = waiting.size === 0;
      for (const path of paths) waiting.add(path);
      if (isFirst && paths.length > 0) last = last.then(takeAll).catch(fail);
    },
    pause: (): Pause => {
      const give = startPausing();
      return () => give()?.then(() => last);
    },
  };
}

/** Scans once more at the end if somebody asked for it in the meantime. */
function startSearch(search: () => Promise<void>, fail: (error: unknown) => void): () => void {
  let isBusy = false;
  let isAsked = false;
  const run = async (): Promise<void> => {
    for (isAsked = true; isAsked;) {
      isAsked = false;
      await search().catch(fail);
    }
  };
  return () => {
    isAsked = true;
    if (isBusy) return;
    isBusy = true;
    void run().finally(() => (isBusy = false));
  };
}

function summary(
  { reports, work, diagnostics, isRelooked }: LiveSite,
  seconds: number,
  had: boolean,
): string {
  const texts = `${work.parsed} text${work.parsed === 1 ? '' : 's'} parsed`;
  const shown = `${reports} report${reports === 1 ? '' : 's'}`;
  const relief = had && diagnostics.length === 0 ? 'all problems are fixed; ' : '';
  return `${relief}${shown}, ${texts} in ${Math.round(seconds * 1000)} ms\n${isRelooked ? KEPT_LOOK : ''}`;
}
