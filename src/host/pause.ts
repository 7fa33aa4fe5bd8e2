/** Milliseconds that a server may be held up by other work. */
const SLICE = 4;

/** Gives way to whatever waits, once the work between two pauses has taken long enough. */
export function startPausing(): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < SLICE) return undefined;
    return new Promise((resolve) => {
      setImmediate(() => {
        since = performance.now();
        resolve();
      });
    });
  };
}

/** Holds this thread up for so many milliseconds, where nothing else may happen in the meantime. */
export function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
