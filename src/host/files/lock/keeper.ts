import { Worker } from 'node:worker_threads';

/** Seconds without a sign of life after which the holder of a lock counts as dead. */
export const LEASE = 60;

/** Seconds between two signs. */
export const RENEWAL = LEASE / 4;

/** A run shorter than this many milliseconds needs no thread. */
const SHORT = 5_000;

/**
 * The code of the thread, as text: it needs nothing from the program and starts quickly. Writing the same
 * bytes again updates the file's time; a lock that is gone or belongs to another process is left alone.
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
 * Shows that the holder of a lock is alive, however busy the rest of the program is. `body` is the content of
 * the lock. Returns a function that stops it; it does not keep the program running.
 */
export function showLife(path: string, body: string, every = RENEWAL * 1000, after = SHORT): () => void {
  let worker: Worker | undefined;
  const start = () => {
    worker = new Worker(KEEPER, { eval: true, execArgv: [], workerData: { path, body, every } });
    // A lock without signs of life is still valid for a minute, and `check` finds out whether it was lost.
    worker.on('error', () => undefined);
    worker.unref();
  };
  const timer = setTimeout(start, after).unref();
  return () => {
    clearTimeout(timer);
    void worker?.terminate();
  };
}
