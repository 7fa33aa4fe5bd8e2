import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startPageCrew } from '../pipeline/crew/crew.ts';
import type { PageCrew } from '../pipeline/crew/crew.ts';
import type { ThemeFiles } from '../pipeline/crew/page-work.ts';
import { packageRoot } from './files/site-files.ts';
import { threadsOf } from './threads.ts';

/** With more threads than this, they only wait for each other. */
const MOST_THREADS = 8;

/** The crews of one command. They have to be closed. */
export interface Crews {
  readonly start: (theme: ThemeFiles, limit: number) => PageCrew;
  readonly close: () => Promise<void>;
}

/**
 * Renders pages with the templates of a site, each within this many milliseconds, in `jobs` threads or as
 * many as the machine runs at once. No thread starts until there is a page to render.
 */
export function startCrews(jobs?: number): Crews {
  const crews: PageCrew[] = [];
  return {
    start: (theme, limit) => {
      const crew = startCrew(theme, limit, jobs);
      crews.push(crew);
      return crew;
    },
    close: async () => {
      await Promise.all(crews.map((crew) => crew.close()));
    },
  };
}

function startCrew(theme: ThemeFiles, limit: number, jobs: number | undefined): PageCrew {
  const main = pathToFileURL(join(packageRoot(), 'lib/pipeline/crew/worker.js'));
  return startPageCrew({
    theme,
    limit,
    size: jobs ?? Math.min(availableParallelism(), MOST_THREADS),
    threads: (data) => threadsOf(main, data),
  });
}
