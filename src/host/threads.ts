import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Heard, Thread, Threads } from '../pipeline/parse/threads.ts';
import { processorTime } from './clock.ts';
import { YOUNG } from './young-space.ts';

/** Threads that run a module; each gets `data` at the start. */
export function threadsOf<W, T>(main: URL, data?: unknown): Threads<W, T> {
  return { start: (memory) => startThread(main, memory, data), within, turn, processorTime: startMeter() };
}

/**
 * A time no older than this (milliseconds) is good enough: reading the clock takes as long as parsing a short
 * file.
 */
const FRESH = 20;

function startMeter(): () => number {
  let [at, used] = [-Infinity, 0];
  return () => {
    const now = performance.now();
    if (now - at > FRESH) [at, used] = [now, processorTime()];
    return used;
  };
}

function startThread<W, T>(main: URL, memory: number, data: unknown): Thread<W, T> {
  // Node options of the main program (`--input-type`, `--inspect`) are not for its threads.
  const worker = new Worker(main, {
    // V8 divides the young generation by three: two halves, and as much again for large objects.
    resourceLimits: { maxOldGenerationSizeMb: memory, maxYoungGenerationSizeMb: 3 * YOUNG },
    execArgv: [],
    workerData: data,
  });
  const messages: AsyncIterator<readonly unknown[]> = on(worker, 'message', { close: ['exit'] });
  return {
    send: (requests) => worker.postMessage(requests),
    hear: () => next(messages),
    keepProgram: (isNeeded) => (isNeeded ? worker.ref() : worker.unref()),
    stop: async () => {
      await worker.terminate();
    },
  };
}

async function next<T>(messages: AsyncIterator<readonly unknown[]>): Promise<Heard<T>> {
  try {
    const { done, value } = await messages.next();
    return done === true ? { ended: 'memory' } : (value[0] as Heard<T>);
  } catch (thrown) {
    const failed = thrown as Error & { readonly code?: unknown };
    return failed.code === 'ERR_WORKER_OUT_OF_MEMORY' ? { ended: 'memory' } : { failed };
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

async function within<R>(milliseconds: number, promise: Promise<R>): Promise<R | undefined> {
  let timer: NodeJS.Timeout | undefined;
  let lastLook: NodeJS.Immediate | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => {
      // If this thread was busy, the answer may already be there: messages are delivered before immediates.
      lastLook = setImmediate(resolve, undefined);
    }, milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
    clearImmediate(lastLook);
  }
}
