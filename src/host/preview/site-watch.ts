import { lstatSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { watch } from 'chokidar';
import type { FSWatcher } from 'chokidar';
import { isForeign, SITE_PARTS } from '../files/site-files.ts';
import { laterFolders } from './later-folders.ts';
import type { LaterFolders } from './later-folders.ts';

/** Paths that may have changed, or everything if that is not known. */
export type Hint = readonly string[] | 'all';

export interface SiteWatch {
  /** Also watches the folders of these files. */
  readonly also: (extra: readonly string[]) => void;
  /** Somebody looks at a report: its folder is watched now, in case it is still to come. */
  readonly hurry: (reference: string) => void;
  readonly close: () => Promise<void>;
}

export interface WatchOptions {
  readonly root: string;
  /** Called when nothing has happened for a while; this is only a hint, and the disk decides. */
  readonly onHint: (hint: Hint) => void;
  /** Called with a sentence if the system cannot report changes, and files are polled instead. */
  readonly onNote: (note: string) => void;
}

/**
 * Milliseconds without another event before a hint is given: of two writes at once the second may go
 * unreported.
 */
const QUIET = 100;

/**
 * Milliseconds after the first event at which a few changed files are read: usually a saved file is complete
 * by then, and its writer need not wait. If not, the look after the quiet time corrects it.
 */
const AT_ONCE = 8;

/** More files than this come from a checkout or a script, and are looked at when all of them are there. */
const FEW = 3;

/** However busy it is, a hint is given after this long (milliseconds). */
const LONGEST = 1_000;

/** After hints, one more look at the same paths follows once it has been quiet for this long (milliseconds). */
const AFTERMATH = 500;

/**
 * Milliseconds of quiet after which everything is looked at, in case the system kept an event to itself. Of a
 * large site that is half a second of work, which somebody who saves often should not wait for.
 */
const CALM = 5_000;

/** So long after an event (milliseconds), the next one is likely. */
const BUSY = 1_000;

/** How often everything is looked at where the system reports nothing (milliseconds). */
const POLL = 1_000;

/** With this many paths or more, looking at everything is no slower. */
const MANY = 200;

/**
 * Watches the folders of a site. Events are taken from folders only, one watch for each, since a watch for
 * every file exhausts what systems allow. Whatever they miss is found by the look that follows.
 */
export function watchSite({ root, onHint, onNote }: WatchOptions): SiteWatch {
  let extra: readonly string[] = [];
  const events = new Events(root, onHint);
  const later = laterFolders(root);
  const isWanted = (path: string) => !isIgnored(path, extra);
  const watcher = startWatcher(root, isWanted, later, (path) => events.hear(path));
  watcher
    .on('error', (error) => {
      later.stop();
      if (events.poll()) onNote(noteOn(error));
    })
    // Changes made before a folder was watched went unnoticed.
    .on('ready', () => {
      onHint('all');
      later.start({
        watch: (paths) => watcher.add(paths.map((path) => join(root, path))),
        isBusy: () => events.isBusy(),
        onPart: () => onHint('all'),
      });
    });
  return {
    also: (files) => {
      extra = files;
      for (const file of files) if (file.includes('/')) watcher.add(dirname(join(root, file)));
    },
    hurry: (reference) => later.hurry(`incidents/${reference}`),
    close: async () => {
      later.stop();
      events.stop();
      await watcher.close();
    },
  };
}

/** Watches all wanted folders but those whose turn comes later. `hear` is told of paths, or that one is unknown. */
function startWatcher(
  root: string,
  isWanted: (path: string) => boolean,
  later: Pick<LaterFolders, 'has'>,
  hear: (path: string | undefined) => void,
): FSWatcher {
  const inside = (path: string) => relative(root, path).split(sep).join('/');
  return (
    watch(root, {
      ignoreInitial: true,
      followSymlinks: false,
      ignored: (path, stats) => {
        const own = inside(path);
        return (stats?.isFile() ?? false) || later.has(own) || !isWanted(own);
      },
    })
      // The folder also holds the output of the site and much else.
      .on('raw', (_event, name, details) => {
        const { watchedPath } = details as { readonly watchedPath?: string | undefined };
        const path = watchedPath === undefined || !name ? undefined : inside(`${watchedPath}${sep}${name}`);
        if (path === undefined || isWanted(path)) hear(path);
      })
      .on('addDir', () => hear(undefined))
      .on('unlinkDir', () => hear(undefined))
  );
}

/** Collects events, and gives hints at the right time. */
class Events {
  readonly #root: string;
  readonly #onHint: (hint: Hint) => void;
  #pending = new Set<string>();
  #isAll = false;
  /** The time of the first event not yet covered by a hint. */
  #since: number | undefined;
  #first: NodeJS.Timeout | undefined;
  #quiet: NodeJS.Timeout | undefined;
  #aftermath: NodeJS.Timeout | undefined;
  #calm: NodeJS.Timeout | undefined;
  #last = -Infinity;
  /** What is looked at once more in the aftermath. */
  #heard = new Set<string>();
  #isAllHeard = false;
  #poll: NodeJS.Timeout | undefined;

  constructor(root: string, onHint: (hint: Hint) => void) {
    this.#root = root;
    this.#onHint = onHint;
  }

  /** Something happened to this path, or to an unknown one. */
  hear(path: string | undefined): void {
    const now = performance.now();
    this.#last = now;
    if (this.#since === undefined) {
      this.#since = now;
      this.#first = setTimeout(() => this.#giveAtOnce(), AT_ONCE);
    }
    if (path === undefined) this.#isAll = true;
    else this.#pending.add(path);
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => this.#give(), Math.max(0, Math.min(QUIET, this.#since + LONGEST - now)));
    clearTimeout(this.#aftermath);
    this.#aftermath = setTimeout(() => this.#giveAgain(), AFTERMATH);
    clearTimeout(this.#calm);
    this.#calm = setTimeout(() => this.#onHint('all'), CALM);
  }

  /** True if something happened a moment ago. */
  isBusy(): boolean {
    return performance.now() - this.#last < BUSY;
  }

  /** Gives hints by polling from now on. False if it already did. */
  poll(): boolean {
    if (this.#poll) return false;
    this.#poll = setInterval(() => this.#onHint('all'), POLL);
    return true;
  }

  stop(): void {
    for (const timer of [this.#first, this.#quiet, this.#aftermath, this.#calm]) clearTimeout(timer);
    clearInterval(this.#poll);
  }

  #giveAtOnce(): void {
    if (this.#isAll || this.#pending.size > FEW) return;
    const whole = [...this.#pending].filter((path) => isWhole(join(this.#root, path)));
    if (whole.length > 0) this.#onHint(whole);
  }

  #give(): void {
    clearTimeout(this.#first);
    clearTimeout(this.#quiet);
    const [paths, isAll] = [this.#pending, this.#isAll];
    for (const path of paths) this.#heard.add(path);
    this.#isAllHeard ||= isAll;
    this.#pending = new Set();
    this.#isAll = false;
    this.#since = undefined;
    this.#onHint(hintOf(paths, isAll));
  }

  #giveAgain(): void {
    const [paths, isAll] = [this.#heard, this.#isAllHeard];
    this.#heard = new Set();
    this.#isAllHeard = false;
    this.#onHint(hintOf(paths, isAll));
  }
}

function hintOf(paths: ReadonlySet<string>, isAll: boolean): Hint {
  return isAll || paths.size > MANY ? 'all' : [...paths];
}

function noteOn(error: unknown): string {
  const reason = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
  return `The system does not report changes${reason}; the files are looked at every second instead.`;
}

/** False for a state that editors leave briefly while saving: no file, or an empty one. */
function isWhole(path: string): boolean {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return stat !== undefined && stat.isFile() && stat.size > 0;
}

/** Folders without any files of the site; folders on the way to its other files count. */
function isIgnored(path: string, extra: readonly string[]): boolean {
  if (path === '' || extra.some((file) => file === path || file.startsWith(`${path}/`))) return false;
  const parts = path.split('/');
  return parts.some(isForeign) || !SITE_PARTS.includes(parts[0] ?? '');
}
