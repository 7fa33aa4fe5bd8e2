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
