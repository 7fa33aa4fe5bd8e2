import type { Thread, Threads } from '../parse/threads.ts';
import { keyOf } from '../remember/named.ts';
import type { Crew, Page } from '../remember/pages.ts';
import type { PageCrew } from './crew.ts';
import { makerName } from './makers.ts';
import type { MAKERS } from './makers.ts';
import type { PageMade, PageThreadData, PageWork, ThemeFiles } from './page-work.ts';
import { shippedInputs } from './shipped-inputs.ts';

/** The parts of a crew beside this thread. */
export interface BesideOptions {
  /** Without templates of a site. */
  readonly theme: ThemeFiles;
  readonly threads: (data: PageThreadData) => Threads<PageWork, PageMade>;
  /** The most threads at one time, this one not counted. */
  readonly size: number;
}

/** Pages rendered here before a thread starts. With fewer left, starting it takes as long as it saves. */
const WORTH_A_THREAD = 1_000;

/** After so many threads that failed, no other takes their place. */
const MOST_REPLACED = 3;

/** Pages that lie with a thread, so that it always has one to go on with. */
const ROOM = 8;

/** A thread that needs more than this much memory (MiB) is ended. */
const MOST_MEMORY = 64;

/** The makers of pages that are given a whole report. */
const OF_REPORTS: ReadonlySet<string> = new Set<keyof typeof MAKERS>([
  'makeArticle',
  'makeHistoryJson',
  'makeNeutral',
  'makeVersions',
]);

/** Inputs that are the same for nearly all pages: each thread is sent them once. */
const LASTING = ['site', 'assets'] as const;

/**
 * Renders some pages in threads while this thread renders the others, with the templates that come with the
 * program. Threads get pages of single reports, since a report can be sent as the bytes it is stored in, and
 * only as many as they keep up with. If a thread fails, its pages are rendered on this one, and another takes
 * its place. Threads end once the pages of all reports are begun: what follows needs the memory.
 */
export function startCrewBeside(options: BesideOptions): PageCrew {
  const { theme, size } = options;
  const threads = options.threads({ ...theme, entered: new Int32Array(1), watched: [] });
  let lanes: Lane[] = [];
  let [pages, replaced] = [0, 0];
  const start = () => {
    const left = lanes.filter(({ isOver }) => !isOver);
    replaced += lanes.length - left.length;
    lanes = left;
    if (lanes.length < size && replaced <= MOST_REPLACED) lanes.push(new Lane(threads.start(MOST_MEMORY)));
  };
  const close = async () => {
    const old = lanes;
    [pages, lanes] = [0, []];
    await Promise.all(old.map((lane) => lane.close()));
  };
  return {
    make: async (page) => {
      if (!isOfReport(page)) return undefined;
      pages += 1;
      if (pages <= WORTH_A_THREAD) return undefined;
      start();
      return lanes.find(({ hasRoom }) => hasRoom)?.make(page);
    },
    turn: threads.turn,
    rest: () => void close(),
    close,
  };
}

function isOfReport({ make }: Page): boolean {
  return OF_REPORTS.has(makerName(make) ?? '');
}

type Made = Awaited<ReturnType<Crew['make']>>;

/** One thread. */
class Lane {
  readonly #thread: Thread<PageWork, PageMade>;
  readonly #waiting: ((made: Made) => void)[] = [];
  /** The keys of what it was sent. */
  readonly #sent = new Map<string, string>();
  #pages = 0;
  /** Pages that it may have at a time: a thread is slow at first. */
  #room = 0;
  /** True if it has ended. */
  isOver = false;

  constructor(thread: Thread<PageWork, PageMade>) {
    this.#thread = thread;
    void this.#listen();
  }

  get hasRoom(): boolean {
    return this.#pages < this.#room;
  }

  async make({ make, inputs }: Page): Promise<Made> {
    const maker = makerName(make);
    if (!maker) return undefined;
    this.#pages += 1;
    const shipped = await shippedInputs(inputs);
    const made = await new Promise<Made>((settle) => {
      this.#waiting.push(settle);
      if (this.#room === 0) this.#giveUp();
      else this.#thread.send([{ maker, ...shipped, ...this.#lasting(inputs, shipped.values) }]);
    });
    this.#pages -= 1;
    return made;
  }

  async close(): Promise<void> {
    await this.#thread.stop();
  }

  /** What is sent of the values of a page: only those that the thread does not have. */
  #lasting(inputs: object, all: PageWork['values']): Pick<PageWork, 'values' | 'lasting' | 'same'> {
    const values = { ...all };
    const [lasting, same]: [string[], string[]] = [[], []];
    for (const name of LASTING) {
      if (!(name in values)) continue;
      const key = keyOf((inputs as Readonly<Record<string, unknown>>)[name]);
      if (this.#sent.get(name) === key) {
        same.push(name);
        delete values[name];
      } else lasting.push(name);
      this.#sent.set(name, key);
    }
    return { values, lasting, same };
  }

  async #listen(): Promise<void> {
    for (;;) {
      const heard = await this.#thread.hear();
      if ('outcome' in heard) this.#waiting.shift()?.(heard.outcome);
      else if ('bug' in heard) this.#waiting.shift()?.(undefined);
      else if (!('ready' in heard)) break;
      this.#room = Math.min(this.#room + 1, ROOM);
    }
    this.#giveUp();
  }

  #giveUp(): void {
    this.isOver = true;
    this.#room = 0;
    for (const settle of this.#waiting.splice(0)) settle(undefined);
  }
}
