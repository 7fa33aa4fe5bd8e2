import { Worker } from 'node:worker_threads';

/** Seconds without a sign of life after which the holder of a lock counts as dead. */
export const LEASE = 60;

/** Seconds between two signs. */
export const RENEWAL = LEASE / 4;

/** Milliseconds after which a run is no longer a short one, which needs no thread. */
const SHORT = 1_000;

/**
 * What the thread does, as text: it needs nothing of the program, and starts in no time. Writing the same bytes
 * again lets the clock of the file system stamp the file; a lock that is gone or another's is left alone.
 */
const KEEPER = `
const { closeSync, openSync, readFileSync, writeSync } = require('node:fs');
const { workerData: { path, body, every } } = require('node:worker_threads');
setInterval(() => {
  try {
    const file = openSync(path, 'r+');
    try {
      if (readFileSync(file, 'utf8') === body) writeSync(file, body, 0);
    } finally {
      closeSync(file);
    }
  } catch {}
}, every);
`;

/**
 * Shows that the holder of a lock lives, however busy the rest of the program is. `body` is what the lock holds.
 * Gives what ends it; a program that ends does not wait for it.
 */
export function showLife(path: string, body: string, every = RENEWAL * 1000, after = SHORT): () => void {
  let worker: Worker | undefined;
  const start = () => {
    worker = new Worker(KEEPER, { eval: true, execArgv: [], workerData: { path, body, every } });
    // A lock without signs of life still holds for a minute, and `check` finds out whether it was lost.
    worker.on('error', () => undefined);
    worker.unref();
  };
  const timer = setTimeout(start, after).unref();
  return () => {
    clearTimeout(timer);
    void worker?.terminate();
  };
}
