import type { Heard, Thread, Threads } from './threads.ts';

/** A thread that does work W with the result T. */
export interface Hand<W, T> {
  readonly thread: Thread<W, T>;
  /** What all its work has in common. */
  readonly kind: string;
  /** Whether it has reported that it is ready. */
  isUp: boolean;
}

/** Why a thread had to be ended: a file took too long, or all memory. */
export type Failure = 'time' | 'memory';

/** Milliseconds after which an unfinished file is checked again, at the earliest. */
const SHORTEST_LOOK = 50;

/** On a busy machine, a file is stopped after this many times its limit, however little CPU time it used. */
const PATIENCE = 10;

/**
 * Sends a batch to a thread and passes each answer to `put` as it comes. Returns the number of answers, and
 * why there are no more. `limitOf` says how many milliseconds a piece of work may take. Throws bugs in the
 * program; errors that end threads with plugins are not among them.
 */
export async function runBatch<W, T>(
  hand: Hand<W, T>,
  batch: readonly W[],
  limitOf: (work: W) => number,
  put: (offset: number, outcome: T) => void,
  threads: Threads<W, T>,
): Promise<{ readonly answered: number; readonly failure: Failure | undefined }> {
  hand.thread.send(batch);
  let answered = 0;
  for (const work of batch) {
    // The time of the first one starts when the thread is ready.
    const start = hand.isUp ? undefined : await hand.thread.hear();
    hand.isUp = true;
    const heard =
      start === undefined || 'ready' in start ? await hearWithin(limitOf(work), hand.thread, threads) : start;
    if (heard === undefined) return { answered, failure: 'time' };
    if ('ended' in heard || ('failed' in heard && hand.kind !== '')) return { answered, failure: 'memory' };
    put(answered, outcomeOf(heard));
    answered += 1;
  }
  return { answered, failure: undefined };
}

function outcomeOf<T>(heard: Exclude<Heard<T>, { ended: unknown }>): T {
  if ('outcome' in heard) return heard.outcome;
  if ('failed' in heard) throw heard.failed;
  throw new Error('bug' in heard ? heard.bug : 'a thread said twice that it is up');
}

/** The thread's message, if it comes within the limit in milliseconds; otherwise `undefined`. */
async function hearWithin<W, T>(
  limit: number,
  thread: Thread<W, T>,
  threads: Threads<W, T>,
): Promise<Heard<T> | undefined> {
  const answer = thread.hear();
  const from = threads.processorTime();
  let patience = PATIENCE * limit;
  let wait = limit;
  while (patience > 0) {
    const heard = await threads.within(wait, answer);
    if (heard) return heard;
    patience -= wait;
    const left = limit - (threads.processorTime() - from);
    if (left <= 0) return undefined;
    wait = Math.max(SHORTEST_LOOK, left);
  }
  return undefined;
}
