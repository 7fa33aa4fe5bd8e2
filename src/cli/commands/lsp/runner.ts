/** Runs one piece of work at a time; all requests made meanwhile become one more run at the end. */
export interface Runner {
  readonly ask: () => void;
  /** Resolves when nothing is left to do. */
  readonly settled: () => Promise<void>;
  /** True while there is work to do. */
  readonly isBusy: () => boolean;
}

/** Runs `work` whenever it is asked to; what it throws is passed to `fail`. */
export function startRunner(work: () => Promise<void>, fail: (error: unknown) => void): Runner {
  let running: Promise<void> | undefined;
  let isAsked = false;
  const run = async () => {
    while (isAsked) {
      isAsked = false;
      await work().catch(fail);
    }
    running = undefined;
  };
  return {
    ask: () => {
      isAsked = true;
      // Changes that arrive together are handled together.
      running ??= Promise.resolve().then(run);
    },
    settled: async () => {
      while (running) await running;
    },
    isBusy: () => running !== undefined,
  };
}
