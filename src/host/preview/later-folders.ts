import { join } from 'node:path';
import { namesIn } from '../files/site-files.ts';

/** The parts of a site with a folder for each report, in the order in which these are watched. */
const PARTS = ['incidents', 'published'];

/** So many folders are watched together, which takes about two milliseconds. */
const TOGETHER = 8;

/** Milliseconds between them, in which other work is done. */
const APART = 4;

/** Milliseconds to wait while somebody saves files, and until the last folders are surely watched. */
const LATER = 250;

/** The folders of reports, which are watched after all others, a few at a time. */
export interface LaterFolders {
  /** True for a folder whose turn has not come. */
  readonly has: (path: string) => boolean;
  readonly start: (how: LaterWatching) => void;
  /** Watches a folder now if it is still to come. */
  readonly hurry: (path: string) => void;
  readonly stop: () => void;
}

interface LaterWatching {
  readonly watch: (paths: readonly string[]) => void;
  /** While it is true, nothing more is watched. */
  readonly isBusy: () => boolean;
  /** All folders of a part are watched. */
  readonly onPart: () => void;
}

/**
 * chokidar takes 0.3 ms of processor time for a folder and starts on all of them at once: with 10 000 published
 * reports, the first pages and saves would have to wait for seconds.
 */
export function laterFolders(root: string): LaterFolders {
  const parts = PARTS.map((part) => newestFirst(root, part)).filter(({ length }) => length > 0);
  const coming = new Set(parts.flat());
  let timer: NodeJS.Timeout | undefined;
  let watching: LaterWatching | undefined;
  const take = (paths: readonly string[]) => watching?.watch(paths.filter((path) => coming.delete(path)));
  const next = () => {
    const [part] = parts;
    if (!part) return;
    const isHeld = watching?.isBusy() === true;
    if (!isHeld) take(part.splice(0, TOGETHER));
    const isDone = part.length === 0;
    if (isDone) parts.shift();
    timer = setTimeout(
      () => {
        if (isDone) watching?.onPart();
        next();
      },
      isHeld || isDone ? LATER : APART,
    );
  };
  return {
    has: (path) => coming.has(path),
    start: (how) => {
      watching = how;
      next();
    },
    hurry: (path) => {
      if (!coming.has(path)) return;
      if (watching) take([path]);
      else parts[0]?.unshift(path);
    },
    stop: () => {
      clearTimeout(timer);
      parts.length = 0;
    },
  };
}

/** The folders of a part. Their names begin with dates, and new reports are edited more often. */
function newestFirst(root: string, part: string): string[] {
  return namesIn(join(root, part))
    .toSorted()
    .toReversed()
    .map((name) => `${part}/${name}`);
}
