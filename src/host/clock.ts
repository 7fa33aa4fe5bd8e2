import { instantOf } from '../model/instant.ts';
import type { Instant } from '../model/instant.ts';

/** The present, to the second. */
export function currentInstant(): Instant {
  return instantOf(Math.floor(Date.now() / 1000));
}

/** Starts a stopwatch; the returned function gives the seconds since then. */
export function stopwatch(): () => number {
  const start = performance.now();
  return () => (performance.now() - start) / 1000;
}

/** Milliseconds of processor time that this process has used, all its threads together. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
