import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startCrewBeside } from '../pipeline/crew/beside.ts';
import { startPageCrew } from '../pipeline/crew/crew.ts';
import type { PageCrew } from '../pipeline/crew/crew.ts';
import type { PageMade, PageThreadData, PageWork, ThemeFiles } from '../pipeline/crew/page-work.ts';
import type { Threads } from '../pipeline/parse/threads.ts';
import { packageRoot } from './files/site-files.ts';
import { threadsOf } from './threads.ts';

/** With more threads than this, they only wait for each other. */
const MOST_THREADS = 8;

/** The crews of one command. They have to be closed. */
export interface Crews {
  readonly start: (theme: ThemeFiles, limit: number) => PageCrew;
  /** Renders pages with the templates of the program, in this thread and others. */
  readonly beside: (theme: ThemeFiles) => PageCrew;
  readonly close: () => Promise<void>;
}

/**
 * Renders pages with the templates of a site, each within this many milliseconds, in `jobs` threads or as
 * many as the machine runs at once. No thread starts until there is a page to render.
 */
export function startCrews(jobs?: number): Crews {
  const crews: PageCrew[] = [];
  const size = jobs ?? Math.min(availableParallelism(), MOST_THREADS);
  const opened = (crew: PageCrew) => {
    crews.push(crew);
    return crew;
  };
  return {
    start: (theme, limit) => opened(startPageCrew({ theme, limit, size, threads })),
    beside: (theme) => opened(startCrewBeside({ theme, size: size - 1, threads })),
    close: async () => {
      await Promise.all(crews.map((crew) => crew.close()));
    },
  };
}

function threads(data: PageThreadData): Threads<PageWork, PageMade> {
  return threadsOf(pathToFileURL(join(packageRoot(), 'lib/pipeline/crew/worker.js')), data);
}
