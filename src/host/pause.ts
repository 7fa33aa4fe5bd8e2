/** How many milliseconds other work may hold up a server. */
const SLICE = 4;

/** Yields to waiting work once enough time has passed since the last pause. */
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

/** Blocks this thread for this many milliseconds, when nothing else may run meanwhile. */
export function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
