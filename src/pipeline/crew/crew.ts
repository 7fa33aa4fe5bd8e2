import { diagnose } from '../../diagnostics/diagnose.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { templateName } from '../../render/pages/template-name.ts';
import { runBatch } from '../parse/batch.ts';
import type { Failure } from '../parse/batch.ts';
import { Staff } from '../parse/staff.ts';
import type { Threads } from '../parse/threads.ts';
import type { Crew } from '../remember/pages.ts';
import { makerName } from './makers.ts';
import type { PageMade, PageThreadData, PageWork, ThemeFiles } from './page-work.ts';
import { shippedInputs } from './shipped-inputs.ts';

/** Threads that render pages. */
export interface PageCrew extends Crew {
  /** Ends the threads; the crew cannot be used after that. */
  readonly close: () => Promise<void>;
}

/** The parts of a crew. */
export interface CrewOptions {
  readonly theme: ThemeFiles;
  readonly threads: (data: PageThreadData) => Threads<PageWork, PageMade>;
  /** The most threads at one time. */
  readonly size: number;
  /** Milliseconds that a page may take. */
  readonly limit: number;
}

/** A thread that needs more than this much memory (MiB) for a page is ended. */
const MOST_MEMORY = 512;

/** Pages sent at a time. */
const BATCH = 8;

/** After this many stopped pages the rest are not tried: the site will not be built anyway. */
const MOST_STOPPED = 3;

interface Job {
  readonly work: PageWork;
  readonly settle: (made: PageMade) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Renders pages within a time limit, with the templates of a site, which may loop or end their thread. A page
 * over the limit gets a diagnostic; its thread is ended, and a new one continues with the rest.
 */
export function startPageCrew(options: CrewOptions): PageCrew {
  const waiting: Job[] = [];
  const stopped: Diagnostic[] = [];
  const lanes = Array.from({ length: options.size }, () => new Lane(options, waiting, stopped));
  return {
    make: async ({ make, inputs }) => {
      const maker = makerName(make);
      if (!maker) return undefined;
      const work = { maker, ...(await shippedInputs(inputs)) };
      return new Promise((settle, fail) => {
        waiting.push({ work, settle, fail });
        void lanes.find((lane) => lane.isFree)?.work();
      });
    },
    close: async () => {
      await Promise.all(lanes.map((lane) => lane.close()));
    },
  };
}

/** One thread, and its replacements. */
class Lane {
  readonly #limit: number;
  readonly #paths: readonly string[];
  readonly #entered = new Int32Array(new SharedArrayBuffer(4));
  readonly #threads: Threads<PageWork, PageMade>;
  readonly #staff: Staff<PageWork, PageMade>;
  readonly #waiting: Job[];
  readonly #stopped: Diagnostic[];
  isFree = true;

  constructor({ theme, threads, limit }: CrewOptions, waiting: Job[], stopped: Diagnostic[]) {
    const own = theme.own.filter(({ path }) => templateName(path) !== undefined);
    this.#limit = limit;
    this.#paths = own.map(({ path }) => path);
    const watched = own.map(({ path }) => templateName(path) ?? '');
    this.#threads = threads({ ...theme, entered: this.#entered, watched });
    this.#staff = new Staff(this.#threads, MOST_MEMORY);
    this.#waiting = waiting;
    this.#stopped = stopped;
  }

  /** Renders waiting pages until there are none. */
  async work(): Promise<void> {
    this.isFree = false;
    for (let some = this.#next(); some.length > 0; some = this.#next()) {
      try {
        await this.#make(some);
      } catch (error) {
        for (const job of some) job.fail(error);
      }
    }
    this.isFree = true;
  }

  close(): Promise<void> {
    return this.#staff.close();
  }

  #next(): Job[] {
    return this.#waiting.splice(0, BATCH);
  }

  async #make(jobs: readonly Job[]): Promise<void> {
    for (let start = 0; start < jobs.length;) {
      const [given] = this.#stopped;
      if (given && this.#stopped.length >= MOST_STOPPED) {
        for (const job of jobs.slice(start)) job.settle({ files: [], diagnostics: [given], used: [] });
        return;
      }
      start += await this.#run(jobs.slice(start));
    }
  }

  /** Returns the number of pages that were rendered or given up. */
  async #run(jobs: readonly Job[]): Promise<number> {
    const hand = this.#staff.hire();
    const put = (offset: number, made: PageMade) => jobs[offset]?.settle(made);
    const works = jobs.map(({ work }) => work);
    const { answered, failure } = await runBatch(hand, works, () => this.#limit, put, this.#threads);
    if (failure === undefined) {
      this.#staff.rest(hand);
      return answered;
    }
    await this.#staff.dismiss(hand);
    this.#staff.mustBeOpen();
    const diagnostic = this.#failureOf(failure);
    this.#stopped.push(diagnostic);
    jobs[answered]?.settle({ files: [], diagnostics: [diagnostic], used: [] });
    return answered + 1;
  }

  #failureOf(failure: Failure): Diagnostic {
    const file = this.#paths[Atomics.load(this.#entered, 0)] ?? this.#paths[0] ?? 'templates/';
    const what =
      failure === 'time'
        ? `took longer than ${this.#limit} ms and was stopped`
        : `needed more than ${MOST_MEMORY} MiB of memory or ended its thread, and was stopped`;
    return diagnose('INC728', placeOf(file), `A page made with this template ${what}`);
  }
}
