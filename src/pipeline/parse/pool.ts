import { Worker } from 'node:worker_threads';
import { diagnose } from '../../diagnostics/diagnose.ts';
import type { Outcome } from '../../diagnostics/diagnostic.ts';
import type { Edition } from '../../model/edition.ts';
import type { EditionRequest } from '../../source/request.ts';
import type { ParseEditions } from './read-reports.ts';

/** What a worker says: that it is up, what became of the next file, or that we made a mistake. */
export type FromWorker =
  { readonly ready: true } | { readonly outcome: Outcome<Edition | undefined> } | { readonly bug: string };

export interface ParsePool {
  readonly parse: ParseEditions;
  /** Has a worker start, if there is none, so that the next file need not wait for that. */
  readonly warm: () => void;
  /** Ends the workers; the pool is of no use afterwards. */
  readonly close: () => Promise<void>;
}

export interface PoolOptions {
  /** The compiled `parse/worker.js`. */
  readonly worker: URL;
  /** Workers at the most. */
  readonly size: number;
  /**
   * The processor time this process has used, in milliseconds. With it, a file is only stopped once it can
   * have used its time: on a busy machine a thread may wait longer than it works.
   */
  readonly processorTime?: (() => number) | undefined;
  /** Called after each file, with how many of all are done. */
  readonly onProgress?: ((done: number, all: number) => void) | undefined;
}

/** Files sent at a time: enough to keep a worker busy, few enough to share the rest evenly. */
const BATCH = 16;

/** A second worker takes longer to start than this many files to parse. */
const WORTH_A_WORKER = 64;

/** A worker that needs more than this much memory (MiB) for one report is ended. */
const MOST_MEMORY = 512;

/** So many times its time a file may take on a busy machine before it is stopped whatever it has used. */
const PATIENCE = 10;

/** Milliseconds after which an unfinished file is looked at again, at the least. */
const SHORTEST_LOOK = 50;

/** Arguments of the program's own start (`--input-type`, `--inspect`) are not for its workers. */
const WORKER = { resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY }, execArgv: [] };

/**
 * Parses in worker threads, each file within the time its site allows. A file that takes longer, or takes
 * all memory, is a diagnostic of its own: its worker is ended, and a new one goes on with the rest.
 */
export function startPool(options: PoolOptions): ParsePool {
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  let isClosed = false;

  function hire(): Worker {
    if (isClosed) throw new Error('the pool is closed');
    const worker = idle.pop() ?? new Worker(options.worker, WORKER);
    worker.ref();
    all.add(worker);
    return worker;
  }

  /** Keeps a worker for the next time; the program may end while it waits. */
  function rest(worker: Worker): void {
    worker.unref();
    idle.push(worker);
  }

  async function dismiss(worker: Worker): Promise<void> {
    all.delete(worker);
    await worker.terminate();
  }

  async function parse(
    requests: readonly EditionRequest[],
  ): Promise<readonly Outcome<Edition | undefined>[]> {
    const outcomes: Outcome<Edition | undefined>[] = Array.from({ length: requests.length });
    let next = 0;
    let done = 0;
    const put = (index: number, outcome: Outcome<Edition | undefined>) => {
      outcomes[index] = outcome;
      done += 1;
      options.onProgress?.(done, requests.length);
    };
    async function work(): Promise<void> {
      let worker: Worker | undefined;
      while (next < requests.length) {
        let from = next;
        const to = Math.min(next + BATCH, requests.length);
        next = to;
        while (from < to) {
          worker ??= hire();
          const batch = requests.slice(from, to);
          const answer = (offset: number, outcome: Outcome<Edition | undefined>) =>
            put(from + offset, outcome);
          const end = await runBatch(worker, batch, answer, options.processorTime);
          from += end.answered;
          if (end.failure === undefined) continue;
          await dismiss(worker);
          worker = undefined;
          if (isClosed) throw new Error('the pool is closed');
          const failed = requests[from];
          if (failed) put(from, { value: undefined, diagnostics: [failureOf(failed, end.failure)] });
          from += 1;
        }
      }
      if (worker) rest(worker);
    }
    const hands = Math.max(1, Math.min(options.size, Math.ceil(requests.length / WORTH_A_WORKER)));
    if (requests.length > 0) await Promise.all(Array.from({ length: hands }, work));
    return outcomes;
  }

  function warm(): void {
    if (all.size > 0) return;
    const worker = hire();
    worker.once('message', () => started.add(worker));
    rest(worker);
  }

  return {
    parse,
    warm,
    close: async () => {
      isClosed = true;
      await Promise.all([...all].map(dismiss));
    },
  };
}

type Failure = 'time' | 'memory';

/** Sends a batch and hears the answers. Ends with the number of answers, and why there are not more. */
function runBatch(
  worker: Worker,
  batch: readonly EditionRequest[],
  put: (offset: number, outcome: Outcome<Edition | undefined>) => void,
  processorTime: () => number = () => Number.POSITIVE_INFINITY,
): Promise<{ readonly answered: number; readonly failure?: Failure | undefined }> {
  return new Promise((resolve, reject) => {
    let answered = 0;
    let timer: NodeJS.Timeout | undefined;
    let lastLook: NodeJS.Immediate | undefined;
    const rewind = () => {
      clearTimeout(timer);
      clearImmediate(lastLook);
    };
    const stop = () => {
      rewind();
      worker.off('message', hear).off('error', fail).off('exit', exit);
    };
    const end = (failure?: Failure) => {
      stop();
      resolve({ answered, failure });
    };
    const watch = () => {
      rewind();
      const limit = batch[answered]?.context.limits.parseTime ?? 0;
      look(limit, limit, processorTime(), PATIENCE * limit);
    };
    const look = (wait: number, limit: number, from: number, patience: number) => {
      timer = setTimeout(() => {
        // Where this thread was busy, the answer may lie there unread: messages are heard before immediates.
        lastLook = setImmediate(() => {
          const used = processorTime() - from;
          // Infinite without a clock: then time on the wall is all there is to go by.
          if (Number.isNaN(used) || used >= limit || wait >= patience) end('time');
          else look(Math.max(SHORTEST_LOOK, limit - used), limit, from, patience - wait);
        });
      }, wait);
    };
    const hear = (message: FromWorker) => {
      if ('bug' in message) {
        stop();
        reject(new Error(message.bug));
        return;
      }
      // A worker that has just started says so, and only then does the time of its first file begin.
      if ('outcome' in message) {
        put(answered, message.outcome);
        answered += 1;
      }
      if (answered === batch.length) end();
      else watch();
    };
    const fail = (error: Error & { code?: string | undefined }) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return end('memory');
      stop();
      return reject(error);
    };
    const exit = () => end('memory');
    worker.on('message', hear).on('error', fail).on('exit', exit);
    worker.postMessage(batch);
    if (started.has(worker)) watch();
    else started.add(worker);
  });
}

/** Workers that have said they are up, or are about to. */
const started = new WeakSet<Worker>();

function failureOf({ path, context }: EditionRequest, failure: Failure) {
  const place = { file: path, line: 1, column: 1 };
  return failure === 'time'
    ? diagnose(
        'INC311',
        place,
        `Parsing this file took longer than ${context.limits.parseTime} ms and was stopped`,
        'Look for very long runs of brackets, asterisks or backticks, or raise `limits.parse_time` in site.yaml.',
      )
    : diagnose(
        'INC311',
        place,
        `Parsing this file needed more than ${MOST_MEMORY} MiB of memory and was stopped`,
        'Move data out of the report; look for very long runs of one character.',
      );
}
