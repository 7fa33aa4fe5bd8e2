/*
 * Loaded into `dev` before it starts: answers each message of the benchmark with how long the event loop has
 * stood still at most since the last one, and with the memory in use after a collection.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';

const MB = 1_048_576;
const RESOLUTION = 1;
const delays = monitorEventLoopDelay({ resolution: RESOLUTION });
delays.enable();

process.on('message', () => {
  // In milliseconds, without the wait that the timer itself asks for. Read before the collection, which stops
  // all.
  const delay = Math.max(0, delays.max / 1e6 - RESOLUTION);
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  process.send?.({ delay, heap: heapUsed / MB, resident: rss / MB });
  delays.reset();
});
// The server lives as long as it likes; the benchmark ends it.
process.channel?.unref();
