/** One piece of work at a time; whatever is asked for meanwhile is one more run at the end. */
export interface Runner {
  readonly ask: () => void;
  /** Ends when nothing is left to do. */
  readonly settled: () => Promise<void>;
  /** True while there is something to do. */
  readonly isBusy: () => boolean;
}

/** Runs `work` whenever it is asked to; `fail` hears of what it throws. */
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
      // Changes that arrive in one go are looked at together.
      running ??= Promise.resolve().then(run);
    },
    settled: async () => {
      while (running) await running;
    },
    isBusy: () => running !== undefined,
  };
}
