import { lstatSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { watch } from 'chokidar';
import { isForeign, SITE_PARTS } from './site-files.ts';

/** Paths that something seems to have happened to, or everything where that cannot be said. */
export type Hint = readonly string[] | 'all';

export interface SiteWatch {
  /** Watches the folders of these files too. */
  readonly also: (extra: readonly string[]) => void;
  readonly close: () => Promise<void>;
}

export interface WatchOptions {
  readonly root: string;
  /** Called once it has been quiet; what it says is a hint, and the disk is the truth. */
  readonly onHint: (hint: Hint) => void;
  /** Called with a sentence when the system cannot report changes, and files are looked at instead. */
  readonly onNote: (note: string) => void;
}

/** Milliseconds without another event before a hint is given: of two writes at once the second may go unreported. */
const QUIET = 100;

/**
 * Milliseconds after the first event in which a few files are looked at at once: as a rule, a saved file is
 * whole by then, and its writer need not wait. Where it is not, the look after the quiet corrects it.
 */
const AT_ONCE = 8;

/** More files than this come from a checkout or a script, and are looked at once they are all there. */
const FEW = 3;

/** However busy it is, a hint is given after this long (milliseconds). */
const LONGEST = 1_000;

/** After hints, one look at everything follows once it has been quiet for this long (milliseconds). */
const AFTERMATH = 500;

/** How often everything is looked at where the system reports nothing (milliseconds). */
const POLL = 1_000;

/** From so many paths on, looking at everything is no slower. */
const MANY = 200;

/**
 * Watches the folders of a site. Events are taken from folders only, one watch for each, since a watch for
 * every file exhausts what systems allow. Whatever they miss is found by the look that follows.
 */
export function watchSite({ root, onHint, onNote }: WatchOptions): SiteWatch {
  let pending = new Set<string>();
  let extra: readonly string[] = [];
  let isAll = false;
  let since: number | undefined;
  let first: NodeJS.Timeout | undefined;
  let quiet: NodeJS.Timeout | undefined;
  let aftermath: NodeJS.Timeout | undefined;
  let poll: NodeJS.Timeout | undefined;

  const giveAtOnce = () => {
    if (isAll || pending.size > FEW) return;
    const whole = [...pending].filter((path) => isWhole(join(root, path)));
    if (whole.length > 0) onHint(whole);
  };
  const give = () => {
    clearTimeout(first);
    clearTimeout(quiet);
    const hint: Hint = isAll || pending.size > MANY ? 'all' : [...pending];
    pending = new Set();
    isAll = false;
    since = undefined;
    onHint(hint);
  };
  const hear = (path: string | undefined) => {
    const now = performance.now();
    if (since === undefined) {
      since = now;
      first = setTimeout(giveAtOnce, AT_ONCE);
    }
    if (path === undefined) isAll = true;
    else pending.add(path);
    clearTimeout(quiet);
    quiet = setTimeout(give, Math.max(0, Math.min(QUIET, since + LONGEST - now)));
    clearTimeout(aftermath);
    aftermath = setTimeout(() => onHint('all'), AFTERMATH);
  };
  const fallBack = (error: unknown) => {
    if (poll) return;
    const reason = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    onNote(`The system does not report changes${reason}; the files are looked at every second instead.`);
    poll = setInterval(() => onHint('all'), POLL);
  };

  const inside = (path: string) => relative(root, path).split(sep).join('/');
  const watcher = watch(root, {
    ignoreInitial: true,
    followSymlinks: false,
    ignored: (path, stats) => (stats?.isFile() ?? false) || isIgnored(inside(path), extra),
  });
  watcher
    .on('raw', (_event, name, details) => {
      const { watchedPath } = details as { readonly watchedPath?: string | undefined };
      const path = watchedPath === undefined || !name ? undefined : inside(`${watchedPath}${sep}${name}`);
      // Beside the site, the folder holds its output and much else.
      if (path === undefined || !isIgnored(path, extra)) hear(path);
    })
    .on('addDir', () => hear(undefined))
    .on('unlinkDir', () => hear(undefined))
    .on('error', fallBack)
    // What was changed while the watches were being set went unseen.
    .on('ready', () => onHint('all'));
  return {
    also: (files) => {
      extra = files;
      for (const file of files) if (file.includes('/')) watcher.add(dirname(join(root, file)));
    },
    close: async () => {
      for (const timer of [first, quiet, aftermath]) clearTimeout(timer);
      clearInterval(poll);
      await watcher.close();
    },
  };
}

/** False for what editors leave for a moment on the way to the file that was saved: nothing, or an empty file. */
function isWhole(path: string): boolean {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return stat !== undefined && stat.isFile() && stat.size > 0;
}

/** What holds nothing of the site; folders on the way to its other files do. */
function isIgnored(path: string, extra: readonly string[]): boolean {
  if (path === '' || extra.some((file) => file === path || file.startsWith(`${path}/`))) return false;
  const parts = path.split('/');
  return parts.some(isForeign) || !SITE_PARTS.includes(parts[0] ?? '');
}
